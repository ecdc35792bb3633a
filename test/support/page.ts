import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { history } from '@tiptap/pm/history'
import { EditorState } from '@tiptap/pm/state'
import { Lock } from '../../renderer/editor/lock.ts'
import { Region } from '../../renderer/editor/region.ts'
import { studioExtensions } from '../../renderer/editor/schema.ts'

export const schema = getSchema([
  ...studioExtensions({ typographicQuotes: () => false, onRefused: () => undefined }),
  Region,
  Lock,
])

type Inline = string | Node
const inline = (content: readonly Inline[]) =>
  content.flatMap(it => (typeof it === 'string' ? (it === '' ? [] : [schema.text(it)]) : [it]))

export const doc = (...blocks: Node[]) => schema.node('doc', null, blocks)
export const p = (...content: Inline[]) => schema.node('paragraph', null, inline(content))
export const h = (...content: Inline[]) => schema.node('heading', { level: 1 }, inline(content))
export const code = (text: string) => schema.node('codeBlock', null, inline([text]))
export const quote = (...blocks: Node[]) => schema.node('blockquote', null, blocks)
export const list = (...items: Node[]) =>
  schema.node(
    'bulletList',
    null,
    items.map(item => schema.node('listItem', null, [item])),
  )
/** A lasting gap, of so many words or Auto. */
export const gap = (words: number | null = null) => schema.node('gap', { words })
export const note = (text: string) => schema.node('footnote', { text })
export const br = () => schema.node('hardBreak')
/** Text with marks: `m('word', 'bold', 'italic')`; a region is `r('words')`. */
export const m = (text: string, ...marks: string[]) =>
  schema.text(
    text,
    marks.map(name => schema.mark(name)),
  )
export const r = (text: string, id = '1') => schema.text(text, [schema.mark('region', { id })])

export const stateOf = (content: Node) => EditorState.create({ doc: content, plugins: [history({ newGroupDelay: 0 })] })

/** Where `text` stands in the document, as positions. */
export function at(content: Node, text: string): { from: number; to: number } {
  const found: { from: number; to: number }[] = []
  content.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const offset = node.textBetween(0, node.content.size, '\n', '\n').indexOf(text)
    if (offset >= 0) found.push({ from: pos + 1 + offset, to: pos + 1 + offset + text.length })
    return false
  })
  if (found[0] === undefined) throw new RangeError(`“${text}” is not in the document`)
  return found[0]
}
