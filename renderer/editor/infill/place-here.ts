import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import type { PassagePlace } from '@contract/history.ts'
import type { RunId } from '@contract/infill.ts'
import { originsOf } from '../origin/origin.ts'
import { textOf } from './targets.ts'

/** The most characters of a selection's blocks that are looked at. */
const CHARS_MAX = 100_000

/** Where the caret or the selection is, as the history knows places; null where it is in no text, or in a whole book. */
export function placeHere({ doc, selection: { from, to } }: EditorState): PassagePlace | null {
  const blocks: { start: number; text: string }[] = []
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true
    const start = pos + 1
    blocks.push({ start, text: textOf(doc, { from: start, to: start + node.content.size }) })
    return false
  })
  const [head, tail] = [blocks[0], blocks.at(-1)]
  const text = blocks.map(block => block.text).join('\n')
  if (head === undefined || tail === undefined || text.length > CHARS_MAX) return null
  const lastAt = text.length - tail.text.length
  return {
    text,
    from: offsetIn(doc, head.start, from),
    to: lastAt + Math.min(tail.text.length, offsetIn(doc, tail.start, to)),
    runs: runsAt(doc, from, to),
  }
}

/** Where in the text of the block that begins at `start` a position is. */
const offsetIn = (doc: Node, start: number, pos: number) =>
  textOf(doc, { from: start, to: Math.max(start, pos) }).length

/** Runs that text of the selection, or at the caret, is recorded as coming from. */
function runsAt(doc: Node, from: number, to: number): RunId[] {
  const runs = originsOf(doc).flatMap(({ from: start, to: end, origin }) =>
    start <= to && end >= from && origin !== null && origin.run !== '' ? [origin.run as RunId] : [],
  )
  return [...new Set(runs)]
}
