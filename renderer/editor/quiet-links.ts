import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** A link in a document is text: no click of any button, with any key held, follows it. */
export const QuietLinks = Extension.create({
  name: 'quietLinks',
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { click: stayHere, auxclick: stayHere } } })],
})

function stayHere(_view: unknown, event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
  return false
}
