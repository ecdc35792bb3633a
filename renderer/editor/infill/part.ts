import type { CharRange } from '@contract/infill.ts'
import { wordRanges } from '@contract/strength.ts'
import { changesAround } from './accept.ts'

/**
 * The original with only a part of a variant in it: the whole words of the variant that `part` touches stand in the
 * place of the words of the original that they correspond to, and all else stays original. Locked words (offsets in the
 * original) stay in every case. A part that touches no word changes nothing.
 */
export function partTaken(original: string, variant: string, part: CharRange, locked: readonly CharRange[]): string {
  const all = wordRanges(variant)
  const words = all.filter(({ from, to }) => from < part.to && to > part.from)
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return original
  if (words.length === all.length) return variant
  const pairs = stretches(original, variant, locked)
  const from = placeIn(pairs, original, variant, first.from, 'start')
  const to = Math.max(from, placeIn(pairs, original, variant, last.to, 'end'))
  return put(original, from, to, variant.slice(first.from, last.to))
}

/** A stretch of the original and what stands for it in the variant: the same text, or a change. */
type Pair = Readonly<{ original: CharRange; variant: CharRange; same: boolean }>

function stretches(original: string, variant: string, locked: readonly CharRange[]): Pair[] {
  const pairs: Pair[] = []
  let at = 0
  let there = 0
  const push = (length: number, put: number, same: boolean) => {
    pairs.push({ original: { from: at, to: at + length }, variant: { from: there, to: there + put }, same })
    at += length
    there += put
  }
  for (const { from, to, text } of changesAround(original, variant, locked)) {
    push(from - at, from - at, true)
    push(to - from, text.length, false)
  }
  push(original.length - at, original.length - at, true)
  return pairs
}

/** Where in the original a word of the variant would begin or end: exactly in what both share, by its turn in a change. */
function placeIn(
  pairs: readonly Pair[],
  original: string,
  variant: string,
  pos: number,
  edge: 'start' | 'end',
): number {
  const holds = ({ variant: { from, to } }: Pair) =>
    edge === 'start' ? from <= pos && pos < to : from < pos && pos <= to
  const pair = pairs.find(holds)
  if (pair === undefined) return edge === 'start' ? 0 : original.length
  const offset = pos - pair.variant.from
  if (pair.same) return pair.original.from + offset
  const old = wordRanges(original.slice(pair.original.from, pair.original.to))
  const fresh = wordRanges(variant.slice(pair.variant.from, pair.variant.to))
  if (old.length === 0) return edge === 'start' ? pair.original.from : pair.original.to
  const turn = (fresh.filter(({ from }) => from < offset).length * old.length) / fresh.length
  const word = edge === 'start' ? old[Math.floor(turn)]?.from : old[Math.ceil(turn) - 1]?.to
  return pair.original.from + (word ?? 0)
}

/** The original with `text` between two places; where that would run into a word, a space parts them. */
function put(original: string, from: number, to: number, text: string): string {
  const before = from > 0 && !isSpace(original[from - 1]) && isSpace(original[from]) ? ' ' : ''
  const after = to < original.length && !isSpace(original[to]) && isSpace(original[to - 1]) ? ' ' : ''
  return original.slice(0, from) + before + text + after + original.slice(to)
}

/** White space, or no character at all. */
const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character)
