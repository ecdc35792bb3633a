import type { Piece, RegionText, VariantText } from '@contract/infill.ts'
import type { Places } from '@contract/places.ts'

/** How many steps it took to write a variant, its share of what it went on from included; 0 where none is known. */
export function stepsOf({ regions, places }: VariantText): number {
  const written = regions.flat().flatMap(piece => (piece.kind === 'written' ? [piece.step] : []))
  return written.length === 0 ? 0 : Math.max(...written, ...(places?.steps ?? []))
}

/**
 * The regions as they stood after a step, from 0 (nothing is written) to `stepsOf` (all is): places that were written
 * later are open, those too that came to hold no word.
 */
export function regionsAt({ regions, places }: VariantText, step: number): RegionText[] {
  const open: Piece = { kind: 'open' }
  const room = places === null ? null : wordless(places, regions)
  const openIn = ([from, to]: Range) =>
    places === null ? [] : places.steps.slice(from, to).flatMap(at => (at > step ? [open] : []))
  return regions.map(region =>
    region.flatMap((piece): Piece[] => {
      if (piece.kind !== 'written') return [piece]
      const around = piece.place === undefined ? undefined : room?.get(piece.place)
      const own = piece.step > step ? open : piece
      return around === undefined ? [own] : [...openIn(around.before), own, ...openIn(around.after)]
    }),
  )
}

/** What was written in a step, in reading order; pieces that touch are one. */
export function writtenIn({ regions }: VariantText, step: number): string[] {
  return regions.flatMap(region => {
    const stretches: string[] = []
    let touches = false
    for (const piece of region) {
      const isNew = piece.kind === 'written' && piece.step === step
      if (isNew && touches) stretches.push((stretches.pop() ?? '') + piece.text)
      else if (isNew) stretches.push(piece.text)
      touches = isNew
    }
    return stretches.map(text => text.trim()).filter(text => text !== '')
  })
}

/** Half-open range of places. */
type Range = readonly [from: number, to: number]

/** For each place with a word, the places without one that lie before it in its slot, and behind it if no word is. */
function wordless(
  { rooms }: Places,
  regions: readonly RegionText[],
): ReadonlyMap<number, Readonly<{ before: Range; after: Range }>> {
  const held = regions.flat().flatMap(piece => (piece.kind === 'written' ? [piece.place ?? -1] : []))
  const found = new Map<number, Readonly<{ before: Range; after: Range }>>()
  let start = 0
  for (const size of rooms) {
    const end = start + size
    const own = held.filter(place => start <= place && place < end)
    own.forEach((place, i) => {
      const before = (own[i - 1] ?? start - 1) + 1
      found.set(place, { before: [before, place], after: [place + 1, i === own.length - 1 ? end : place + 1] })
    })
    start = end
  }
  return found
}
