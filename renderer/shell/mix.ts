import { regionString } from '@contract/infill.ts'
import type { CharRange, RegionText } from '@contract/infill.ts'
import { partTaken } from '../editor/infill/part.ts'
import type { Phrase } from '../panels/phrase.ts'
import { offerText } from '../state/run-state.ts'
import type { Offer } from '../state/run-state.ts'

/**
 * The texts of an offer with a phrase of another text in the place of the words that it corresponds to. `other`: the text
 * that the phrase is of. What a run keeps stays. Null where the phrase is not in that text.
 */
export function mixed(offer: Offer, { region, text }: Phrase, other: string): string[] | null {
  const at = other.indexOf(text)
  if (at < 0) return null
  const kept = offer.edited === undefined ? keptIn(offer.regions[region] ?? []) : []
  return offerText(offer).map((own, i) =>
    i === region ? partTaken(own, other, { from: at, to: at + text.length }, kept) : own,
  )
}

function keptIn(region: RegionText): CharRange[] {
  return region.flatMap((piece, i) => {
    if (piece.kind !== 'kept') return []
    const from = regionString(region.slice(0, i)).length
    return [{ from, to: from + piece.text.length }]
  })
}

/** The ranges without what lies in one of `holes`. */
export function without(ranges: readonly CharRange[], holes: readonly CharRange[]): CharRange[] {
  return holes.reduce<readonly CharRange[]>(
    (left, hole) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ].filter(it => it.from < it.to),
      ),
    ranges,
  ) as CharRange[]
}
