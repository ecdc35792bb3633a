import type { Node } from '@tiptap/pm/model'
import { textOf } from '../infill/targets.ts'
import type { Finder, Found } from './finder.ts'

/** A stretch of a textblock between line breaks, not empty. `pos`: where it begins in the document. */
export type Line = Readonly<{ pos: number; text: string }>

/** A place in a document, as positions, with the line that it lies in and where in it. */
export type Hit = Readonly<{ from: number; to: number; line: string; found: Found }>

/** The lines of a document in reading order; those of its plain text (`plainText`), whatever the blocks round them. */
export function linesOf(doc: Node): Line[] {
  const lines: Line[] = []
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    for (const { pos: at, text } of blockLines(block)) lines.push({ pos: pos + 1 + at, text })
    return false
  })
  return lines
}

/** The lines of plain text; `linesOf` of its document has the same texts. */
export function textLines(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}

/** Everything that `find` finds in the document. */
export function hitsIn(doc: Node, find: Finder): Hit[] {
  return linesOf(doc).flatMap(({ pos, text }) =>
    find(text).map(found => ({ from: pos + found.from, to: pos + found.to, line: text, found })),
  )
}

/** Textblocks never change once made, so each is read once. Positions count from the start of the block's content. */
const known = new WeakMap<Node, readonly Line[]>()

function blockLines(block: Node): readonly Line[] {
  const lines = known.get(block) ?? readLines(block)
  known.set(block, lines)
  return lines
}

function readLines(block: Node): Line[] {
  let pos = 0
  return textOf(block, { from: 0, to: block.content.size })
    .split('\n')
    .map(text => {
      const line = { pos, text }
      pos += text.length + 1
      return line
    })
    .filter(({ text }) => text !== '')
}
