import type { Node } from '@tiptap/pm/model'
import type { CharRange } from '@contract/infill.ts'
import type { Piece } from '@contract/search.ts'
import { stepOf, steppedText, textAlone } from '../gap-text.ts'

/** Characters on each side of a hit that tell it from others like it: as many as fit the document as it stands. */
const CONTEXTS = [24, 12, 4, 0]

/** Where the first hit of an excerpt stands in the document, as positions; null if it is not there any more. */
export function placeOf(doc: Node, excerpt: readonly Piece[]): CharRange | null {
  const at = excerpt.findIndex(({ hit }) => hit)
  if (at < 0) return null
  const textAt = (from: number, to?: number) =>
    excerpt
      .slice(from, to)
      .map(({ text }) => text)
      .join('')
  const [before, hit, after] = [textAt(0, at), textAt(at, at + 1), textAt(at + 1)]
  for (const context of CONTEXTS) {
    const lead = context === 0 ? '' : before.slice(-context).replace(/^.*…/, '')
    const found = firstOf(doc, lead + hit + after.slice(0, context).replace(/….*$/, ''))
    if (found !== null) return placeIn(found, { from: lead.length, to: lead.length + hit.length })
  }
  return null
}

/** Where a text is found: the block that it is in, with the gaps in that, and its offset without them. */
type InBlock = Readonly<{ start: number; stepped: string; at: number }>

function firstOf(doc: Node, text: string): InBlock | null {
  let found: InBlock | null = null
  doc.descendants((block, pos) => {
    if (!block.isTextblock || found !== null) return found === null
    const stepped = steppedText(block, 0, block.content.size)
    const at = textAlone(stepped).replaceAll('\n', ' ').indexOf(text)
    if (at >= 0) found = { start: pos + 1, stepped, at }
    return false
  })
  return found
}

function placeIn({ start, stepped, at }: InBlock, { from, to }: CharRange): CharRange {
  return { from: start + stepOf(stepped, at + from, 'start'), to: start + stepOf(stepped, at + to, 'end') }
}
