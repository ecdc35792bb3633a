import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'

/**
 * Takes a replacement back: every top-level block of the document that stands as `after` has it becomes that of `before`
 * again. What was changed since stays as it is. Returns how many replaced blocks were not found again.
 */
export function unreplace(tr: Transform, before: Node, after: Node): number {
  // Blocks alike are told apart by their order, so those that were not changed count too.
  const formerOf = new Map<string, Node[]>()
  let missed = 0
  after.forEach((block, _pos, i) => {
    const former = before.child(i)
    const key = JSON.stringify(block)
    formerOf.set(key, [...(formerOf.get(key) ?? []), former])
    if (!former.eq(block)) missed++
  })
  const found: { pos: number; block: Node; former: Node }[] = []
  tr.doc.forEach((block, pos) => {
    const key = JSON.stringify(block)
    const former = formerOf.get(key)?.shift()
    if (former && JSON.stringify(former) !== key) found.push({ pos, block, former })
  })
  // Every editor has a schema of its own, and knows only nodes made with it.
  const { schema } = tr.doc.type
  for (const { pos, block, former } of found.toReversed()) putBack(tr, pos, block, schema.nodeFromJSON(former.toJSON()))
  return missed - found.length
}

/** Replaces only what differs, so that a selection or a preview elsewhere in the block stays. */
function putBack(tr: Transform, pos: number, block: Node, former: Node): void {
  const start = block.content.findDiffStart(former.content)
  const end = block.content.findDiffEnd(former.content)
  if (start === null || end === null) return
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const isFlat = block.isTextblock && former.isTextblock && block.sameMarkup(former)
  if (!isFlat) {
    tr.replaceWith(pos, pos + block.nodeSize, former)
    return
  }
  tr.replaceWith(pos + 1 + start, pos + 1 + end.a + overlap, Fragment.from(former.content.cut(start, end.b + overlap)))
}
