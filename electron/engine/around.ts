import type { Surroundings } from '../contract/infill.ts'
import { toPlain } from './typography.ts'

/**
 * Tokens of context on either side that text from around the document fills up, where the document's own text leaves
 * them free, and tokens for the outline before it all.
 */
export const AROUND_BUDGET = { outline: 64, before: 256, after: 64 } as const

/** Ids of what is read around a document's own text, in reading order. */
type AroundIds = Readonly<{ outline: Int32Array; before: Int32Array; after: Int32Array }>

/**
 * What of a document's surroundings is read beside `own` tokens of its own text on either side: whole sentences, those
 * nearest to it first, within `AROUND_BUDGET` and at most `free` tokens in all. What comes after is served first, since
 * it is short; the outline last, and only where something before the passage is free.
 */
export function idsAround(
  { outline, before, after }: Surroundings,
  own: Readonly<{ before: number; after: number }>,
  free: number,
  encode: (text: string) => Int32Array,
): AroundIds {
  let left = Math.max(0, free)
  const fill = (text: string, side: 'start' | 'end', most: number) => {
    const count = (part: string) => encode(part).length
    const ids = encode(sentencesWithin(text, side, Math.min(most, left), count))
    left -= ids.length
    return ids
  }
  const room = AROUND_BUDGET.before - own.before
  const behind = fill(
    after.trim() === '' ? '' : `\n\n${toPlain(after.trim())}`,
    'start',
    AROUND_BUDGET.after - own.after,
  )
  const ahead = fill(paragraphs(before), 'end', room)
  const told = fill(paragraphs(outline), 'start', room > 0 ? AROUND_BUDGET.outline : 0)
  return { outline: told, before: ahead, after: behind }
}

const paragraphs = (text: string) => (text.trim() === '' ? '' : `${toPlain(text.trim())}\n\n`)

/**
 * The sentences at the start or the end of a text that have at most `most` tokens together, in their order; all of them
 * whole, with the white space after them. Empty where not even the first of them fits.
 */
export function sentencesWithin(
  text: string,
  side: 'start' | 'end',
  most: number,
  count: (text: string) => number,
): string {
  const sentences = sentencesOf(text)
  const nearest = side === 'start' ? sentences : sentences.toReversed()
  let spent = 0
  const beyond = nearest.findIndex(sentence => (spent += count(sentence)) > most)
  const taken = beyond < 0 ? nearest : nearest.slice(0, beyond)
  const kept = (side === 'start' ? taken : taken.toReversed()).join('')
  return kept.trim() === '' ? '' : kept
}

/** A text in sentences and lines, each with the white space behind it; together they are the text. */
export function sentencesOf(text: string): string[] {
  return text.match(/\s*\S[^]*?(?:[.!?…]["'”’)\]]*\s+|\n\s*|$)/gu) ?? []
}
