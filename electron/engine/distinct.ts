/** From this share of equal words in equal order on, two variants say the same to a reader. */
const SAME = 0.8

/** The first `count` items whose texts differ enough from each other, in the given order. */
export function distinct<T>(items: readonly T[], textOf: (item: T) => string, count: number): T[] {
  const chosen: T[] = []
  for (const item of items) {
    if (chosen.length === count) break
    if (chosen.every(other => similarity(textOf(other), textOf(item)) <= SAME)) chosen.push(item)
  }
  return chosen
}

/**
 * What `choose` makes of the tries; while that is fewer than `count`, of fresh ones too: `write` makes as many as are
 * missing, numbered on from `tries.length`, at most `most` in all. Which tries there are depends on their texts alone.
 */
export async function replaced<T, V>(
  tries: readonly T[],
  choose: (tries: readonly T[]) => V[],
  count: number,
  most: number,
  write: (from: number, count: number) => Promise<readonly T[]>,
): Promise<V[]> {
  const all = [...tries]
  let chosen = choose(all)
  while (chosen.length < count && all.length < tries.length + most) {
    const missing = Math.min(count - chosen.length, tries.length + most - all.length)
    all.push(...(await write(all.length, missing)))
    chosen = choose(all)
  }
  return chosen
}

/** The first `count` items of different texts, in the given order. */
export function unequal<T>(items: readonly T[], textOf: (item: T) => string, count: number): T[] {
  return [...new Map(items.toReversed().map(item => [textOf(item), item])).values()].toReversed().slice(0, count)
}

/** 1 minus the normalised edit distance between the words of two texts: 1 for the same words, 0 for none in common. */
function similarity(a: string, b: string): number {
  const [x, y] = [words(a), words(b)]
  const longest = Math.max(x.length, y.length)
  return longest === 0 ? 1 : 1 - editDistance(x, y) / longest
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s]/gu) ?? []

/** Levenshtein's distance: insertions, deletions and replacements that turn one list into the other. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  a.forEach((word, i) => {
    const next = [i + 1]
    b.forEach((other, j) => next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (word === other ? 0 : 1))))
    row = next
  })
  return row[b.length]!
}
