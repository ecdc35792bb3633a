import type { EngineNews } from '../../contract/engine.ts'
import type { Answer, Question, QuestionId } from '../../contract/ask.ts'
import { toFault } from '../faults.ts'
import type { Graph } from '../onnx.ts'

export type Questions = Readonly<{
  ask: (question: Question) => void
  /** Stops a question. One that is not there is no error: it may just have been answered. */
  cancel: (id: QuestionId) => void
}>

/** Answers one question after the other, beside the runs: see `inTurns`. */
export function createQuestions(
  answer: (question: Question, signal: AbortSignal) => Promise<Answer>,
  tell: (news: EngineNews) => void,
): Questions {
  const open = new Map<QuestionId, AbortController>()
  let last = Promise.resolve()

  async function serve({ signal }: AbortController, question: Question): Promise<void> {
    const { id } = question
    try {
      signal.throwIfAborted()
      tell({ kind: 'answered', id, answer: { ok: true, value: await answer(question, signal) } })
    } catch (error) {
      tell({ kind: 'answered', id, answer: { ok: false, fault: toFault(error) } })
    }
    open.delete(id)
  }

  return {
    ask(question) {
      const abort = new AbortController()
      open.set(question.id, abort)
      last = last.then(() => serve(abort, question))
    },
    cancel: id => open.get(id)?.abort(),
  }
}

/**
 * A graph for several users: one pass at a time, in the order in which they ask. So a question beside a run waits for
 * one of its passes at a time, and never for the run.
 */
export function inTurns(graph: Graph): Graph {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(pass) {
      const next = last.then(() => graph.run(pass))
      last = next.catch(() => undefined)
      return next
    },
    dispose: () => graph.dispose(),
  }
}
