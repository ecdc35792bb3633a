import { Extension } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { paragraphAt } from './infill/meaning.ts'
import { hasWords, isInRegion } from './infill/targets.ts'
import { markRegion } from './region.ts'

/**
 * A handle beside the paragraph under the pointer, or else that of the caret, which marks it as a region or unmarks it.
 * It is for the mouse and for touch; the keyboard has a command.
 */
export const Gutter = Extension.create({
  name: 'gutter',
  addProseMirrorPlugins() {
    const { editor } = this
    return [new Plugin({ key: new PluginKey('gutter'), view: () => showHandle(editor) })]
  },
})

function showHandle(editor: Editor) {
  const { dom } = editor.view
  const handle = document.createElement('button')
  handle.type = 'button'
  handle.className = 'gutter-handle'
  handle.tabIndex = -1
  /** A position in the paragraph that the handle is beside. */
  let at: number | null = null
  let under: number | null = null

  const place = () => {
    const { doc, selection } = editor.state
    const wanted = under ?? selection.head
    const block = wanted <= doc.content.size ? paragraphAt(doc, wanted) : null
    at = block?.from ?? null
    handle.hidden = block === null || !hasWords(doc, block) || !editor.isEditable || !dom.isConnected
    if (handle.hidden || block === null) return
    const first = editor.view.coordsAtPos(block.from)
    handle.style.top = `${first.top - (handle.offsetParent?.getBoundingClientRect().top ?? 0)}px`
    const name = isInRegion(doc, block.from + 1) ? 'Unmark this paragraph' : 'Mark this paragraph as a region'
    handle.ariaLabel = name
    handle.title = name
  }
  let due = 0
  // Measured once a frame, not at every key.
  const placeSoon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0
      place()
    })
  }
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    if (clientX < dom.getBoundingClientRect().left) return
    const found = editor.view.posAtCoords({ left: clientX, top: clientY })?.pos ?? null
    if (found === under) return
    under = found
    placeSoon()
  }
  const onLeave = ({ relatedTarget }: PointerEvent) => {
    if (relatedTarget === handle) return
    under = null
    placeSoon()
  }
  // The caret stays where it is.
  handle.addEventListener('pointerdown', event => event.preventDefault())
  handle.addEventListener('click', () => {
    const block = at === null ? null : paragraphAt(editor.state.doc, at)
    if (block !== null) markRegion(editor, block)
  })
  dom.addEventListener('pointermove', onMove)
  dom.addEventListener('pointerleave', onLeave)
  dom.parentElement?.append(handle)
  const resized = new ResizeObserver(placeSoon)
  resized.observe(dom)
  return {
    update: () => {
      if (handle.parentElement === null) dom.parentElement?.append(handle)
      under = null
      placeSoon()
    },
    destroy: () => {
      cancelAnimationFrame(due)
      resized.disconnect()
      dom.removeEventListener('pointermove', onMove)
      dom.removeEventListener('pointerleave', onLeave)
      handle.remove()
    },
  }
}
