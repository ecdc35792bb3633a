import type { CharRange } from './infill.ts'

/** The words of a text, punctuation attached: stretches without white space. */
export function wordRanges(text: string): CharRange[] {
  return Array.from(text.matchAll(/\S+/g), ({ index, 0: word }) => ({ from: index, to: index + word.length }))
}

/** A word's range without the punctuation at its ends; null where it is nothing else. */
export function coreOf(text: string, { from, to }: CharRange): CharRange | null {
  const core = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/u.exec(text.slice(from, to))
  return core === null ? null : { from: from + core.index, to: from + core.index + core[0].length }
}

/**
 * The words that a strength (0 keeps all, 1 none) leaves standing, sorted. Which ones is drawn from `seed`; of the same
 * seed, a lower strength keeps all that a higher one does, and more.
 */
export function drawKept(text: string, strength: number, seed: number): CharRange[] {
  const words = wordRanges(text)
  const count = Math.round(words.length * (1 - Math.min(1, Math.max(0, strength))))
  return words
    .map((range, index) => ({ range, draw: mix(seed, index) }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ range }) => range)
    .sort((a, b) => a.from - b.from)
}

/** Ranges of both lists as one sorted list without overlaps. */
export function unite(a: readonly CharRange[], b: readonly CharRange[]): CharRange[] {
  const merged: CharRange[] = []
  for (const range of [...a, ...b].sort((x, y) => x.from - y.from)) {
    const last = merged.at(-1)
    if (last !== undefined && range.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else merged.push(range)
  }
  return merged
}

/** A 32-bit hash of a seed and an index (the finisher of MurmurHash3). */
function mix(seed: number, index: number): number {
  let z = (seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}
