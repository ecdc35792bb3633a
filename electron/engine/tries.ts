import { setImmediate as turnOfEventLoop } from 'node:timers/promises'
import type { Fit, RegionText, RunSettings, Variant } from '../contract/infill.ts'
import { fitShare, regionString } from '../contract/infill.ts'
import { computeInBatches, draftsAtOnce, writeInBatches } from './batches.ts'
import { closeSentences, isSound } from './closing.ts'
import type { distinct } from './distinct.ts'
import { fitsBy } from './fits.ts'
import type { Canvas } from './layout.ts'
import type { Model } from './model.ts'
import type { Cache, Graph } from './onnx.ts'
import { placesOf } from './sampling/draft.ts'
import type { Draft } from './sampling/draft.ts'
import { languageOf } from './sampling/language.ts'
import { readerOf } from './sampling/open-reader.ts'
import { sample } from './sampling/sample.ts'
import type { Tuning } from './sampling/tuning.ts'

/** A written draft as a variant. `sound`: it neither breaks off nor leaves a quotation open. */
export type Try = Readonly<{ sound: boolean; variant: Variant & { fit: Fit } }>

type Deps = Readonly<{
  model: Model
  /** The model's graph, watched by the run. */
  graph: Graph
  canvas: Canvas
  context: Cache
  settings: RunSettings
  tuning: Tuning
  signal: AbortSignal
  /** A draft as text, its sentences as they stand. */
  textOf: (draft: Draft) => RegionText[]
  /** Told of each step, counted through all tries. */
  onStep: (step: number) => void
}>

/** Writes drafts of a canvas to their ends and measures them. `steps` tells how many it took so far. */
export function createTries({ model, graph, canvas, context, settings, tuning, signal, textOf, onStep }: Deps) {
  const { manifest, vocabulary } = model
  const { blank } = manifest.tokens
  const most = draftsAtOnce(canvas.places)
  const language = languageOf(model, canvas, settings, tuning)
  const sampling = { sampler: settings.sampler, temperature: settings.temperature, ...tuning, signal }
  const open = readerOf(manifest, graph, context, tuning.refresh)
  const measure = fitsBy(manifest, graph, canvas, context, open)
  const write = (batch: readonly Draft[]) => sample(model, graph, canvas, context, open, batch, language, sampling)
  let steps = 0

  /** @throws {DOMException} AbortError once the signal aborts. */
  async function tryOut(drafts: readonly Draft[]): Promise<Try[]> {
    const before = steps
    for await (const step of writeInBatches(drafts, most, write)) {
      steps = before + step
      onStep(steps)
      await turnOfEventLoop()
    }
    signal.throwIfAborted()
    const written = drafts.map(draft => placesOf(draft, canvas, model.hash))
    const counted = drafts.map(draft => closeSentences(canvas, draft, language))
    const fits = await computeInBatches(drafts, most, measure)
    return drafts.map((draft, i) => ({
      sound: isSound(canvas, draft, vocabulary, blank),
      variant: {
        seed: draft.seed,
        regions: textOf(draft),
        places: { ...written[i]!, counted: counted[i]! },
        fit: fits[i]!,
      },
    }))
  }

  return { tryOut, steps: () => steps }
}

/** The best variants that differ: those that break off or leave a quotation open last, then by fit, then by try. */
export function ranked(tries: readonly Try[], differing: typeof distinct, count: number): Variant[] {
  const sorted = tries
    .map((one, index) => ({ ...one, index }))
    .sort(
      (a, b) =>
        Number(b.sound) - Number(a.sound) || fitShare(b.variant.fit) - fitShare(a.variant.fit) || a.index - b.index,
    )
    .map(({ variant }) => variant)
  return differing(sorted, ({ regions }) => regions.map(regionString).join('\n'), count)
}
