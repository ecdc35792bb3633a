import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { markedRegions } from './infill/targets.ts'

/** What comes in, with new names for its regions: none of them is one that bears the same name elsewhere. */
export function withFreshRegions(slice: Slice): Slice {
  return renamed(slice, () => true)
}

/** As `withFreshRegions`, but a region that the document does not have keeps its name: one that was cut is itself. */
export function ownRegions(slice: Slice, doc: Node): Slice {
  const taken = new Set(markedRegions(doc).map(({ id }) => id))
  return taken.size === 0 ? slice : renamed(slice, id => taken.has(id))
}

function renamed({ content, openStart, openEnd }: Slice, isTaken: (id: string) => boolean): Slice {
  const fresh = new Map<string, string>()
  const idFor = (id: string) => {
    if (!isTaken(id)) return id
    const other = fresh.get(id) ?? crypto.randomUUID()
    fresh.set(id, other)
    return other
  }
  const within = (fragment: Fragment): Fragment =>
    Fragment.from(
      fragment.content.map(node => {
        const marks = node.marks.map(mark =>
          mark.type.name === 'region' ? mark.type.create({ ...mark.attrs, id: idFor(String(mark.attrs['id'])) }) : mark,
        )
        return node.copy(within(node.content)).mark(marks)
      }),
    )
  return new Slice(within(content), openStart, openEnd)
}
