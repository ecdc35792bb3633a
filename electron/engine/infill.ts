import type {
  Length,
  Passage,
  RegionText,
  RunReport,
  RunRequest,
  Snapshot,
  Surroundings,
  Variant,
  VariantText,
} from '../contract/infill.ts'
import { FRESH_TRIES_A_VARIANT, REGION_WORDS_MAX, TRIES_A_VARIANT } from '../contract/infill.ts'
import { wordRanges } from '../contract/strength.ts'
import { draftsAtOnce } from './batches.ts'
import { cutPassage } from './canvas.ts'
import type { Cut } from './canvas.ts'
import { contextOf } from './context.ts'
import type { Memory } from './context.ts'
import { distinct, replaced, unequal } from './distinct.ts'
import { EngineFault } from './faults.ts'
import { layOut } from './layout.ts'
import type { Model } from './model.ts'
import { variantSeed } from './random.ts'
import { emptyDrafts, placesOf, startedDrafts } from './sampling/draft.ts'
import type { Draft } from './sampling/draft.ts'
import { forwardSteps } from './sampling/forward.ts'
import { DEFAULT_TUNING } from './sampling/tuning.ts'
import type { Tuning } from './sampling/tuning.ts'
import { checkStart } from './start.ts'
import { transcribe } from './transcript.ts'
import type { Style } from './transcript.ts'
import { createTries, ranked } from './tries.ts'
import { isTypographic } from './typography.ts'
import { watched } from './watched.ts'

export type InfillOptions = Readonly<{
  signal: AbortSignal
  /** Told how the canvas stands, after every step. A cancel is seen between steps too. */
  onSnapshot?: (snapshot: Snapshot) => void
  memory?: Memory
  /** What departs from the defaults. */
  tuning?: Partial<Tuning>
}>

/**
 * Rewrites the regions of a passage (DESIGN section 4): lay the canvas out, compute its context once, write all tries
 * together, and offer the best distinct ones by fit; fresh tries take the place of near-duplicates. The same model,
 * passage, surroundings, settings, seed and start give the same text. What the start has written stays, and the steps
 * after it come out as in the run that it was taken from (but for `forward-checked`, and for a full context where the run
 * had kept what it read some steps before: see `fullReader`).
 *
 * @throws {EngineFault} with a sentence for the writer.
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function infill(model: Model, request: RunRequest, options: InfillOptions): Promise<RunReport> {
  const started = performance.now()
  const { settings } = request
  checkPassage(request)
  const { manifest, vocabulary } = model
  const cut = cutPassage(request.passage)
  const { start } = request
  const rooms = start?.[0]?.rooms ?? null
  const canvas = layOut(cut, settings.length, vocabulary, manifest, { rooms, around: request.around })
  if (start !== undefined) checkStart(start, canvas, model)
  const style: Style = { typographic: isTypographic(wholeText(request)) }
  const { graph, passes } = watched(model.graph, options.signal)
  const count = settings.variants * TRIES_A_VARIANT[settings.care]
  const drafts =
    start === undefined
      ? emptyDrafts(canvas, settings.seed, count)
      : startedDrafts(start, canvas, settings.seed, count, manifest.tokens.blank)
  const textOf = (draft: Draft) => transcribe(cut, canvas, draft, vocabulary, manifest.tokens.blank, style)
  const read = (draft: Draft): VariantText => ({
    regions: textOf(draft),
    places: placesOf(draft, canvas, model.hash),
  })
  const report = (variants: readonly Variant[], steps: number): RunReport => ({
    variants,
    steps,
    passes: passes(),
    milliseconds: Math.round(performance.now() - started),
    model: `${manifest.id} ${manifest.version}`,
    modelHash: model.hash,
    backend: model.backend,
  })
  if (canvas.slots.length === 0)
    return report([{ seed: settings.seed, regions: knownOnly(cut), places: null, fit: null }], 0)

  const most = draftsAtOnce(canvas.places)
  const foreseen = forwardSteps(canvas) * Math.ceil(drafts.length / most)
  const shown = drafts.slice(0, settings.variants)
  const show = (step: number) =>
    options.onSnapshot?.({ run: request.id, step, of: foreseen, variants: shown.map(read) })
  show(0)
  options.signal.throwIfAborted()
  const memory = options.memory ?? { context: null }
  const context = await contextOf(manifest, graph, canvas, memory, options.signal)
  const { tryOut, steps } = createTries({
    ...{ model, graph, canvas, context, settings, textOf },
    tuning: { ...DEFAULT_TUNING, ...options.tuning },
    signal: options.signal,
    onStep: show,
  })
  const tries = await tryOut(drafts)
  // What goes on from one start is alike by nature, and so is what is written without chance.
  if (start !== undefined) return report(ranked(tries, unequal, settings.variants), steps())
  const variants = await replaced(
    tries,
    all => ranked(all, distinct, settings.variants),
    settings.variants,
    settings.temperature === 0 ? 0 : settings.variants * FRESH_TRIES_A_VARIANT,
    (from, more) => tryOut(emptyDrafts(canvas, variantSeed(settings.seed, from), more)),
  )
  return report(variants, steps())
}

/**
 * Computes the context of a passage that is likely to be rewritten next, so that its run begins with the first step.
 * What it has read is kept when it is stopped.
 *
 * @throws {EngineFault} as `infill` does.
 * @throws {DOMException} AbortError once `signal` aborts.
 */
export async function foresee(
  { manifest, vocabulary, graph }: Model,
  passage: Passage,
  length: Length,
  memory: Memory,
  around?: Surroundings,
  signal?: AbortSignal,
): Promise<void> {
  const canvas = layOut(cutPassage(passage), length, vocabulary, manifest, { around })
  await contextOf(manifest, graph, canvas, memory, signal)
}

function knownOnly({ regions }: Cut): RegionText[] {
  return regions.map(parts =>
    parts.flatMap(part => (part.kind === 'known' ? [{ kind: 'kept', text: part.text } as const] : [])),
  )
}

function wholeText({ passage }: RunRequest): string {
  return passage.map(span => span.text).join('')
}

function checkPassage({ passage }: RunRequest): void {
  const regions = passage.filter(span => span.kind === 'region')
  if (regions.length === 0)
    throw new EngineFault(
      'nothing-to-write',
      'No passage is marked. Select the words to rewrite, or put the caret where words are missing.',
    )
  const words = regions.reduce((sum, { text }) => sum + wordRanges(text).length, 0)
  if (words <= REGION_WORDS_MAX) return
  throw new EngineFault(
    'region-too-long',
    `The passage has ${words} words, and at most ${REGION_WORDS_MAX} can be rewritten at once. Choose a shorter passage.`,
  )
}
