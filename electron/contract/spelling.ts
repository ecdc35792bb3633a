/** A dictionary's name: that of its files without their ending. The one that comes with the studio has the empty name. */
export const BUNDLED_DICTIONARY = ''
export const isDictionaryName = (name: string) => name === '' || /^[\p{L}\p{N}][\p{L}\p{N} _.@-]{0,79}$/u.test(name)

/** A word of the writer's own has at most so many characters. */
export const OWN_WORD_MAX = 100
export const OWN_WORDS_MAX = 50_000

/** What is known of spelling beside the texts. `dictionaries`: those that were added, by name, in order. */
export type SpellingView = Readonly<{ dictionaries: readonly string[]; words: readonly string[] }>
