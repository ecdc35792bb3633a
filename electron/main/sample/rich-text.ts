/** The part of the editor's JSON that a sample needs: ProseMirror nodes with TipTap's names. */
export type Mark = Readonly<{ type: string; attrs?: Readonly<Record<string, string>> }>
export type TextNode = Readonly<{ type: 'text'; text: string; marks?: readonly Mark[] }>
export type ParentNode = Readonly<{
  type: string
  attrs?: Readonly<Record<string, string | number>>
  content?: readonly RichNode[]
}>
export type RichNode = TextNode | ParentNode
export type RichDoc = Readonly<{ type: 'doc'; content: readonly RichNode[] }>

export function isText(node: RichNode): node is TextNode {
  return node.type === 'text'
}

/** A document as plain text, as the editor gives it when it saves: a blank line between blocks. */
export function plainText(doc: RichDoc): string {
  return doc.content.flatMap(textblocks).join('\n\n')
}

function textblocks(node: RichNode): string[] {
  if (isText(node) || leaves.has(node.type)) return []
  const children = node.content ?? []
  if (!children.every(isInline)) return children.flatMap(textblocks)
  return [children.map(child => (isText(child) ? child.text : '\n')).join('')]
}

function isInline(node: RichNode): boolean {
  return isText(node) || node.type === 'hardBreak'
}

/** Words as the editor counts them in a script with spaces: apostrophes, hyphens and a number's point hold together. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:(?:['’-]|[.,](?=\p{N}))[\p{L}\p{N}]+)*/gu)?.length ?? 0
}

/** The position, as ProseMirror counts, before the first text that `isWanted`; null if there is none. */
export function positionOf(doc: RichDoc, isWanted: (text: TextNode) => boolean): number | null {
  let at = 0
  const find = (nodes: readonly RichNode[]): boolean => nodes.some(visit)
  const visit = (node: RichNode): boolean => {
    if (isText(node)) {
      if (isWanted(node)) return true
      at += node.text.length
      return false
    }
    at += 1
    if (find(node.content ?? [])) return true
    if (!leaves.has(node.type)) at += 1
    return false
  }
  return find(doc.content) ? at : null
}

/** Nodes that cannot hold anything: one position, not two. */
const leaves = new Set(['horizontalRule', 'hardBreak'])
