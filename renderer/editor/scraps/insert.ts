import { closeHistory } from '@tiptap/pm/history'
import { Slice } from '@tiptap/pm/model'
import type { Fragment, Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { withFreshRegions } from '../copied-regions.ts'
import { bringIn } from '../origin/follow.ts'

/**
 * Puts a scrap in the place of the selection, as an undo step of its own: parts of blocks join the text around them,
 * whole blocks stand between others. Whose words it holds stays known.
 */
export function insertScrap(tr: Transaction, slice: Slice): Transaction {
  const piece = withFreshRegions(slice)
  if (!tr.selection.empty) tr.deleteSelection()
  if (piece.openStart === 0 && piece.openEnd === 0) insertBlocks(tr, piece)
  else tr.replaceSelection(piece)
  return closeHistory(bringIn(tr))
}

/** Between two blocks; a block that the caret stands in is parted, an empty one gives way. */
function insertBlocks(tr: Transaction, slice: Slice): void {
  const { $from } = tr.selection
  const { parent, parentOffset, pos } = $from
  if (!parent.isTextblock) tr.replaceSelection(slice)
  else if (parent.content.size === 0) put(tr, $from.before(), $from.after(), slice)
  else if (parentOffset === 0) put(tr, $from.before(), $from.before(), slice)
  else if (parentOffset === parent.content.size) put(tr, $from.after(), $from.after(), slice)
  else put(tr, pos, pos, between(parent.copy(), slice.content))
}

/** Blocks with a half of `parent` on either side: one step, so that nothing counts as typed twice. */
function between(parent: Node, content: Fragment): Slice {
  return new Slice(content.addToStart(parent).addToEnd(parent), 1, 1)
}

/** The caret goes behind what is put in. */
function put(tr: Transaction, from: number, to: number, slice: Slice): void {
  const steps = tr.steps.length
  tr.replace(from, to, slice)
  const end = tr.mapping.slice(steps).map(to, 1) - slice.openEnd
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1))
}
