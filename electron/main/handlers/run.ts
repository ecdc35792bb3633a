import type { Question } from '../../contract/ask.ts'
import type { Surroundings } from '../../contract/infill.ts'
import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { listRuns, loadRun } from '../../store/history.ts'
import { foreseePruning, pruneRuns } from '../../store/pruning.ts'
import { settleRun, starVariant, startRun } from '../../store/runs.ts'
import { EngineRefusal } from '../engine-host.ts'
import type { EngineHost } from '../engine-host.ts'
import { surroundingsOf } from '../surroundings.ts'

type RunHandlers = Pick<
  Handlers,
  | `run:${'start' | 'cancel' | 'foresee' | 'settle' | 'star' | 'list' | 'load' | 'foresee-pruning' | 'prune'}`
  | `question:${'ask' | 'cancel'}`
>
type Runs = Pick<EngineHost<unknown>, 'run' | 'cancel' | 'foresee' | 'ask' | 'unask'>

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
    async 'question:ask'(question, document, wish) {
      const around = question.kind === 'surprise' ? undefined : surroundingsOf(db, document, wish)
      const answer = await host.ask(around === undefined ? question : readWith(question, around))
      if (!answer.ok) throw new EngineRefusal(answer.fault)
      return answer.value
    },
    'question:cancel': id => host.unask(id),
    'run:settle': (id, accepted) => settleRun(db, id, accepted),
    'run:star': (id, variant, on) => starVariant(db, id, variant, on),
    'run:list': (query, after, limit) => listRuns(db, query, after, limit),
    'run:load': id => loadRun(db, id),
    'run:foresee-pruning': rule => foreseePruning(db, rule),
    'run:prune': ids => pruneRuns(db, ids),
  }
}

/** The question with what its run read around the document. */
function readWith(question: Question, around: Surroundings): Question {
  return question.kind === 'surprise' ? question : { ...question, of: { ...question.of, around } }
}
