import type { Mark, Node } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'
import { deleteText, steppedRange, steppedText, textAlone } from '../gap-text.ts'
import { changesOf } from '../infill/accept.ts'

/** A stretch within one textblock, and the text that takes its place. */
export type Replacement = Readonly<{ from: number; to: number; text: string }>

/**
 * Puts texts in the place of stretches (in order, none overlapping). Words that both have are not touched, so they keep
 * their marks; a new word takes those that all it replaces has, a region's and a lock's too, but is the writer's own. A
 * gap or a footnote in a stretch stays, behind what is put in.
 */
export function replaceAll<T extends Transform>(tr: T, replacements: readonly Replacement[]): T {
  for (const replacement of replacements.toReversed()) replaceOne(tr, replacement)
  return tr
}

function replaceOne(tr: Transform, { from, to, text }: Replacement): void {
  const { doc } = tr
  const stepped = steppedText(doc, from, to)
  for (const change of changesOf(textAlone(stepped), text).reverse()) {
    const range = steppedRange(stepped, change)
    const start = from + range.from
    const marks = marksOf(doc, start, from + range.to)
    deleteText(tr, start, stepped.slice(range.from, range.to))
    if (change.text !== '') tr.insert(start, doc.type.schema.text(change.text, marks))
  }
}

/** The marks of all of a stretch; where it is empty, those that the text on both sides has. */
function marksOf(doc: Node, from: number, to: number): readonly Mark[] {
  const all: (readonly Mark[])[] = []
  if (from < to)
    doc.nodesBetween(from, to, node => {
      if (node.isText) all.push(node.marks)
    })
  else
    for (const node of [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter]) if (node?.isText) all.push(node.marks)
  return (all[0] ?? []).filter(mark => mark.type.name !== 'origin' && all.every(marks => mark.isInSet(marks)))
}
