import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { holdsOnlyGaps, isGapNode } from './gap-text.ts'
import { gapBeside, gapsOf, isParagraph } from './infill/targets.ts'
import type { Target } from './infill/targets.ts'

/**
 * Puts a lasting gap where a gap of the moment would be, in a paragraph of its own where that would come to be one, and
 * the caret behind it. Null where a gap is there already, or none may be (in code).
 */
export function putGap(tr: Transaction, target: Target): Transaction | null {
  const { doc } = tr
  const { schema } = doc.type
  if (target.from !== target.to || gapBeside(doc, target.from) !== null) return null
  const gap = schema.node('gap')
  const apart = isParagraph(doc, target)
  const $from = doc.resolve(target.from)
  if (!apart && !$from.parent.canReplaceWith($from.index(), $from.index(), gap.type)) return null
  tr.insert(target.from, apart ? schema.node('paragraph', null, gap) : gap)
  return tr.setSelection(TextSelection.create(tr.doc, target.from + (apart ? 2 : 1)))
}

/** Wishes a gap to hold so many words; null leaves it to the run. */
export function wishWords(tr: Transaction, { from }: Target, words: number | null): Transaction {
  return tr.setNodeAttribute(from, 'words', words)
}

/** Takes gaps out of the document, and the blocks that hold nothing else where others are beside them. */
export function takeOut(tr: Transaction, gaps: readonly Target[]): Transaction {
  for (const gap of gaps.toReversed()) {
    const $from = tr.doc.resolve(gap.from)
    const lone = holdsOnlyGaps($from.parent) && $from.parent.childCount === 1 && $from.node(-1).childCount > 1
    if (lone) tr.delete($from.before(), $from.after())
    else tr.delete(gap.from, gap.to)
  }
  return tr
}

export const takeAllOut = (tr: Transaction) => takeOut(tr, gapsOf(tr.doc))

/** The gap that is selected; null for any other selection. */
export function selectedGap({ selection }: EditorState): Target | null {
  if (!(selection instanceof NodeSelection) || !isGapNode(selection.node)) return null
  return { from: selection.from, to: selection.to }
}

/** The gap that is selected, or that the caret is beside. */
export function gapAtHand(state: EditorState): Target | null {
  const { empty, from } = state.selection
  return selectedGap(state) ?? (empty && state.selection.$from.parent.inlineContent ? gapBeside(state.doc, from) : null)
}
