/** A word: letters and digits, held together by apostrophes, hyphens, and the points and commas inside numbers. */
const word = /[\p{L}\p{N}\p{M}]+(?:(?:['’\u2010\u2011-]|[.,:](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/gu
/** Scripts that write no spaces between words; these need a dictionary. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The number of words in `text`, in any script. Takes time linear in its length. */
export function countWords(text: string): number {
  return unspaced.test(text) ? countBySegmenter(text) : (text.match(word)?.length ?? 0)
}

function countBySegmenter(text: string): number {
  let words = 0
  for (const segment of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (segment.isWordLike) words++
  }
  return words
}
