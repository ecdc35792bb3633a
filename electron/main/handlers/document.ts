import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import {
  createDocument,
  loadDocument,
  moveDocument,
  renameDocument,
  restoreDocument,
  saveDocument,
  trashDocument,
} from '../../store/documents.ts'
import { keepSteps } from '../../store/journal.ts'
import { takeDailySnapshot } from '../../store/snapshots.ts'
import { saveDocuments } from '../../store/rewrite.ts'
import { documentTexts, searchText } from '../../store/search.ts'
import { recoverStrays } from '../../store/strays.ts'

type Name = 'create' | 'load' | 'save' | 'save-all' | 'texts' | 'journal' | 'rename' | 'move' | 'trash' | 'restore'

export function documentHandlers(db: WriteDb, now: () => number): Pick<Handlers, `document:${Name}` | 'search:text'> {
  return {
    'document:create': (id, project, title) => createDocument(db, id, project, title, now()),
    'document:load': id => loadDocument(db, id),
    'document:save'(draft) {
      const atMs = now()
      takeDailySnapshot(db, draft.id, midnightBefore(atMs), atMs)
      const saved = saveDocument(db, draft, atMs)
      return { ...saved, recovered: recoverStrays(db, atMs) }
    },
    'document:save-all': drafts => saveDocuments(db, drafts, now()),
    'document:texts': project => documentTexts(db, project),
    'search:text': query => searchText(db, query),
    'document:journal': entry => keepSteps(db, entry, now()),
    'document:rename': (id, title) => renameDocument(db, id, title),
    'document:move': (id, project, position) => moveDocument(db, id, project, position),
    'document:trash': id => trashDocument(db, id, now()),
    'document:restore': id => restoreDocument(db, id),
  }
}

/** When the day of this moment began, on the writer's clock. */
function midnightBefore(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
