/** Stands where no token is written yet. */
export const OPEN = -1

/** The most places of a run: beyond it the starter has nothing sensible to say. */
export const PLACES_MAX = 800

/**
 * A variant as the engine holds it, so that another run can go on from it. The arrays have one entry a place of the
 * canvas, blanks included, through all its slots in reading order.
 */
export type Places = Readonly<{
  /** SHA-256 of the manifest of the model that wrote it: token ids mean nothing to another. */
  model: string
  /** Places of each slot. */
  rooms: readonly number[]
  /**
   * How many places of each slot count, or null while the run is not through. Behind them stands a sentence that its room
   * had cut off: it is no text, but the run that wrote it saw it, so `branched` needs it.
   */
  counted: readonly number[] | null
  /** Token ids, or `OPEN`. */
  ids: readonly number[]
  /** The model's probability of each token when it was written, 0 to 1. */
  certainty: readonly number[]
  /** The step at which each was written, from 1; 0 for what was known before the first. */
  steps: readonly number[]
}>

/** The places that `which` names, open again; the others stay as they are. */
export function reopened(places: Places, which: ReadonlySet<number>): Places {
  const without = (values: readonly number[], value: number) =>
    values.map((old, place) => (which.has(place) ? value : old))
  return {
    ...places,
    ids: without(places.ids, OPEN),
    certainty: without(places.certainty, 0),
    steps: without(places.steps, 0),
  }
}

/** As it was after step `step` of its run: what was written later is open again. */
export function branched(places: Places, step: number): Places {
  const later = places.steps.flatMap((at, place) => (at > step ? [place] : []))
  return { ...reopened(places, new Set(later)), counted: null }
}
