import type { Node } from '@tiptap/pm/model'
import { countWords } from '@contract/words.ts'
import { contentWithoutGaps } from './gap.ts'
import { steppedText, textAlone } from './gap-text.ts'

/** Textblocks never change once made, so each is counted once: after a key, only the paragraph it fell in. */
const counted = new WeakMap<Node, number>()

/** The words of a whole document, or of any node in it. */
export function documentWords(node: Node): number {
  if (!node.isTextblock) {
    let words = 0
    node.forEach(child => (words += documentWords(child)))
    return words
  }
  const known = counted.get(node)
  if (known !== undefined) return known
  const words = countWords(blockText(node))
  counted.set(node, words)
  return words
}

/** The words between two positions. */
export function wordsBetween(doc: Node, from: number, to: number): number {
  return from < to ? countWords(textAlone(steppedText(doc, from, to))) : 0
}

/**
 * A document as plain text, for search and for other programs: a blank line between blocks, `\n` for a line break.
 * Gaps are no text, and a block that holds nothing else is none.
 */
export function plainText(doc: Node): string {
  const content = contentWithoutGaps(doc.content)
  return content.textBetween(0, content.size, '\n\n', leaf => (leaf.type.name === 'hardBreak' ? '\n' : ''))
}

function blockText(block: Node): string {
  return textAlone(steppedText(block, 0, block.content.size))
}
