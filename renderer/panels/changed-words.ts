import { diffWordsWithSpace } from 'diff'

/** A stretch of a new text; `added` when the old text does not have it. */
export type Words = Readonly<{ text: string; added: boolean }>

/** The new text in stretches, by word. With nothing in common, or no old text, nothing is marked: all of it is new. */
export function changedWords(before: string, after: string): Words[] {
  const parts = diffWordsWithSpace(before, after).filter(part => !part.removed)
  const kept = parts.some(part => !part.added && /\w/.test(part.value))
  return kept ? parts.map(({ value, added }) => ({ text: value, added })) : [{ text: after, added: false }]
}
