import type { Passage } from '../../../electron/contract/infill.ts'
import { cacheShape, encodeContext } from '../../../electron/engine/context.ts'
import type { Encoded } from '../../../electron/engine/context.ts'
import type { Canvas } from '../../../electron/engine/layout.ts'
import type { Model } from '../../../electron/engine/model.ts'
import type { Draft } from '../../../electron/engine/sampling/draft.ts'
import { readerOf } from '../../../electron/engine/sampling/open-reader.ts'
import { languageOf } from '../../../electron/engine/sampling/language.ts'
import { sample } from '../../../electron/engine/sampling/sample.ts'
import { DEFAULT_TUNING } from '../../../electron/engine/sampling/tuning.ts'
import type { Measure } from '../support/report.ts'

/** What each part of the bench works with: sizes in tokens. */
export type Desk = Readonly<{ model: Model; repeats: number; threads: number; context: number; passage: number }>

export type Growing = Measure & { samples: number[] }

export const measure = (name: string, unit = 'ms', budget?: number): Growing => ({
  name,
  unit,
  samples: [],
  ...(budget === undefined ? {} : { budget }),
})

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const TEMPERATURE = 0.7
const NO_WISHES = { use: [], avoid: [] }

export const encode = ({ graph, manifest }: Model, { ids, positions }: Canvas): Promise<Encoded> =>
  encodeContext(graph, cacheShape(manifest), ids, positions, null)

/** Writes all drafts from their starts to their ends. */
export async function write(model: Model, canvas: Canvas, context: Encoded, drafts: readonly Draft[]): Promise<void> {
  const signal = new AbortController().signal
  const sampling = { ...DEFAULT_TUNING, sampler: 'forward', temperature: TEMPERATURE, signal } as const
  const open = readerOf(model.manifest, model.graph, context.cache, sampling.refresh)
  const steps = sample(
    model,
    model.graph,
    canvas,
    context.cache,
    open,
    drafts,
    languageOf(model, canvas, NO_WISHES, sampling),
    sampling,
  )
  while (!(await steps.next()).done);
}

const sentence = (n: number) => `In the year ${n} the keeper climbed the stairs and lit the lamp before the storm. `

/** 500 words of text, and a passage of 30 of them, in words. */
export const PASSAGE: Passage = [
  { kind: 'fixed', text: Array.from({ length: 22 }, (_, n) => sentence(n)).join('') },
  {
    kind: 'region',
    text: 'He looked at the tower for a long time before he picked up his bag, and then he went up to it slowly, as one goes up to a large quiet animal.',
    kept: [],
  },
  { kind: 'fixed', text: Array.from({ length: 11 }, (_, n) => ` ${sentence(100 + n).trim()}`).join('') },
]
