import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { ReplaceStep, Step } from '@tiptap/pm/transform'
import type { Document, StepJson } from '@contract/library.ts'

/** The document's content with its journal applied; null if the two do not fit together. */
export function replayed(extensions: Extensions, { doc, journal }: Document): Node | null {
  const schema = getSchema(extensions)
  return replay(schema, schema.nodeFromJSON(doc), journal)
}

/** `doc` after `steps`; null if one of them cannot be applied, or the result is no valid document. */
export function replay(schema: Schema, doc: Node, steps: readonly StepJson[]): Node | null {
  try {
    let now: Node = doc
    for (const json of steps) {
      const next = Step.fromJSON(schema, json).apply(now).doc
      if (!next) return null
      now = next
    }
    now.check()
    return now
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

/** The change that puts the content of `after` in place of that of `before`. */
export function wholeChange(before: Node, after: Node): Step {
  return new ReplaceStep(0, before.content.size, new Slice(after.content, 0, 0))
}
