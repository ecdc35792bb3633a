import type { QuestionId } from '../../../electron/contract/ask.ts'
import type { RunId, RunSettings, VariantText } from '../../../electron/contract/infill.ts'
import type { Places } from '../../../electron/contract/places.ts'
import { withoutWords, wordsOf } from '../../../electron/contract/written-words.ts'
import { alternatives } from '../../../electron/engine/ask/alternatives.ts'
import { infill } from '../../../electron/engine/infill.ts'
import type { Memory } from '../../../electron/engine/context.ts'
import { watchBareRuns } from '../support/bare-runs.ts'
import type { Measure } from '../support/report.ts'
import { PASSAGE, TEMPERATURE, measure, timed } from './desk.ts'
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
  const { signal } = new AbortController()
  const run = async (more: Partial<RunSettings>, memory: Memory, start?: readonly Places[]) => {
    bare.take()
    const started = performance.now()
    const request = {
      id: 'bench' as RunId,
      passage: PASSAGE,
      settings: { ...settings, ...more },
      ...(start && { start }),
    }
    const report = await infill(model, request, { signal, memory })
    const whole = performance.now() - started
    return { whole, share: (100 * (whole - bare.take())) / whole, best: report.variants[0]! }
  }
  /** A word in the middle of a variant: the time to write it anew, and to find what else could stand there. */
  const wordTimes = async (variant: VariantText, seed: number, memory: Memory) => {
    const words = wordsOf(variant.regions)
    const word = words[Math.floor(words.length / 2)]!
    const opened = withoutWords(variant, [word])!.places!
    const { whole } = await run({ seed, variants: 1, avoid: [word.text] }, memory, [opened])
    const asked = { id: 'bench' as QuestionId, kind: 'alternatives', word: word.places, avoid: [] } as const
    const of = { passage: PASSAGE, places: variant.places! }
    return { reroll: whole, alternatives: await timed(() => alternatives(model, { ...asked, of }, { signal, memory })) }
  }
  const [fresh, known, surest, normal, share] = [
    measure('three variants of 30 words, start to end, context new', 'ms', 2000),
    measure('the same, context known from the run before', 'ms', 2000),
    measure('the same, surest first'),
    measure('the same, start to end, normal care (six tries)'),
    measure('our share of a run beside session.run', '%', 10),
  ]
  const [rerolls, others] = [measure('a word of 30 written anew', 'ms', 150), measure('eight other words for it')]
  const memory: Memory = { context: null }
  await run({}, memory)
  // Side by side, so that what else the machine does falls on all alike.
  for (let seed = 0; seed < repeats; seed++) {
    fresh.samples.push((await run({ seed }, { context: null })).whole)
    const again = await run({ seed }, memory)
    known.samples.push(again.whole)
    share.samples.push(again.share)
    const word = await wordTimes(again.best, seed + 1000, memory)
    rerolls.samples.push(word.reroll)
    others.samples.push(word.alternatives)
    surest.samples.push((await run({ seed, sampler: 'entropy' }, memory)).whole)
    normal.samples.push((await run({ seed, care: 'normal' }, memory)).whole)
  }
  return [fresh, known, surest, normal, rerolls, others, share]
}
