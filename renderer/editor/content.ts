import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import type { Node, Schema } from '@tiptap/pm/model'
import type { DocJson } from '@contract/library.ts'

/** Said when a document holds nodes or marks that this version does not know. */
export const foreignContent =
  'This document holds something that this version of Palimpsest cannot show, perhaps made by a newer one. It is open for reading only, so that nothing of it is lost.'

/**
 * Whether all of `doc` can be shown and so be saved again. TipTap drops what the schema does not know, and the next
 * save would make that final: a document that is not known must not be editable.
 */
export function isKnownContent(extensions: Extensions, doc: DocJson): boolean {
  return knownNode(getSchema(extensions), doc) !== null
}

/** `doc` as a node, or null if it holds something that the schema does not know. */
export function knownNode(schema: Schema, doc: DocJson): Node | null {
  try {
    const node = schema.nodeFromJSON(doc)
    node.check()
    return node
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
