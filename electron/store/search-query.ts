/** A search as FTS5 and SQLite read it. `words` and `grams` are FTS5 queries, null for none; all parts must be met. */
export type Search = Readonly<{
  words: string | null
  grams: string | null
  /** Too short for `grams`: looked for character by character. */
  short: readonly string[]
  /** What `grams` and `short` look for, as it stands in a text. */
  unspaced: readonly string[]
}>

/** Scripts that migration 0004 keeps every three characters of. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const TERM = /(-?)(?:"([^"]*)(?:"|$)|(\S+))/gu

/** Reads what the writer typed. Null if there is nothing in it to look for. */
export function searchOf(text: string): Search | null {
  const wanted: string[] = []
  const unwanted: string[] = []
  const unspaced: string[] = []
  // FTS5 takes a NUL for the end of its query.
  const readable = text.replaceAll('\0', ' ')
  for (const { index, 0: all, 1: minus, 2: phrase, 3: word } of readable.matchAll(TERM)) {
    const term = phrase ?? word ?? ''
    if (!/[\p{L}\p{N}]/u.test(term)) continue
    if (UNSPACED.test(term)) {
      if (minus === '') unspaced.push(term)
      continue
    }
    const isBegun = phrase === undefined && index + all.length === text.length
    const list = minus === '' ? wanted : unwanted
    list.push(isBegun && minus === '' ? `${quoted(term)}*` : quoted(term))
  }
  if (wanted.length + unspaced.length === 0) return null
  const long = unspaced.filter(term => Array.from(term).length >= 3)
  return {
    words: wanted.length === 0 ? null : [wanted.join(' AND '), ...unwanted].join(' NOT '),
    grams: long.length === 0 ? null : long.map(quoted).join(' AND '),
    short: unspaced.filter(term => !long.includes(term)),
    unspaced,
  }
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}
