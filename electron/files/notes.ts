import { noteOf, paragraph, text } from './rich-text.ts'
import type { RichDoc, RichNode } from './rich-text.ts'

/** A document whose footnotes bear their numbers, from 1 in reading order, and what they say. */
export function numbered(doc: RichDoc): Readonly<{ doc: RichDoc; notes: readonly string[] }> {
  const notes: string[] = []
  const within = (node: RichNode): RichNode => {
    if (node.type === 'footnote') return { ...node, attrs: { ...node.attrs, number: notes.push(noteOf(node)) } }
    return node.content ? { ...node, content: node.content.map(within) } : node
  }
  return { doc: { type: 'doc', content: doc.content.map(within) }, notes }
}

/** The number that `numbered` gave a footnote. */
export function numberOf(footnote: RichNode): number {
  const number = footnote.attrs?.['number']
  if (typeof number !== 'number') throw new RangeError('a footnote without a number')
  return number
}

/** A document whose footnotes stand at its end, their numbers in square brackets before them and in the text. */
export function withNotesBelow(doc: RichDoc): RichDoc {
  const { doc: marked, notes } = numbered(doc)
  const inText = (node: RichNode): RichNode[] => {
    if (node.type === 'footnote') return text(`[${numberOf(node)}]`)
    return [node.content ? { ...node, content: node.content.flatMap(inText) } : node]
  }
  const below = notes.map((words, i) => paragraph(...text(`[${i + 1}] ${words}`)))
  return { type: 'doc', content: [...marked.content.flatMap(inText), ...below] }
}
