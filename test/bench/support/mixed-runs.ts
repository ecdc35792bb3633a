import type { Passage, RunId, RunSettings } from '../../../electron/contract/infill.ts'
import type { Memory } from '../../../electron/engine/context.ts'
import { infill } from '../../../electron/engine/infill.ts'
import type { Model } from '../../../electron/engine/model.ts'
import { seeded } from '../../../electron/engine/random.ts'

const SENTENCE = 'The keeper climbed the stairs and lit the lamp before the storm. '

/** The settings of a run that says nothing of itself. */
export const plainSettings: RunSettings = {
  variants: 1,
  length: { kind: 'same' },
  strength: 1,
  temperature: 0.8,
  seed: 1,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
}

/** A passage of `words` words between `before` and `after` sentences. */
export function passageOf(words: number, before: number, after: number): Passage {
  return [
    { kind: 'fixed', text: SENTENCE.repeat(before) },
    { kind: 'region', text: `${SENTENCE.repeat(8).split(' ').slice(0, words).join(' ')}.`, kept: [] },
    { kind: 'fixed', text: ` ${SENTENCE.repeat(after)}` },
  ]
}

/**
 * Runs of mixed sizes, one after the other, with the memory that the studio would keep between them. Told, after each, the
 * process's resident memory in bytes, collected as far as can be.
 */
export async function mixedRuns(
  model: Model,
  runs: number,
  longestWords: number,
  onRun: (run: number, residentBytes: number) => void,
): Promise<void> {
  const random = seeded(7)
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const memory: Memory = { context: null }
  for (let run = 0; run < runs; run++) {
    const passage = passageOf(upTo(longestWords), upTo(5), upTo(3))
    const settings = { ...plainSettings, variants: upTo(4), seed: run }
    await infill(
      model,
      { id: `run-${run}` as RunId, passage, settings },
      { signal: new AbortController().signal, memory },
    )
    globalThis.gc?.()
    onRun(run, process.memoryUsage.rss())
  }
}
