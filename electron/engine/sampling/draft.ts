import { seeded, variantSeed } from '../random.ts'
import type { Random } from '../random.ts'
import type { Canvas } from '../layout.ts'

/** Marks a place that is not written yet. */
export const OPEN = -1

/** A variant in the making. All arrays have one entry a place; they are written in place as the run goes on. */
export type Draft = Readonly<{
  seed: number
  random: Random
  /** Token ids, or `OPEN`. */
  ids: Int32Array
  /** The model's probability of each token when it was written, before any noise; 0 to 1. */
  certainty: Float64Array
  /** The step at which each token was written, from 1. */
  step: Int32Array
}>

/** `count` empty drafts for a canvas, each with a generator of its own. */
export function emptyDrafts(canvas: Canvas, seed: number, count: number): Draft[] {
  return Array.from({ length: count }, (_, index) => {
    const own = variantSeed(seed, index)
    return {
      seed: own,
      random: seeded(own),
      ids: new Int32Array(canvas.places).fill(OPEN),
      certainty: new Float64Array(canvas.places),
      step: new Int32Array(canvas.places),
    }
  })
}

export function write(draft: Draft, place: number, id: number, certainty: number, step: number): void {
  draft.ids[place] = id
  draft.certainty[place] = certainty
  draft.step[place] = step
}
