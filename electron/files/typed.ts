import { Step } from '@tiptap/pm/transform'
import type { DocJson, StepJson } from '../contract/library.ts'
import { documentSchema } from './schema.ts'

/** `doc` with what was typed since it was saved, as the editor would open it; null if the two do not fit together. */
export function withTyped(doc: DocJson, journal: readonly StepJson[]): DocJson | null {
  if (journal.length === 0) return doc
  try {
    let now = documentSchema.nodeFromJSON(doc)
    now.check()
    for (const json of journal) {
      const next = Step.fromJSON(documentSchema, json).apply(now).doc
      if (!next) return null
      now = next
    }
    now.check()
    return now.toJSON() as DocJson
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}
