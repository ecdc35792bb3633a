import type { Slot } from '../layout.ts'

/** A word of a slot: its first place, and how many it has. */
export type Word = Readonly<{ slot: Slot; at: number; places: number }>

/**
 * One value a place, with `values` in the place of the word's, at most as many: what follows in its slot moves up, and
 * `rest` fills the slot's end.
 */
export function respliced<A extends Int32Array | Float64Array>(
  all: A,
  { slot, at, places }: Word,
  values: A,
  rest: number,
): A {
  const end = slot.start + slot.places
  const into = all.slice() as A
  into.set(values, at)
  into.set(all.subarray(at + places, end), at + values.length)
  into.fill(rest, end - places + values.length, end)
  return into
}
