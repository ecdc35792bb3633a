import type { Node, Schema } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import type { BasedDraft, Document } from '@contract/library.ts'
import { knownNode } from '../content.ts'
import { replay } from '../journal.ts'
import { documentWords, plainText } from '../words.ts'

/** A document that no editor has open: as it was loaded, and its content with what the journal adds. */
export type Closed = Readonly<{ document: Document; node: Node }>

/** Null if it holds something that this version does not know, or its journal does not fit. */
export function closedOf(schema: Schema, document: Document): Closed | null {
  const saved = knownNode(schema, document.doc)
  const node = saved && replay(schema, saved, document.journal)
  return node && { document, node }
}

/** What to save of it after `change`. */
export function draftAfter(
  { document, node }: Closed,
  change: (tr: Transform) => void,
): BasedDraft & Readonly<{ node: Node }> {
  const tr = new Transform(node)
  change(tr)
  const caretAt = (pos: number) => tr.mapping.map(Math.min(Math.max(pos, 0), node.content.size))
  return {
    id: document.id,
    doc: tr.doc.toJSON() as BasedDraft['doc'],
    text: plainText(tr.doc),
    words: documentWords(tr.doc),
    caret: { anchor: caretAt(document.caret.anchor), head: caretAt(document.caret.head) },
    base: document.revision,
    node: tr.doc,
  }
}
