import { text } from '../rich-text.ts'
import type { RichNode } from '../rich-text.ts'

/** White space as a browser shows it: one blank for a run of any, none at either end of a line; a footnote shows too. */
export function collapsed(nodes: readonly RichNode[]): RichNode[] {
  let atBlank = true
  const kept = nodes.flatMap(node => {
    if (node.type !== 'text') {
      atBlank = node.type === 'hardBreak'
      return [node]
    }
    const words = (node.text ?? '').replace(/[ \t\n\r\f]+/g, ' ')
    const shown = atBlank ? words.replace(/^ /, '') : words
    if (shown !== '') atBlank = shown.endsWith(' ')
    return text(shown, node.marks)
  })
  return withoutEndingBlanks(kept)
}

/** A blank before a line break or the end is not shown either. */
function withoutEndingBlanks(nodes: readonly RichNode[]): RichNode[] {
  let ends = true
  const kept: RichNode[] = []
  for (const node of nodes.toReversed()) {
    const words = node.text ?? ''
    const shown = ends && node.type === 'text' ? text(words.replace(/ $/, ''), node.marks) : [node]
    kept.push(...shown)
    if (node.type !== 'text') ends = node.type === 'hardBreak'
    else if (words !== ' ') ends = false
  }
  return kept.reverse()
}
