import type { Canvas, Slot } from '../layout.ts'
import type { Readings } from '../onnx.ts'
import { admissible, favoured, mayEnd, predictionAt } from './candidates.ts'
import type { Language, Prediction } from './candidates.ts'
import type { Random } from '../random.ts'
import { choose } from './choose.ts'
import { closeSlot, drawsOf, OPEN, write } from './draft.ts'
import type { Draft } from './draft.ts'
import type { SamplingOptions } from './forward.ts'
import { noiseAt } from './noise.ts'
import type { Reader } from './reader.ts'

/** What the model predicts for an open place of the window. `certainty`: the probability of its likeliest token. */
export type Offer = Readonly<{ place: number; slot: Slot; prediction: Prediction; ending: boolean; certainty: number }>

/** How far a draft is: its open places in all, those that are written step by step, and the step's number and draws. */
export type Progress = Readonly<{ open: number; places: number; step: number; random: Random }>

/** Which of the offered places are committed at a step, and in which order. At least one, or the run would not end. */
export type Strategy = (offers: readonly Offer[], progress: Progress) => readonly Offer[]

export type MaskedOptions = SamplingOptions &
  Readonly<{
    /** How many of the first open places may be committed; a causal context leaves those beyond out of the pass. */
    window: number
  }>

/**
 * Masked denoising: each step predicts all open places of the window at once, and commits those that the strategy
 * chooses (LLaDA, arXiv:2502.09992; the strategies name their own papers). Yields the number of the step after each;
 * a draft that began further on counts its own steps from there.
 *
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function* masked(
  reader: Reader,
  canvas: Canvas,
  drafts: readonly Draft[],
  strategy: Strategy,
  language: Language,
  options: MaskedOptions,
): AsyncGenerator<number> {
  const places = new Map(
    drafts.map(draft => [draft, draft.ids.filter((id, p) => id === OPEN || draft.step[p]! > 0).length]),
  )
  for (let count = 1; ; count++) {
    const unfinished = drafts.filter(draft => draft.ids.includes(OPEN))
    if (unfinished.length === 0) return
    options.signal.throwIfAborted()
    const opens = unfinished.map(openPlaces)
    const windows = opens.map(open => open.slice(0, options.window))
    const readings = await reader.read(
      unfinished.map((draft, i) => ({ of: draft, ids: draft.ids, reads: windows[i]! })),
    )
    const width = readings.logSumExp.length / unfinished.length
    unfinished.forEach((draft, i) => {
      const step = draft.begun + count
      const random = drawsOf(draft, step)
      const at: Step = { canvas, draft, language, options, step, random }
      const offers = windows[i]!.map((place, g) => offerAt(readings, i * width + g, place, at))
      commit(strategy(offers, { open: opens[i]!.length, places: places.get(draft)!, step, random }), at)
    })
    yield Math.max(...unfinished.map(draft => draft.begun + count))
  }
}

function openPlaces(draft: Draft): number[] {
  return Array.from(draft.ids.keys()).filter(place => draft.ids[place] === OPEN)
}

type Step = Readonly<{
  canvas: Canvas
  draft: Draft
  language: Language
  options: MaskedOptions
  step: number
  random: Random
}>

function offerAt(readings: Readings, row: number, place: number, { canvas, draft, language }: Step): Offer {
  const slot = canvas.slots.findLast(candidate => candidate.start <= place)!
  const ending = mayEnd(draft, slot, place, language)
  const prediction = predictionAt(readings, row, language.blank, ending)
  return { place, slot, ending, prediction, certainty: Math.exp(prediction.logProbabilities[0]!) }
}

/** Commits in the given order; the first always, the others unless they would stutter. */
function commit(offers: readonly Offer[], at: Step): void {
  offers.forEach((offer, i) => {
    if (at.draft.ids[offer.place] !== OPEN || (i > 0 && neighbourIsNew(offer.place, at))) return
    commitOne(offer, at)
  })
}

/** Two places side by side, each chosen without sight of the other, are what makes parallel writing stutter. */
function neighbourIsNew(place: number, { draft, step }: Step): boolean {
  return [place - 1, place + 1].some(
    p => (draft.ids[p] ?? OPEN) !== OPEN && draft.step[p] === step && draft.certainty[p]! < SURE,
  )
}
const SURE = 0.9

/** An end where the slot cannot end any more, since this step wrote text behind it, is left to the next step. */
function commitOne({ place, slot, prediction, ending }: Offer, at: Step): void {
  const { canvas, draft, language, options, step, random } = at
  const choices = admissible(prediction, canvas, draft, slot, place, language)
  const wished = favoured(choices, draft, slot, place, language)
  const { id, certainty } = choose(choices, noiseAt(draft, options), random, wished)
  if (id !== language.blank || !ending) write(draft, place, id, certainty, step)
  else if (mayEnd(draft, slot, place, language)) closeSlot(draft, slot, place, language.blank, certainty, step)
}
