import type { RunId, RunSettings } from '../../../electron/contract/infill.ts'
import { infill } from '../../../electron/engine/infill.ts'
import type { Memory } from '../../../electron/engine/context.ts'
import { watchBareRuns } from '../support/bare-runs.ts'
import type { Measure } from '../support/report.ts'
import { PASSAGE, TEMPERATURE, measure } from './desk.ts'
import type { Desk } from './desk.ts'

/** Must stand before the first session is made. */
const bare = watchBareRuns()

const settings: RunSettings = {
  variants: 3,
  length: { kind: 'same' },
  strength: 1,
  temperature: TEMPERATURE,
  seed: 1,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
}

/** Whole runs as the studio does them, ranking included, and what our own code adds to ONNX Runtime's time. */
export async function runs({ model, repeats }: Desk): Promise<Measure[]> {
  const run = async (more: Partial<RunSettings>, memory: Memory) => {
    bare.take()
    const started = performance.now()
    const request = { id: 'bench' as RunId, passage: PASSAGE, settings: { ...settings, ...more } }
    await infill(model, request, { signal: new AbortController().signal, memory })
    const whole = performance.now() - started
    return { whole, share: (100 * (whole - bare.take())) / whole }
  }
  const [fresh, known, surest, normal, share] = [
    measure('three variants of 30 words, start to end, context new', 'ms', 2000),
    measure('the same, context known from the run before', 'ms', 2000),
    measure('the same, surest first'),
    measure('the same, start to end, normal care (six tries)'),
    measure('our share of a run beside session.run', '%', 10),
  ]
  const memory: Memory = { context: null }
  await run({}, memory)
  // Side by side, so that what else the machine does falls on all alike.
  for (let seed = 0; seed < repeats; seed++) {
    fresh.samples.push((await run({ seed }, { context: null })).whole)
    const again = await run({ seed }, memory)
    known.samples.push(again.whole)
    share.samples.push(again.share)
    surest.samples.push((await run({ seed, sampler: 'entropy' }, memory)).whole)
    normal.samples.push((await run({ seed, care: 'normal' }, memory)).whole)
  }
  return [fresh, known, surest, normal, share]
}
