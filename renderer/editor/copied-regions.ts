import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { markedRegions } from './infill/targets.ts'

/** What is pasted, its regions told from those that the document has: a copy of a region is another one. */
export function ownRegions({ content, openStart, openEnd }: Slice, doc: Node): Slice {
  const taken = new Set(markedRegions(doc).map(({ id }) => id))
  const fresh = new Map<string, string>()
  const idFor = (id: string) => {
    if (!taken.has(id)) return id
    if (!fresh.has(id)) fresh.set(id, crypto.randomUUID())
    return fresh.get(id)!
  }
  return new Slice(renamed(content, idFor), openStart, openEnd)
}

function renamed(content: Fragment, idFor: (id: string) => string): Fragment {
  return Fragment.from(
    content.content.map(node => {
      const marks = node.marks.map(mark =>
        mark.type.name === 'region' ? mark.type.create({ id: idFor(String(mark.attrs['id'])) }) : mark,
      )
      return (node.isText ? node : node.copy(renamed(node.content, idFor))).mark(marks)
    }),
  )
}
