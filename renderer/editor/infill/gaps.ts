import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { holdsOnlyGaps, isGapNode } from '../gap-text.ts'
import { isBlank } from './aim.ts'
import type { Aim } from './aim.ts'
import type { Target } from './targets.ts'

/** A gap between the paragraph of the caret and the next one. */
export function aimAtBridge({ doc, selection: { $head } }: EditorState): Aim {
  if (isBlank(doc))
    return refused('There is nothing to bridge yet. Write two paragraphs, and put the caret into the first.')
  if (!$head.parent.isTextblock) return refused('Put the caret into the paragraph before the gap first.')
  const own = emptyBlock($head)
  if (own !== null) return { targets: [own] }
  const pos = behindBlock($head)
  const next = doc.resolve(pos).nodeAfter
  if (next === null || !hasText(doc, pos))
    return refused('No paragraph comes after this one. “Continue the text” goes on from here.')
  return { targets: [isEmpty(next) ? inside(pos, next) : between(pos)] }
}

/**
 * A gap at the end of the scene that the caret is in: up to the next scene break, or the end of the document. A last
 * sentence that breaks off is taken up; otherwise what comes is a new paragraph.
 */
export function aimAtEnd({ doc, selection: { head } }: EditorState): Aim {
  if (isBlank(doc)) return refused('There is nothing to go on from yet. Write a sentence or two first.')
  let end = doc.content.size
  doc.forEach((node, pos) => {
    if (node.type.name === 'horizontalRule' && pos >= head && pos < end) end = pos
  })
  const last = doc.resolve(end).nodeBefore
  if (last === null) return { targets: [between(end)] }
  if (last.isTextblock && isGapNode(last.lastChild)) return { targets: [{ from: end - 2, to: end - 1 }] }
  const goesOn = last.isTextblock && last.type.name === 'paragraph' && !/[.!?…:]["'”’»)\]]*\s*$/u.test(last.textContent)
  return { targets: [goesOn ? { from: end - 1, to: end - 1 } : between(end)] }
}

/** A gap before the line that the caret is in: what the text is to lead up to. */
export function aimBefore({ doc, selection: { $head } }: EditorState): Aim {
  if (!$head.parent.isTextblock || $head.parent.textContent.trim() === '')
    return refused('Put the caret into the line that the text is to lead up to.')
  const pos = beforeBlock($head)
  const previous = doc.resolve(pos).nodeBefore
  return {
    targets: [previous !== null && isEmpty(previous) ? inside(pos - previous.nodeSize, previous) : between(pos)],
  }
}

const refused = (sentence: string): Aim => ({ sentence })
const between = (pos: number): Target => ({ from: pos, to: pos, paragraph: true })
/** The place in an empty block, or the first gap in it. */
const inside = (blockPos: number, block: Node): Target => ({
  from: blockPos + 1,
  to: blockPos + 1 + Math.min(1, block.content.size),
})
const isEmpty = (node: Node) => node.isTextblock && (node.content.size === 0 || holdsOnlyGaps(node))
const emptyBlock = ($pos: ResolvedPos): Target | null =>
  isEmpty($pos.parent) ? inside($pos.before(), $pos.parent) : null
const hasText = (doc: Node, from: number) => doc.textBetween(from, doc.content.size, '\n').trim() !== ''

/** Behind the block of a position: within a quotation that goes on, else behind the whole of it, as of a list. */
function behindBlock($pos: ResolvedPos): number {
  let depth = 1
  while (depth < $pos.depth && isQuote($pos, depth) && $pos.indexAfter(depth) < $pos.node(depth).childCount) depth++
  return $pos.after(depth)
}

function beforeBlock($pos: ResolvedPos): number {
  let depth = 1
  while (depth < $pos.depth && isQuote($pos, depth) && $pos.index(depth) > 0) depth++
  return $pos.before(depth)
}

const isQuote = ($pos: ResolvedPos, depth: number) => $pos.node(depth).type.name === 'blockquote'
