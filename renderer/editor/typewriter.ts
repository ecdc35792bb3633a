import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** How far down the page's window the line of the caret is kept, as a share of its height. */
const HEIGHT = 0.45

/** Keeps the line of the caret at the same height while one types and moves by keys; a click leaves the page where it is. */
export function typewriter(isOn: () => boolean) {
  return Extension.create({
    name: 'typewriter',
    addProseMirrorPlugins: () => [new Plugin({ props: { handleScrollToSelection: view => isOn() && holdLine(view) } })],
  })
}

/** Returns whether there was anything to scroll. */
function holdLine(view: EditorView): boolean {
  const desk = view.dom.closest<HTMLElement>('[data-scroller]')
  if (!desk) return false
  const line = view.coordsAtPos(view.state.selection.head)
  const wanted = desk.getBoundingClientRect().top + desk.clientHeight * HEIGHT
  desk.scrollTop += (line.top + line.bottom) / 2 - wanted
  return true
}
