import type { Node } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'

/** Stand for a gap and for a footnote in a text that keeps step with positions. No text of a document holds these characters. */
const GAP = '\u0000'
const NOTE = '\ufffe'
/** Stands for a line break, or another leaf. */
const LEAF = '\n'

export const isGapNode = (node: Node | null | undefined) => node?.type.name === 'gap'
export const isFootnoteNode = (node: Node | null | undefined) => node?.type.name === 'footnote'

/** The text between two positions with a character for each of them: `\n` for a line break, others for what is no text. */
export function steppedText(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, LEAF, leaf => (isGapNode(leaf) ? GAP : isFootnoteNode(leaf) ? NOTE : LEAF))
}

/** A stepped text as it reads: gaps and footnotes are no text. */
export const textAlone = (stepped: string) => stepped.replaceAll(GAP, '').replaceAll(NOTE, '')

/** A stepped text in which a gap parts words and lines, as a line break does. */
export const partedByGaps = (stepped: string) => stepped.replaceAll(GAP, LEAF)

/**
 * Where in a stepped text an offset of the same text alone is. Of the places at a gap or footnote, a `start` is the one
 * behind it and an `end` the one before it.
 */
export function stepOf(stepped: string, offset: number, edge: 'start' | 'end'): number {
  if (textAlone(stepped) === stepped) return offset
  let left = offset
  let at = 0
  while (at < stepped.length && (left > 0 || (edge === 'start' && isNoText(stepped[at])))) {
    if (!isNoText(stepped[at])) left--
    at++
  }
  return at
}

const isNoText = (character: string | undefined) => character === GAP || character === NOTE

/** The lines of a stepped text and the gaps and footnotes that part them, in order, as ranges of it. */
export function lineRanges(stepped: string): Readonly<{ from: number; to: number; isText: boolean }>[] {
  return Array.from(stepped.matchAll(/[^\n\0\ufffe]+|[\0\ufffe]/g), ({ index, 0: found }) => ({
    ...{ from: index, to: index + found.length },
    isText: !isNoText(found),
  }))
}

/** Whether a block holds nothing but gaps. */
export function holdsOnlyGaps(block: Node): boolean {
  return block.isTextblock && block.childCount > 0 && block.children.every(isGapNode)
}

type Range = Readonly<{ from: number; to: number }>

/** Where in a stepped text a range of the same text alone is: nothing of no text at its edges, an empty one before it. */
export function steppedRange(stepped: string, { from, to }: Range): Range {
  if (from === to) {
    const at = stepOf(stepped, from, 'end')
    return { from: at, to: at }
  }
  return { from: stepOf(stepped, from, 'start'), to: stepOf(stepped, to, 'end') }
}

/** Takes the text out of a stretch that begins at `start` and reads `stepped`; gaps and footnotes in it stay. */
export function deleteText(tr: Transform, start: number, stepped: string): void {
  for (const { from, to, isText } of lineRanges(stepped).toReversed()) if (isText) tr.delete(start + from, start + to)
}
