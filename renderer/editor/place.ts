import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { MouseEvent as ReactMouseEvent } from 'react'
import type { Caret, DocumentId } from '@contract/library.ts'

/** How far each document was scrolled when it was last on screen, in CSS pixels. Lives as long as the window. */
const scrolled = new Map<DocumentId, number>()

/** Puts the selection back; a caret past the end of the document lands at its end. */
export function restoreCaret(editor: Editor, { anchor, head }: Caret): void {
  const { doc, tr } = editor.state
  const within = (at: number) => doc.resolve(Math.min(Math.max(at, 0), doc.content.size))
  editor.view.dispatch(
    tr.setSelection(TextSelection.between(within(anchor), within(head))).setMeta('addToHistory', false),
  )
}

/** Takes the focus, unless the writer is typing elsewhere (a title, a search). */
export function takeFocus(editor: Editor): void {
  const typing = document.activeElement instanceof HTMLInputElement || document.querySelector('dialog[open]') !== null
  if (typing) return
  // Of a page that can be written on, the caret goes with the focus: a key pressed right away is typed where it stands.
  if (editor.isEditable) editor.view.focus()
  else editor.view.dom.focus({ preventScroll: true })
}

/** Scrolls to where the document was left; one not seen yet only as far as it takes to have the caret well in sight. */
export function restoreScroll(editor: Editor, desk: HTMLElement | null, id: DocumentId): void {
  if (!desk) return
  const known = scrolled.get(id)
  const caret = editor.view.coordsAtPos(editor.state.selection.head).top - desk.getBoundingClientRect().top
  const inSight = caret < desk.clientHeight * 0.75
  desk.scrollTop = known ?? (inSight ? 0 : desk.scrollTop + caret - desk.clientHeight / 3)
}

/** Remembers how far `desk` is scrolled. Returns a function that stops. */
export function watchScroll(desk: HTMLElement | null, id: DocumentId): () => void {
  if (!desk) return () => undefined
  const remember = () => scrolled.set(id, desk.scrollTop)
  desk.addEventListener('scroll', remember, { passive: true })
  return () => desk.removeEventListener('scroll', remember)
}

/** A click on the paper below the last line puts the caret at the end of the text. */
export function endOfPage(editor: Editor, event: ReactMouseEvent<HTMLElement>): void {
  const below = event.clientY > editor.view.dom.getBoundingClientRect().bottom
  if (!below || event.target instanceof HTMLButtonElement) return
  event.preventDefault()
  editor.commands.focus('end')
}
