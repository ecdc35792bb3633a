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
import { recoverStrays } from '../../store/strays.ts'

type Name = 'create' | 'load' | 'save' | 'journal' | 'rename' | 'move' | 'trash' | 'restore'

export function documentHandlers(db: WriteDb, now: () => number): Pick<Handlers, `document:${Name}`> {
  return {
    'document:create': (id, project, title) => createDocument(db, id, project, title, now()),
    'document:load': id => loadDocument(db, id),
    'document:save'(draft) {
      const saved = saveDocument(db, draft, now())
      return { ...saved, recovered: recoverStrays(db, now()) }
    },
    'document:journal': entry => keepSteps(db, entry, now()),
    'document:rename': (id, title) => renameDocument(db, id, title),
    'document:move': (id, project, position) => moveDocument(db, id, project, position),
    'document:trash': id => trashDocument(db, id, now()),
    'document:restore': id => restoreDocument(db, id),
  }
}
