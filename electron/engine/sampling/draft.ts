import { OPEN } from '../../contract/places.ts'
import type { Places } from '../../contract/places.ts'
import type { Canvas, Slot } from '../layout.ts'
import { seeded, variantSeed } from '../random.ts'
import type { Random } from '../random.ts'

export { OPEN }

/** A variant in the making. All arrays have one entry a place; they are written in place as the run goes on. */
export type Draft = Readonly<{
  seed: number
  /** Token ids, or `OPEN`. */
  ids: Int32Array
  /** The model's probability of each token when it was written, before any noise; 0 to 1. */
  certainty: Float64Array
  /** The step at which each token was written, from 1. */
  step: Int32Array
  /** The step that the draft was at when the run began, 0 for one that began empty. */
  begun: number
  /** Whether each place was written when the run began: it stays as it is. */
  given: readonly boolean[]
}>

/** `count` empty drafts for a canvas, each with a seed of its own. */
export function emptyDrafts(canvas: Canvas, seed: number, count: number): Draft[] {
  return Array.from({ length: count }, (_, index) => ({
    seed: variantSeed(seed, index),
    ids: new Int32Array(canvas.places).fill(OPEN),
    certainty: new Float64Array(canvas.places),
    step: new Int32Array(canvas.places),
    begun: 0,
    given: Array.from({ length: canvas.places }, () => false),
  }))
}

/**
 * `count` drafts that go on from `start`, draft i from `start[i % length]`, each with a seed of its own. What does not
 * count of a slot is blank, and so is what is open behind a blank.
 */
export function startedDrafts(
  start: readonly Places[],
  canvas: Canvas,
  seed: number,
  count: number,
  blank: number,
): Draft[] {
  return Array.from({ length: count }, (_, index) => {
    const { counted, ids, certainty, steps } = start[index % start.length]!
    const draft = {
      seed: variantSeed(seed, index),
      ids: Int32Array.from(ids),
      certainty: Float64Array.from(certainty),
      step: Int32Array.from(steps),
      begun: Math.max(0, ...steps),
      given: ids.map(id => counted !== null && id !== OPEN),
    }
    canvas.slots.forEach((slot, i) => {
      draft.ids.fill(blank, slot.start + (counted?.[i] ?? slot.places), slot.start + slot.places)
      const end = draft.ids.indexOf(blank, slot.start)
      if (end >= 0) closeSlot(draft, slot, end, blank, 1, draft.step[end]!)
    })
    return draft
  })
}

/** A draft as another run can go on from it. */
export function placesOf(draft: Draft, canvas: Canvas, model: string): Places {
  const rooms = canvas.slots.map(slot => slot.places)
  return {
    model,
    rooms,
    counted: null,
    ids: Array.from(draft.ids),
    certainty: Array.from(draft.certainty),
    steps: Array.from(draft.step),
  }
}

/**
 * The draws of one draft at one step. They depend on nothing else, so a run that goes on from a step draws what the
 * whole run drew.
 */
export function drawsOf({ seed }: Draft, step: number): Random {
  return seeded(seed, step)
}

export function write(draft: Draft, place: number, id: number, certainty: number, step: number): void {
  draft.ids[place] = id
  draft.certainty[place] = certainty
  draft.step[place] = step
}

/** The slot ends at `place`: what is open from there on stays blank. */
export function closeSlot(
  draft: Draft,
  slot: Slot,
  place: number,
  blank: number,
  certainty: number,
  step: number,
): void {
  for (let p = place; p < slot.start + slot.places; p++) {
    if (draft.ids[p] === OPEN) write(draft, p, blank, certainty, step)
  }
}

/** The first place from `place` on that is not open, at most the slot's end. */
export function openEnd(draft: Draft, slot: Slot, place: number): number {
  const end = slot.start + slot.places
  let at = place
  while (at < end && draft.ids[at] === OPEN) at++
  return at
}

/** Whether a draft can be written from its start to its end: nothing but blanks stands behind an open place. */
export function isStraight({ ids }: Draft, blank: number): boolean {
  const open = ids.indexOf(OPEN)
  return open < 0 || ids.subarray(open).every(id => id === OPEN || id === blank)
}
