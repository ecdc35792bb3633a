import { dayOf } from '../../contract/binder.ts'
import type { Handlers } from '../../contract/ipc.ts'
import { changedBy, describeDocuments } from '../../store/cards.ts'
import type { WriteDb } from '../../store/database.ts'
import { loadDocument, renameDocument } from '../../store/documents.ts'
import { keepSteps } from '../../store/journal.ts'
import { addPicture, loadPicture } from '../../store/pictures.ts'
import { createAt, moveDocuments, restoreDocument, trashDocuments } from '../../store/places.ts'
import { duplicateDocuments, mergeDocuments, splitDocument } from '../../store/splitting.ts'
import { takeDailySnapshot, takeSnapshotBeforeLoss } from '../../store/snapshots.ts'
import { saveDocuments } from '../../store/rewrite.ts'
import { documentTexts, searchText } from '../../store/search.ts'
import { recoverStrays } from '../../store/strays.ts'
import { saveWritten } from '../../store/writing.ts'

type DocumentHandlers = Pick<Handlers, Extract<keyof Handlers, `document:${string}`> | 'search:text'>

export function documentHandlers(db: WriteDb, now: () => number): DocumentHandlers {
  return {
    'document:load': id => loadDocument(db, id),
    'document:save'(draft) {
      const atMs = now()
      takeDailySnapshot(db, draft.id, midnightBefore(atMs), atMs)
      takeSnapshotBeforeLoss(db, draft, atMs)
      const saved = saveWritten(db, draft, atMs, dayOf(atMs))
      return { ...saved, recovered: recoverStrays(db, atMs) }
    },
    'document:save-all': drafts => saveDocuments(db, drafts, now()),
    'document:texts': project => documentTexts(db, project),
    'search:text': query => searchText(db, query),
    'document:journal': entry => keepSteps(db, entry, now()),
    'document:rename': (id, title) => renameDocument(db, id, title),
    'document:create': (id, place, title, kind) => changedBy(db, () => createAt(db, id, place, title, kind, now())),
    'document:move': (ids, place) => changedBy(db, () => moveDocuments(db, ids, place)),
    'document:trash': ids => changedBy(db, () => trashDocuments(db, ids, now())),
    'document:restore': id => changedBy(db, () => restoreDocument(db, id)),
    'document:describe': (ids, change) => changedBy(db, () => describeDocuments(db, ids, change)),
    'document:split': (stays, rest) => changedBy(db, () => splitDocument(db, stays, rest, now())),
    'document:merge': (joined, others) => changedBy(db, () => mergeDocuments(db, joined, others, now())),
    'document:duplicate': copies => changedBy(db, () => duplicateDocuments(db, copies, now())),
    'document:add-image': (id, place, title, bytes) =>
      changedBy(db, () => addPicture(db, id, place, title, bytes, now())),
    'document:image': id => loadPicture(db, id),
  }
}

/** When the day of this moment began, on the writer's clock. */
function midnightBefore(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
