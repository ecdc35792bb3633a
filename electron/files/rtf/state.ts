import type { Mark } from '../rich-text.ts'

/** What holds inside a group: each begins with that of the one around it. */
export type State = Readonly<{
  /** Inside something that is no text: a table of fonts, a picture. */
  hidden: boolean
  /** Inside text that was struck out while changes were tracked. */
  deleted: boolean
  /** Inside a note. */
  inNote: boolean
  /** The field that it is a part of. */
  field: Field | null
  /** Inside what a field says to programs, and not to readers. */
  inInstruction: boolean
  /** Inside the table of fonts. */
  inFonts: boolean
  /** The number of its font; null for that of the file. */
  font: number | null
  marks: ReadonlySet<string>
  /** How many bytes stand for a `\u` character for readers that do not know it. */
  skip: number
  /** From 1; 0 for a paragraph that is no heading. */
  level: number
  inList: boolean
}>

/** `instruction`: what it is to show, such as where it leads. */
export type Field = { instruction: string }

export const plain: State = {
  ...{ hidden: false, deleted: false, inNote: false, field: null, inInstruction: false, inFonts: false, font: null },
  ...{ marks: new Set(), skip: 1, level: 0, inList: false },
}

export function withMark(marks: ReadonlySet<string>, mark: string, on: boolean): ReadonlySet<string> {
  const next = new Set(marks)
  if (on) next.add(mark)
  else next.delete(mark)
  return next
}

/** A heading is bold by its style: its words need no mark for that. */
export function marksOf({ marks, level }: State): Mark[] {
  return [...marks].filter(type => level === 0 || type !== 'bold').map(type => ({ type }))
}
