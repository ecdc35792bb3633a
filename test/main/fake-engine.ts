import { computing } from '../support/computing.ts'
import type { EngineNews, EngineOrder } from '../../electron/contract/engine.ts'
import type { RunId, RunReport, Snapshot } from '../../electron/contract/infill.ts'

/** An engine process without a model. A run's id says what becomes of it: `offer` ends, `hang` goes on, `die` kills it. */
const tell = (news: EngineNews) => process.send!(news)

const report: RunReport = {
  variants: [
    {
      seed: 0,
      regions: [[{ kind: 'written', text: 'done', certainty: 0.5, step: 1 }]],
      places: null,
      fit: { text: -1.5, after: -0.25 },
    },
  ],
  steps: 12,
  passes: 15,
  milliseconds: 340.5,
  model: 'starter 0.1.0',
  modelHash: 'ab12',
  backend: 'CPU',
}

function step(run: RunId, at: number): Snapshot {
  return {
    run,
    step: at,
    of: 5,
    variants: [{ regions: [[{ kind: 'written', text: 'half', certainty: 0.5, step: 1 }]], places: null }],
  }
}

function take(order: EngineOrder): void {
  switch (order.kind) {
    case 'load':
      tell({ kind: 'model', state: { kind: 'ready', title: 'Fake', version: '1', milliseconds: 1, ...computing } })
      return
    case 'foresee':
    case 'window':
    case 'unask':
      return
    case 'ask':
      if (order.question.id.startsWith('die')) process.exit(9)
      tell({ kind: 'answered', id: order.question.id, answer: { ok: true, value: { kind: 'surprise', words: [] } } })
      return
    case 'cancel':
      tell({ kind: 'ended', run: order.run, end: { kind: 'stopped', last: null } })
      return
    case 'run':
      return run(order.request.id)
  }
}

function run(id: RunId): void {
  if (id.startsWith('die')) process.exit(9)
  if (id.startsWith('offer')) tell({ kind: 'ended', run: id, end: { kind: 'offered', report } })
  if (!id.startsWith('hang')) return
  tell({ kind: 'step', snapshot: step(id, 1) })
  tell({ kind: 'step', snapshot: step(id, 2) })
}

process.on('message', message => take(message as EngineOrder))
