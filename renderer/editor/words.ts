import type { Node } from '@tiptap/pm/model'

/** A word: letters and digits, held together by apostrophes, hyphens, and the points and commas inside numbers. */
const word = /[\p{L}\p{N}\p{M}]+(?:(?:['’\u2010\u2011-]|[.,:](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/gu
/** Scripts that write no spaces between words; these need a dictionary. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The number of words in `text`, in any script. Takes time linear in its length. */
export function countWords(text: string): number {
  return unspaced.test(text) ? countBySegmenter(text) : (text.match(word)?.length ?? 0)
}

function countBySegmenter(text: string): number {
  let words = 0
  for (const segment of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (segment.isWordLike) words++
  }
  return words
}

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
  return from < to ? countWords(doc.textBetween(from, to, '\n', '\n')) : 0
}

/** A document as plain text, for search and for other programs: a blank line between blocks, `\n` for a line break. */
export function plainText(doc: Node): string {
  return doc.textBetween(0, doc.content.size, '\n\n', leaf => (leaf.type.name === 'hardBreak' ? '\n' : ''))
}

function blockText(block: Node): string {
  return block.textBetween(0, block.content.size, '\n', '\n')
}
