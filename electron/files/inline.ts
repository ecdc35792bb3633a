import { sameMark } from './fit.ts'
import type { Mark, RichNode } from './rich-text.ts'

/** From the outermost in. Code stands alone and needs no place here. */
const order = ['link', 'bold', 'italic', 'strike', 'highlight'] as const
export type SpanKind = (typeof order)[number]

/**
 * A row of marked texts as a tree of spans, for formats that nest: `leaf` makes what stands for a text or a line break,
 * `span` wraps what one mark covers.
 */
export function nested<T>(
  nodes: readonly RichNode[],
  leaf: (node: RichNode) => T[],
  span: (mark: Mark & { type: SpanKind }, inside: T[]) => T[],
  kinds: readonly SpanKind[] = order,
): T[] {
  const [kind, ...rest] = kinds
  if (kind === undefined) return nodes.flatMap(leaf)
  const made: T[] = []
  for (let at = 0; at < nodes.length;) {
    const mark = markOf(nodes[at]!, kind)
    let end = at + 1
    while (end < nodes.length && same(markOf(nodes[end]!, kind), mark)) end++
    const inside = nested(nodes.slice(at, end), leaf, span, rest)
    made.push(...(mark ? span({ ...mark, type: kind }, inside) : inside))
    at = end
  }
  return made
}

export function markOf(node: RichNode, kind: string): Mark | undefined {
  return node.marks?.find(mark => mark.type === kind)
}

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameMark(a, b)
}
