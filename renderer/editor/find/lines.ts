import type { Node } from '@tiptap/pm/model'
import { stepOf, steppedText, textAlone } from '../gap-text.ts'
import type { Finder, Found } from './finder.ts'

/**
 * A stretch of a textblock between line breaks, not empty. `pos`: where it begins in the document. `stepped`: its text
 * with the gaps in it, which keeps step with positions.
 */
export type Line = Readonly<{ pos: number; text: string; stepped: string }>

/** A place in a document, as positions, with the line that it lies in and where in it. */
export type Hit = Readonly<{ from: number; to: number; line: string; found: Found }>

/** The lines of a document in reading order; those of its plain text (`plainText`), whatever the blocks round them. */
export function linesOf(doc: Node): Line[] {
  const lines: Line[] = []
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    for (const { pos: at, ...line } of blockLines(block)) lines.push({ ...line, pos: pos + 1 + at })
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
  return linesOf(doc).flatMap(({ pos, text, stepped }) =>
    find(text).map(found => ({
      from: pos + stepOf(stepped, found.from, 'start'),
      to: pos + stepOf(stepped, found.to, 'end'),
      line: text,
      found,
    })),
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
  return steppedText(block, 0, block.content.size)
    .split('\n')
    .map(stepped => {
      const line = { pos, stepped, text: textAlone(stepped) }
      pos += stepped.length + 1
      return line
    })
    .filter(({ text }) => text !== '')
}
