import { regionString } from './infill.ts'
import type { RegionText, VariantText } from './infill.ts'
import { OPEN, reopened } from './places.ts'
import { coreOf, wordRanges } from './strength.ts'

/**
 * A word that a run wrote. `text`, `places` and the range `from` to `to` in the text of region number `region` leave out the
 * punctuation at its ends, so that a sentence keeps its shape; `certainty` and `step` are those of its least certain token
 * and of its first.
 */
export type Word = Readonly<{
  text: string
  region: number
  from: number
  to: number
  places: readonly number[]
  certainty: number
  step: number
}>

/** The words that a run wrote, in reading order. What is kept even in part, or not wholly written, is none. */
export function wordsOf(regions: readonly RegionText[]): Word[] {
  return regions.flatMap((region, number) => {
    let at = 0
    const pieces = region.map(piece => {
      const from = at
      at += piece.kind === 'open' ? 0 : piece.text.length
      return { piece, from, to: at }
    })
    const text = regionString(region)
    return wordRanges(text).flatMap(({ from, to }): Word[] => {
      const core = coreOf(text, { from, to })
      if (core === null) return []
      const { from: start, to: end } = core
      const own = pieces.filter(it =>
        it.piece.kind === 'open' ? start <= it.from && it.from <= end : it.from < end && it.to > start,
      )
      const written = own.flatMap(({ piece }) =>
        piece.kind === 'written' && piece.place !== undefined ? [{ ...piece, place: piece.place }] : [],
      )
      if (written.length < own.length) return []
      return [
        {
          text: text.slice(start, end),
          ...{ region: number, from: start, to: end },
          places: written.map(({ place }) => place),
          certainty: Math.min(...written.map(({ certainty }) => certainty)),
          step: Math.min(...written.map(({ step }) => step)),
        },
      ]
    })
  })
}

/** The variant with these words open again: what a re-roll goes on from. Null where its places are not known. */
export function withoutWords({ regions, places }: VariantText, words: readonly Word[]): VariantText | null {
  return places === null ? null : shownAs(regions, reopened(places, new Set(words.flatMap(word => word.places))))
}

/** The share of its words that polishing writes anew. */
export const POLISHED = 0.2

/** The least certain `share` (0 to 1) of the words, one at least: what polishing writes anew. */
export function weakestWords(regions: readonly RegionText[], share: number): Word[] {
  const words = wordsOf(regions)
  const count = Math.max(1, Math.round(words.length * share))
  return words.toSorted((a, b) => a.certainty - b.certainty).slice(0, count)
}

/** The pieces as the places have them: written ones that are open again are drawn so. */
export function shownAs(regions: readonly RegionText[], places: NonNullable<VariantText['places']>): VariantText {
  const isOpen = (place: number | undefined) => place !== undefined && places.ids[place] === OPEN
  return {
    places,
    regions: regions.map(region =>
      region.map(piece => (piece.kind === 'written' && isOpen(piece.place) ? { kind: 'open' } : piece)),
    ),
  }
}
