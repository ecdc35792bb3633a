/** ROUGE-1 and ROUGE-L (F1 over words) of `text` against `reference`, 0 to 1. */
export function rouge(text: string, reference: string): { one: number; l: number } {
  const [a, b] = [wordsOf(text), wordsOf(reference)]
  if (a.length === 0 || b.length === 0) return { one: 0, l: 0 }
  const f1 = (common: number) => (2 * common) / (a.length + b.length)
  return { one: f1(sharedWords(a, b)), l: f1(commonSubsequence(a, b)) }
}

/** Words that both lists have, each as often as both have it. */
function sharedWords(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1)
  return b.filter(word => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count > 0
  }).length
}

function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const next = [0]
    b.forEach((other, j) => next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)))
    row = next
  }
  return row[b.length]!
}

/** Share of different pairs of neighbouring words among all such pairs of all texts (distinct-2), 0 to 1. */
export function distinctPairs(texts: readonly string[]): number {
  const pairs = texts.flatMap(text => runsOf(wordsOf(text), 2))
  return pairs.length === 0 ? 0 : new Set(pairs).size / pairs.length
}

/** Share of a text's runs of four words that stand in `around` word for word, 0 to 1. */
export function copiedShare(text: string, around: string): number {
  const known = new Set(runsOf(wordsOf(around), 4))
  const runs = runsOf(wordsOf(text), 4)
  return runs.length === 0 ? 0 : runs.filter(run => known.has(run)).length / runs.length
}

/** How a text breaks off. */
export type Breaks = Readonly<{
  /** It ends within a word: its last word, not followed by anything, is none that `isWord` knows. */
  word: boolean
  /** It does not end a sentence though the text it replaces does. */
  sentence: boolean
  /** Brackets or double quotation marks are open or closed in other number than in the text it replaces. */
  bracket: boolean
}>

export function breaksOf(text: string, reference: string, isWord: (word: string) => boolean): Breaks {
  const last = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*['’-]?$/u.exec(text.trimEnd())?.[0]
  return {
    word: last !== undefined && !isWord(last.toLowerCase()),
    sentence: endsSentence(reference) && !endsSentence(text),
    bracket: openings(text) !== openings(reference),
  }
}

const endsSentence = (text: string) => /[.!?…]["'”’)\]]*\s*$/u.test(text)

/** What is left open, as a word: quotation marks by whether their number is odd, brackets by their balance. */
function openings(text: string): string {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0
  return `${count(/["“”]/g) % 2} ${count(/[([]/g) - count(/[)\]]/g)}`
}

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []

function runsOf(words: readonly string[], length: number): string[] {
  return words.slice(0, Math.max(0, words.length - length + 1)).map((_, i) => words.slice(i, i + length).join(' '))
}

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Standard error of the mean. */
export function standardError(values: readonly number[]): number {
  const middle = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length)
}
