import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
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
 * Selects the footnote that says all of `words`, and of several the one nearest to this number, from 1. Where none does, the
 * one of the number; null if the document has fewer.
 */
export function selectFootnote({ tr, doc }: EditorState, number: number, words: readonly string[]): Transaction | null {
  const all: { pos: number; far: number; says: boolean }[] = []
  doc.descendants((node, pos) => {
    if (!isFootnoteNode(node)) return
    const says = words.every(word => footnoteText(node).includes(word))
    all.push({ pos, far: Math.abs(all.length + 1 - number), says })
  })
  const found = all.filter(({ says }) => says).sort((a, b) => a.far - b.far)[0] ?? all.find(({ far }) => far === 0)
  return found ? tr.setSelection(NodeSelection.create(doc, found.pos)) : null
}

/** The number of the footnote at a position, from 1. */
export function footnoteNumber(doc: Node, pos: number): number {
  let number = 1
  doc.nodesBetween(0, pos, node => {
    if (isFootnoteNode(node)) number++
  })
  return number
}
