import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { RunId } from '@contract/infill.ts'
import { previewOf } from './infill/preview.ts'

/** A position in text that a run wrote and that stands as it did then. */
export type Pointed = Readonly<{ pos: number; run: RunId }>

type PointedText = Readonly<{
  isOn: () => boolean
  /** The pointer rests on such text; null once it has left it, or the writer does anything else. */
  onRest: (pointed: Pointed | null) => void
}>

/** How long the pointer rests before that means anything. */
const REST_MS = 400
/** How far a resting hand moves it. */
const STILL_PX = 3

/** Tells what text of a run the pointer rests on. Takes nothing from the page: neither caret nor keys nor clicks. */
export function pointedText({ isOn, onRest }: PointedText) {
  return Extension.create({
    name: 'pointedText',
    addProseMirrorPlugins() {
      let timer: ReturnType<typeof setTimeout> | undefined
      let told: Readonly<{ x: number; y: number }> | null = null
      const leave = () => {
        clearTimeout(timer)
        if (told === null) return false
        told = null
        onRest(null)
        return false
      }
      const rest = (view: EditorView, event: MouseEvent) => {
        const pointed = view.isDestroyed ? null : pointedAt(view, event)
        if (pointed === null) return
        told = { x: event.clientX, y: event.clientY }
        onRest(pointed)
      }
      return [
        new Plugin({
          view: () => ({
            update: ({ state }, before) => {
              if (state.doc !== before.doc || state.selection !== before.selection) leave()
            },
            destroy: leave,
          }),
          props: {
            handleDOMEvents: {
              mousemove: (view, event) => {
                if (told !== null && Math.hypot(event.clientX - told.x, event.clientY - told.y) <= STILL_PX)
                  return false
                leave()
                if (isOn() && event.buttons === 0 && runAt(event) !== null)
                  timer = setTimeout(() => rest(view, event), REST_MS)
                return false
              },
              mouseleave: leave,
              mousedown: leave,
              keydown: leave,
              wheel: leave,
            },
          },
        }),
      ]
    },
  })
}

function runAt({ target }: MouseEvent): RunId | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('.origin[data-origin="model"]') : null
  return (element?.dataset['run'] ?? '') === '' ? null : (element!.dataset['run'] as RunId)
}

function pointedAt(view: EditorView, event: MouseEvent): Pointed | null {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
  const run = runAt(event)
  return at === null || run === null || previewOf(view.state) !== null ? null : { pos: at.pos, run }
}
