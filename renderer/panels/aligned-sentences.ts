/** A sentence of one text, and what stands for it in another: any number of sentences, none included. */
export type AlignedSentence = Readonly<{ base: string; other: string }>

/** The sentences of a text with the white space after them; together they are the text. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^.!?…]*[.!?…]+["'”’»)\]]*\s*|[^.!?…]+$/gu) ?? []
}

/**
 * Lays one text beside another, sentence by sentence and in order: each sentence of `other` stands beside the one of
 * `base` with which it shares the most words, as far as the order allows.
 */
export function alignedSentences(base: string, other: string): AlignedSentence[] {
  const rows = sentencesOf(base)
  if (rows.length === 0) return [{ base, other }]
  const sentences = sentencesOf(other)
  const beside = bestRows(rows, sentences)
  return rows.map((sentence, row) => ({
    base: sentence,
    other: sentences.filter((_, i) => beside[i] === row).join(''),
  }))
}

/** Between rows that share as much, the one at about the same part of the text is taken. */
const NEARNESS = 0.1

/** The row of each sentence, never falling, that makes the sum of what the pairs share the greatest. */
function bestRows(rows: readonly string[], sentences: readonly string[]): number[] {
  const words = rows.map(wordsOf)
  const sums: number[][] = []
  const from: number[][] = []
  for (const [i, sentence] of sentences.entries()) {
    const own = wordsOf(sentence)
    const before = sums[i - 1] ?? rows.map(() => 0)
    let best = 0
    const came = rows.map((_, row) => (before[row]! > before[best]! ? (best = row) : best))
    from.push(came)
    sums.push(
      words.map((wanted, row) => {
        const away = Math.abs(i / sentences.length - row / rows.length)
        return before[came[row]!]! + shared(own, wanted) - NEARNESS * away
      }),
    )
  }
  const beside: number[] = []
  let row = (sums.at(-1) ?? []).reduce((best, sum, at, all) => (sum > all[best]! ? at : best), 0)
  for (let i = sentences.length - 1; i >= 0; i--) {
    beside[i] = row
    row = from[i]![row]!
  }
  return beside
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** The share of the words of two sentences that both have, 0 to 1. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter(word => b.has(word)).length
  return both / Math.max(1, a.size + b.size - both)
}
