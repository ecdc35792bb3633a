import nspell from 'nspell'
import type { Dictionary } from './dictionary.ts'

export type Speller = Readonly<{
  /** Those of `words` that are not spelt right. */
  misspelt: (words: readonly string[]) => string[]
  /** The likeliest first; at most `SUGGESTIONS_MAX`. */
  suggest: (word: string) => string[]
  add: (word: string) => void
  remove: (word: string) => void
}>

export const SUGGESTIONS_MAX = 8

/** A longer word is known or not, but nothing is suggested for it: trying all its changes would take too long. */
const SUGGESTED_CHARS_MAX = 24

/** `words`: the writer's own. `folded`: accents may be left out and put in, as English takes both café and cafe. */
export function createSpeller(dictionary: Dictionary, words: readonly string[], folded: boolean): Speller {
  const spell = nspell(dictionary)
  const own = new Set(words.map(straight))
  for (const word of own) spell.add(word)

  function isRight(word: string): boolean {
    const plain = straight(word)
    const base = plain.replace(/'s?$/, '')
    return (
      [plain, word, base].some(it => own.has(it) || spell.correct(it)) || (folded && spell.correct(withoutMarks(plain)))
    )
  }

  return {
    misspelt: asked => asked.filter(word => !isRight(word)),
    suggest(word) {
      if (word.length > SUGGESTED_CHARS_MAX) return []
      const curly = word.includes('’')
      const found = spell.suggest(straight(word)).slice(0, SUGGESTIONS_MAX)
      return curly ? found.map(it => it.replaceAll("'", '’')) : found
    },
    add(word) {
      own.add(straight(word))
      spell.add(straight(word))
    },
    remove(word) {
      own.delete(straight(word))
      spell.remove(straight(word))
    },
  }
}

function straight(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'")
}

function withoutMarks(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '')
}
