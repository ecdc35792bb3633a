import type { Canvas, Slot } from '../layout.ts'
import type { Cache, Graph, Readings } from '../onnx.ts'
import { admissible, mayEnd, predictionAt } from './candidates.ts'
import type { Language, Prediction } from './candidates.ts'
import { choose } from './choose.ts'
import { OPEN, write } from './draft.ts'
import type { Draft } from './draft.ts'
import type { SamplingOptions } from './forward.ts'
import { cellsOf, regionPass } from './region-pass.ts'

export type EntropyOptions = SamplingOptions &
  Readonly<{
    /** The mask's id. */
    mask: number
    /** Nats that the places committed together, the least sure one aside, may add up to. */
    gamma: number
    /** How many of the first open places may be committed; those beyond are left out of the pass. */
    window: number
  }>

/**
 * Entropy-bounded denoising (EB-sampler, arXiv:2505.24857) within a window of the first open places: each step commits,
 * in order of rising entropy, the largest set whose summed entropy minus its largest stays under gamma, and at least
 * one place. Yields the number of the step after each.
 *
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function* entropyBounded(
  graph: Graph,
  canvas: Canvas,
  context: Cache,
  drafts: readonly Draft[],
  language: Language,
  options: EntropyOptions,
): AsyncGenerator<number> {
  for (let step = 1; ; step++) {
    const unfinished = drafts.filter(draft => draft.ids.includes(OPEN))
    if (unfinished.length === 0) return
    options.signal.throwIfAborted()
    const windows = unfinished.map(draft => openPlaces(draft).slice(0, options.window))
    const rows = unfinished.map((draft, i) => {
      const open = new Set(windows[i])
      const cells = cellsOf(
        canvas,
        place => draft.ids[place] !== OPEN || open.has(place),
        place => (draft.ids[place] === OPEN ? options.mask : draft.ids[place]!),
      )
      return { cells, reads: windows[i]! }
    })
    const pass = regionPass(context, rows, 'masked')
    const readings = await graph.run(pass)
    unfinished.forEach((draft, i) => {
      const first = (i * pass.rows.length) / rows.length
      commit(readings, first, windows[i]!, { canvas, draft, language, options, step })
    })
    yield step
  }
}

function openPlaces(draft: Draft): number[] {
  return Array.from(draft.ids.keys()).filter(place => draft.ids[place] === OPEN)
}

type Step = Readonly<{ canvas: Canvas; draft: Draft; language: Language; options: EntropyOptions; step: number }>
type Offer = Readonly<{ place: number; slot: Slot; prediction: Prediction; ending: boolean }>

function commit(readings: Readings, firstRow: number, places: readonly number[], at: Step): void {
  const offers = places
    .map((place, g) => offerAt(readings, firstRow + g, place, at))
    .sort((a, b) => a.prediction.entropy - b.prediction.entropy || a.place - b.place)
  let spent = 0
  let committed = 0
  for (const offer of offers) {
    if (committed > 0 && spent > at.options.gamma) return
    if (at.draft.ids[offer.place] !== OPEN) continue
    if (committed > 0 && neighbourIsNew(offer.place, at)) continue
    spent += offer.prediction.entropy
    commitOne(offer, at)
    committed++
  }
}

/** Two places side by side, each chosen without sight of the other, are what makes parallel writing stutter. */
function neighbourIsNew(place: number, { draft, step }: Step): boolean {
  return [place - 1, place + 1].some(
    p => (draft.ids[p] ?? OPEN) !== OPEN && draft.step[p] === step && draft.certainty[p]! < SURE,
  )
}
const SURE = 0.9

function offerAt(readings: Readings, row: number, place: number, { canvas, draft, language }: Step): Offer {
  const slot = canvas.slots.findLast(candidate => candidate.start <= place)!
  const ending = mayEnd(draft, slot, place, language)
  return { place, slot, ending, prediction: predictionAt(readings, row, language.blank, ending) }
}

function commitOne({ place, slot, prediction, ending }: Offer, { canvas, draft, language, options, step }: Step): void {
  const choices = admissible(prediction, canvas, draft, slot, place, language)
  const { id, certainty } = choose(choices, options.temperature, options.topP, draft.random)
  if (id !== language.blank || !ending) return write(draft, place, id, certainty, step)
  for (let p = place; p < slot.start + slot.places; p++) write(draft, p, language.blank, certainty, step)
}
