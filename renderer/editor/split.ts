import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { DocJson, Document } from '@contract/library.ts'
import { isKnownContent } from './content.ts'
import { replayed } from './journal.ts'
import { documentWords, plainText } from './words.ts'

/** A document's content as it is kept: JSON, plain text and count. */
export type Content = Readonly<{ doc: DocJson; text: string; words: number }>

export function contentOf(doc: Node): Content {
  return { doc: doc.toJSON() as DocJson, text: plainText(doc), words: documentWords(doc) }
}

/** What stands before and after a position; null where one of them would hold nothing, or it is between parts of a block. */
export function splitAt(doc: Node, pos: number): readonly [Node, Node] | null {
  const { parent, depth } = doc.resolve(pos)
  if (depth > 0 && !parent.isTextblock) return null
  const before = withoutEdge(doc.cut(0, pos), 'last')
  const after = withoutEdge(doc.cut(pos), 'first')
  return isBlank(before) || isBlank(after) ? null : [before, after]
}

/** A cut at the edge of a block leaves an empty one behind. */
function withoutEdge(doc: Node, edge: 'first' | 'last'): Node {
  const block = edge === 'first' ? doc.firstChild : doc.lastChild
  if (doc.childCount < 2 || !block?.isTextblock || block.content.size > 0) return doc
  const children = [...doc.children]
  return doc.copy(Fragment.fromArray(edge === 'first' ? children.slice(1) : children.slice(0, -1)))
}

function isBlank(doc: Node): boolean {
  return doc.content.size === 0 || (doc.childCount === 1 && doc.child(0).isTextblock && doc.child(0).content.size === 0)
}

/** The contents of documents one after the other, what is in their journals too; null if one cannot be read. */
export function joined(extensions: Extensions, documents: readonly Document[]): Node | null {
  const contents = documents.map(it => (isKnownContent(extensions, it.doc) ? replayed(extensions, it) : null))
  if (contents.includes(null)) return null
  // Each was read with a schema of its own, whose nodes do not fit into another's document: they go over as JSON.
  const blocks = contents.flatMap(it =>
    it === null || isBlank(it) ? [] : it.children.map(block => block.toJSON() as unknown),
  )
  const doc = { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
  return getSchema(extensions).nodeFromJSON(doc)
}
