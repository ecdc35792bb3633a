import { closeHistory } from '@tiptap/pm/history'
import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, ResolvedPos, Schema } from '@tiptap/pm/model'
import type { Selection, Transaction } from '@tiptap/pm/state'
import type { DocJson } from '@contract/library.ts'
import type { ScrapContent } from '@contract/scraps.ts'
import { textOf } from '../infill/targets.ts'
import type { Target } from '../infill/targets.ts'
import { paragraphNode } from '../paste-text.ts'
import { documentWords, plainText } from '../words.ts'

/** A stretch of a document, and what stands there. */
export type Piece = Readonly<{ from: number; to: number; slice: Slice }>

/** The selected text; blocks that are selected from end to end come whole. Null where no text is selected. */
export function pieceSelected(doc: Node, { $from, $to }: Selection): Piece | null {
  if (doc.textBetween($from.pos, $to.pos, ' ').trim() === '') return null
  const { from, to } = wholeBlocks($from, $to) ?? { from: $from.pos, to: $to.pos }
  return { from, to, slice: sliceBetween(doc, from, to) }
}

/** What stands between two positions, without the quotations and lists around all of it, as far as it can do without. */
function sliceBetween(doc: Node, from: number, to: number): Slice {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  for (let depth = $from.sharedDepth(to); depth > 0; depth--) {
    const start = $from.start(depth)
    const content = $from.node(depth).content.cut(from - start, to - start)
    if (doc.type.validContent(content)) return new Slice(content, $from.depth - depth, $to.depth - depth)
  }
  return doc.slice(from, to, true)
}

/** The positions around the blocks that a selection covers from the first character to the last; null for parts of some. */
function wholeBlocks($from: ResolvedPos, $to: ResolvedPos): Readonly<{ from: number; to: number }> | null {
  const range = $from.blockRange($to)
  if (!range) return null
  const { start, end, depth } = range
  const isWhole = $from.pos - start === $from.depth - depth && end - $to.pos === $to.depth - depth
  return isWhole ? { from: start, to: end } : null
}

/**
 * What stands in each of the targets once `tr` has changed them, one after the other. Those that only footnotes and gaps
 * part are one line with these.
 */
export function pieceOfTargets({ doc, mapping }: Transaction, targets: readonly Target[]): Slice {
  const lines: Target[] = []
  for (const target of targets) {
    const [from, to] = [mapping.map(target.from, -1), mapping.map(target.to, 1)]
    const last = lines.at(-1)
    if (last !== undefined && isOneLine(doc, last.to, from)) lines[lines.length - 1] = { from: last.from, to }
    else lines.push({ from, to })
  }
  const slices = lines.map(({ from, to }) => sliceBetween(doc, from, to))
  const content = slices.reduce((all, slice) => all.append(slice.content), Fragment.empty)
  return new Slice(content, slices[0]?.openStart ?? 0, slices.at(-1)?.openEnd ?? 0)
}

/** Whether nothing but footnotes and gaps stands between two positions of one textblock. */
function isOneLine(doc: Node, from: number, to: number): boolean {
  const $from = doc.resolve(from)
  return $from.parent.inlineContent && $from.sameParent(doc.resolve(to)) && textOf(doc, { from, to }) === ''
}

/** A slice as a scrap holds it. */
export function scrapContent(schema: Schema, { content, openStart, openEnd }: Slice): ScrapContent {
  const doc = schema.topNodeType.create(null, content)
  const kept = { doc: doc.toJSON() as DocJson, text: plainText(doc), words: documentWords(doc) }
  return { ...kept, openStart, openEnd }
}

/** Plain text as a scrap holds it: a blank line between blocks, `\n` for a line break. */
export function scrapOfText(schema: Schema, text: string): ScrapContent {
  const blocks = text.split('\n\n').map(block => paragraphNode(schema, block.split('\n')))
  return scrapContent(schema, new Slice(Fragment.from(blocks), 1, 1))
}

/** What a scrap holds, as a slice; null where it holds something that the schema does not know. */
export function sliceOf(schema: Schema, { doc, openStart, openEnd }: ScrapContent): Slice | null {
  try {
    const content = Fragment.fromJSON(schema, doc.content ?? [])
    const open = Slice.maxOpen(content)
    return new Slice(content, Math.min(openStart, open.openStart), Math.min(openEnd, open.openEnd))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Takes a piece out of the document, as an undo step of its own. */
export function cutPiece(tr: Transaction, { from, to }: Piece): Transaction {
  return closeHistory(tr.deleteRange(from, to))
}
