import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { deleteLabel, saveLabel } from '../../store/labels.ts'
import { listWritingDays } from '../../store/writing.ts'

export function binderHandlers(db: WriteDb): Pick<Handlers, 'label:save' | 'label:delete' | 'writing:days'> {
  return {
    'label:save': label => saveLabel(db, label),
    'label:delete': id => deleteLabel(db, id),
    'writing:days': sinceDay => listWritingDays(db, sinceDay),
  }
}
