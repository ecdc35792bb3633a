/** The most words or phrases of either wish, and the most text (UTF-16 code units) of one. */
export const WISHES_MAX = 40
export const WISH_CHARS_MAX = 80

/** The words and phrases of a list as people write it: parted by commas, semicolons or line breaks, each once. */
export function wishesIn(text: string): string[] {
  const parts = text.split(/[,;\n]/).map(part => part.trim().replace(/\s+/g, ' '))
  return [...new Set(parts.filter(part => part !== ''))]
}

/** Why a list of wishes cannot be followed, as a sentence; null when it can. */
export function wishesFault(wishes: readonly string[]): string | null {
  if (wishes.length > WISHES_MAX) return `At most ${WISHES_MAX} words or phrases fit here; there are ${wishes.length}.`
  const long = wishes.find(wish => wish.length > WISH_CHARS_MAX)
  if (long !== undefined)
    return `“${long.slice(0, 30)}…” is too long: a phrase has at most ${WISH_CHARS_MAX} characters.`
  const bare = wishes.find(wish => !/[\p{L}\p{N}]/u.test(wish))
  return bare === undefined ? null : `“${bare}” has no letter or digit, so it is no word.`
}
