import type { Offer } from './masked.ts'

/** Offers by falling certainty; of equal certainty, the one nearer to the start. */
export function surestFirst(offers: readonly Offer[]): Offer[] {
  return [...offers].sort((a, b) => b.certainty - a.certainty || a.place - b.place)
}
