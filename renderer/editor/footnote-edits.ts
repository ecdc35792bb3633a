import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Piece } from '@contract/search.ts'
import { footnoteText } from './footnote.ts'
import { isFootnoteNode } from './gap-text.ts'

/** Marks that say what text is, and not how it looks: a footnote in it is none of that. */
const OF_TEXT = new Set(['region', 'lock', 'origin', 'link', 'code'])

/**
 * Puts an empty footnote behind the selection, and selects it; null where none may stand (in code). It looks as the text
 * there does, so that what is typed behind it does too.
 */
export function insertFootnote({ tr, selection, schema, storedMarks }: EditorState): Transaction | null {
  const { $to, to } = selection
  const marks = (storedMarks ?? $to.marks()).filter(({ type }) => !OF_TEXT.has(type.name))
  const footnote = schema.node('footnote', null, undefined, marks)
  if (!$to.parent.inlineContent || !$to.parent.canReplaceWith($to.index(), $to.index(), footnote.type)) return null
  tr.insert(to, footnote)
  return tr.setSelection(NodeSelection.create(tr.doc, to))
}

/** The position of the footnote that is selected; null for any other selection. */
export function selectedFootnote({ selection }: EditorState): number | null {
  return selection instanceof NodeSelection && isFootnoteNode(selection.node) ? selection.from : null
}

/**
 * Selects the footnote that was found as this number, from 1, with this excerpt: of those that say the same, or else have
 * its hits, the nearest; or else the one of that number. Null if there is none.
 */
export function selectFootnote(
  { tr, doc }: EditorState,
  number: number,
  excerpt: readonly Piece[],
): Transaction | null {
  const notes: { pos: number; number: number; text: string }[] = []
  doc.descendants((node, pos) => {
    if (isFootnoteNode(node)) notes.push({ pos, number: notes.length + 1, text: footnoteText(node) })
  })
  const saying = (words: readonly string[]) => notes.filter(({ text }) => words.every(word => text.includes(word)))
  const whole = excerpt.map(({ text }) => text).join('')
  const hits = excerpt.flatMap(({ text, hit }) => (hit ? text : []))
  const found = [saying(whole.split('…')), saying(hits), notes.filter(note => note.number === number)]
  const distance = (note: { number: number }) => Math.abs(note.number - number)
  const nearest = found.find(some => some.length > 0)?.reduce((a, b) => (distance(b) < distance(a) ? b : a))
  return nearest === undefined ? null : tr.setSelection(NodeSelection.create(doc, nearest.pos))
}

/** The number of the footnote at a position, from 1. */
export function footnoteNumber(doc: Node, pos: number): number {
  let number = 1
  doc.nodesBetween(0, pos, node => {
    if (isFootnoteNode(node)) number++
  })
  return number
}
