import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { Selection } from '@tiptap/pm/state'
import { grown, paragraphAt } from '../editor/infill/meaning.ts'
import { markRegion } from '../editor/region.ts'
import type { Notices } from '../state/notices.ts'

/** Two presses of the fill key within this time, in ms, are one double press: it selects more instead of filling. */
const TWICE_MS = 350

type Deps = Readonly<{
  notices: Notices
  onScreen: () => Editor | null
  fill: () => void
  /** Ends at once what the first press of two began. */
  giveUp: () => void
  now: () => number
}>

/** Selecting by meaning, and the fill key, which does that when it is pressed twice. */
export function createSelectDesk({ notices, onScreen, fill, giveUp, now }: Deps) {
  /** What was selected before each growth, the latest last, and what it grew to. */
  let grownFrom: Readonly<{ before: Selection; after: Selection }>[] = []
  let press: Readonly<{ atMs: number; before: Selection }> | null = null

  function grow(): void {
    const editor = onScreen()
    if (editor === null) return
    const { doc, selection } = editor.state
    if (grownFrom.at(-1)?.after.eq(selection) !== true) grownFrom = []
    const more = grown(doc, selection)
    if (more === null) return notices.say('The whole scene is selected.')
    const after = TextSelection.create(doc, more.from, more.to)
    grownFrom.push({ before: selection, after })
    select(editor, after)
  }

  /** Back to what was selected before it grew. */
  function shrink(): void {
    const editor = onScreen()
    const latest = grownFrom.at(-1)
    if (editor === null) return
    if (latest?.after.eq(editor.state.selection) !== true)
      return notices.say('The selection shrinks to what it was before it grew, and this one did not grow.')
    grownFrom.pop()
    select(editor, latest.before)
  }

  function select(editor: Editor, selection: Selection): void {
    editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView())
    editor.view.focus()
  }

  /** Fills at once. A second press that follows quickly takes that back and selects the word; each further one, more. */
  function pressFill(): void {
    const editor = onScreen()
    const atMs = now()
    const before = press
    press = editor === null ? null : { atMs, before: editor.state.selection }
    const twice = editor !== null && before !== null && atMs - before.atMs <= TWICE_MS
    if (!twice || before.before.$from.doc !== editor.state.doc) return fill()
    giveUp()
    editor.view.dispatch(editor.state.tr.setSelection(before.before))
    grow()
    press = { atMs, before: editor.state.selection }
  }

  /** Another key came between: the next press of the fill key is a first one. */
  function forgetPress(): void {
    press = null
  }

  /** Marks the paragraph of the caret as a region, or unmarks it. */
  function markParagraph(): void {
    const editor = onScreen()
    const paragraph = editor === null ? null : paragraphAt(editor.state.doc, editor.state.selection.head)
    if (editor === null || paragraph === null) return notices.say('Put the caret into a paragraph first.')
    if (!markRegion(editor, paragraph)) notices.say('There are no words in this paragraph to mark.')
  }

  return { grow, shrink, pressFill, forgetPress, markParagraph }
}
