import { diffWordsWithSpace } from 'diff'

/** A stretch of a new text; `added` when the old text does not have it. */
export type Words = Readonly<{ text: string; added: boolean }>

/** The new text in stretches, by word. With nothing in common, or no old text, nothing is marked: all of it is new. */
export function changedWords(before: string, after: string): Words[] {
  const parts = diffWordsWithSpace(before, after).filter(part => !part.removed)
  const kept = parts.some(part => !part.added && /\w/.test(part.value))
  return kept ? parts.map(({ value, added }) => ({ text: value, added })) : [{ text: after, added: false }]
}

/** A stretch of a comparison: in both texts, only in the new one, or only in the old one. */
export type ComparedWords = Readonly<{ text: string; kind: 'same' | 'added' | 'removed' }>

/**
 * Both texts in one, by word: what was removed stands before what was put in its place. Changes with nothing but white
 * space between them are one, so that a passage with few words in common stays legible.
 */
export function comparedWords(before: string, after: string): ComparedWords[] {
  const compared: ComparedWords[] = []
  let removed = ''
  let added = ''
  let space = ''
  const flush = () => {
    if (removed !== '') compared.push({ text: removed, kind: 'removed' })
    if (added !== '') compared.push({ text: added, kind: 'added' })
    if (space !== '') compared.push({ text: space, kind: 'same' })
    removed = added = space = ''
  }
  for (const part of diffWordsWithSpace(before, after)) {
    if (part.added || part.removed) {
      removed += space + (part.removed ? part.value : '')
      added += space + (part.added ? part.value : '')
      space = ''
    } else if (part.value.trim() === '' && removed + added !== '') space += part.value
    else {
      flush()
      compared.push({ text: part.value, kind: 'same' })
    }
  }
  flush()
  return compared
}
