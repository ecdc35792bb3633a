import { regionString } from './infill.ts'
import type { CharRange, Passage, RegionText, Span } from './infill.ts'
import { unite, wordRanges } from './strength.ts'

/**
 * The passage that two variants of it breed: each region has the first one's text, of which the words stay that stand in
 * both in the same order, and what the run before had to keep; all else is written anew.
 *
 * @throws {RangeError} when a variant has another number of regions than the passage.
 */
export function bred(passage: Passage, a: readonly RegionText[], b: readonly RegionText[]): Passage {
  const count = passage.filter(({ kind }) => kind === 'region').length
  if (a.length !== count || b.length !== count)
    throw new RangeError(`${count} regions, but ${a.length} and ${b.length}`)
  let region = 0
  return passage.map((span): Span => {
    if (span.kind === 'fixed') return span
    const [one, other] = [a[region]!, b[region++]!]
    const text = regionString(one)
    const kept = unite(sharedWords(text, regionString(other)), keptRanges(one))
    return { ...span, text, kept, original: span.original ?? span.text }
  })
}

/** Whether every word of the passage is kept. */
export function leavesNothing(passage: Passage): boolean {
  return passage.every(
    span =>
      span.kind === 'fixed' ||
      wordRanges(span.text).every(word => span.kept.some(({ from, to }) => from <= word.from && word.to <= to)),
  )
}

function keptRanges(region: RegionText): CharRange[] {
  let at = 0
  return region.flatMap(piece => {
    const from = at
    at += piece.kind === 'open' ? 0 : piece.text.length
    return piece.kind === 'kept' && piece.text.trim() !== '' ? [{ from, to: at }] : []
  })
}

/** The words of `a` in a longest common subsequence of the words of both. */
export function sharedWords(a: string, b: string): CharRange[] {
  const [ranges, x, y] = [wordRanges(a), textsOf(a), textsOf(b)]
  const lengths = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1))
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      lengths[i]![j] = x[i] === y[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const shared: CharRange[] = []
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    if (x[i] === y[j]) {
      shared.push(ranges[i]!)
      i++
      j++
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  return shared
}

const textsOf = (text: string) => wordRanges(text).map(({ from, to }) => text.slice(from, to))
