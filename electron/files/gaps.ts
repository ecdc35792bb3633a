import type { RichNode } from './rich-text.ts'

/** Content without its gaps, the studio's own marks of a place, and without what holds nothing else. */
export function withoutGaps(nodes: readonly RichNode[]): RichNode[] {
  return nodes.flatMap(node => {
    if (node.type === 'gap') return []
    if (node.content === undefined || node.content.length === 0) return [node]
    const content = withoutGaps(node.content)
    return content.length === 0 ? [] : [{ ...node, content }]
  })
}
