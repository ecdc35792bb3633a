import { regionString } from './infill.ts'
import type { VariantText } from './infill.ts'
import { wordRanges } from './strength.ts'

/**
 * How long a variant came out: its words, all together and region by region, and how many tokens were written of those
 * that there was room for.
 */
export type VariantLength = Readonly<{ words: number; regions: readonly number[]; written: number; room: number }>

/** Null for a variant of which it is not known how much room it had. */
export function lengthOf({ regions, places }: VariantText): VariantLength | null {
  if (places === null) return null
  const counts = regions.map(region => wordRanges(regionString(region)).length)
  return {
    words: counts.reduce((sum, count) => sum + count, 0),
    regions: counts,
    written: regions.flat().filter(({ kind }) => kind === 'written').length,
    room: places.rooms.reduce((sum, room) => sum + room, 0),
  }
}

/** `14 words`. */
export function wordsText({ words }: Pick<VariantLength, 'words'>): string {
  return `${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'}`
}

/** `18 of 22 places filled`. */
export function roomText({ written, room }: VariantLength): string {
  return `${written.toLocaleString('en')} of ${room.toLocaleString('en')} places filled`
}
