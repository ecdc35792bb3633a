import type { Node } from '@tiptap/pm/model'

/** Stands for a gap in a text that keeps step with positions. No text of a document holds this character. */
const GAP = '\u0000'
/** Stands for a line break, or another leaf. */
const LEAF = '\n'

export const isGapNode = (node: Node | null | undefined) => node?.type.name === 'gap'

/** The text between two positions with a character for each of them: `\n` for a line break, NUL for a gap. */
export function steppedText(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, LEAF, leaf => (isGapNode(leaf) ? GAP : LEAF))
}

/** A stepped text as it reads: a gap is no text. */
export const withoutGaps = (stepped: string) => stepped.replaceAll(GAP, '')

/** A stepped text in which a gap parts words and lines, as a line break does. */
export const partedByGaps = (stepped: string) => stepped.replaceAll(GAP, LEAF)

/**
 * Where in a stepped text an offset of the same text without gaps is. Of the places at a gap, a `start` is the one
 * behind it and an `end` the one before it.
 */
export function stepOf(stepped: string, offset: number, edge: 'start' | 'end'): number {
  if (!stepped.includes(GAP)) return offset
  let left = offset
  let at = 0
  while (at < stepped.length && (left > 0 || (edge === 'start' && stepped[at] === GAP))) {
    if (stepped[at] !== GAP) left--
    at++
  }
  return at
}

/** The lines of a stepped text and the gaps in it, in order, as ranges of it. */
export function lineRanges(stepped: string): Readonly<{ from: number; to: number; isGap: boolean }>[] {
  return Array.from(stepped.matchAll(/[^\n\0]+|\0/g), ({ index, 0: found }) => ({
    ...{ from: index, to: index + found.length },
    isGap: found === GAP,
  }))
}

/** Whether a block holds nothing but gaps. */
export function holdsOnlyGaps(block: Node): boolean {
  return block.isTextblock && block.childCount > 0 && block.children.every(isGapNode)
}
