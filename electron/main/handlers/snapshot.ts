import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { listDocuments } from '../../store/documents.ts'
import {
  listSnapshots,
  listSnapshotSet,
  loadSnapshot,
  removeSnapshot,
  renameSnapshot,
  restoreSnapshots,
  takeProjectSnapshot,
  takeSnapshotOf,
} from '../../store/snapshots.ts'

type Name = 'take' | 'take-project' | 'list' | 'list-set' | 'load' | 'rename' | 'remove' | 'restore'

export function snapshotHandlers(db: WriteDb, now: () => number): Pick<Handlers, `snapshot:${Name}`> {
  return {
    'snapshot:take'(request) {
      takeSnapshotOf(db, request, now())
      return listSnapshots(db, request.document)
    },
    'snapshot:take-project': (project, name) => takeProjectSnapshot(db, project, 'by hand', now(), name),
    'snapshot:list': document => listSnapshots(db, document),
    'snapshot:list-set': set => listSnapshotSet(db, set),
    'snapshot:load': id => loadSnapshot(db, id),
    'snapshot:rename': (id, name) => renameSnapshot(db, id, name),
    'snapshot:remove': id => removeSnapshot(db, id),
    'snapshot:restore'(ids) {
      const restored = new Set(restoreSnapshots(db, ids, now()))
      return listDocuments(db).filter(({ id }) => restored.has(id))
    },
  }
}
