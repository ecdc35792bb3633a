import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { listRuns } from '../../store/history.ts'
import { settleRun, starVariant, startRun } from '../../store/runs.ts'
import type { EngineHost } from '../engine-host.ts'
import { surroundingsOf } from '../surroundings.ts'

type RunHandlers = Pick<Handlers, `run:${'start' | 'cancel' | 'foresee' | 'settle' | 'star' | 'list'}`>
type Runs = Pick<EngineHost<unknown>, 'run' | 'cancel' | 'foresee'>

export function runHandlers(db: WriteDb, host: Runs, now: () => number): RunHandlers {
  return {
    'run:start'(request, document) {
      startRun(db, request, document, now())
      const around = surroundingsOf(db, document, request.settings.around)
      host.run(around === undefined ? request : { ...request, around })
    },
    'run:cancel': id => host.cancel(id),
    'run:foresee': (passage, { length, around }, document) =>
      host.foresee(passage, length, surroundingsOf(db, document, around)),
    'run:settle': (id, accepted) => settleRun(db, id, accepted),
    'run:star': (id, variant, on) => starVariant(db, id, variant, on),
    'run:list': (document, query) => listRuns(db, document, query),
  }
}
