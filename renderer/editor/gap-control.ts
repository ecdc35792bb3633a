import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { gapAtHand, selectedGap } from './gap-edits.ts'
import { previewOf } from './infill/preview.ts'
import { waiting, wishedWords } from './infill/targets.ts'

/** The gap that is selected or beside the caret. `number`: among all that waits to be filled. `place`: see `gapControl`. */
export type GapAtHand = Readonly<{ number: number; words: number | null; place: HTMLElement | null }>

const key = new PluginKey<DecorationSet>('gap-control')

/**
 * Tells which gap is at hand, whenever that changes. Below a selected one there is a `place` for a control to be put in,
 * and Enter goes to its first field; what is typed then goes behind the gap and does not replace it.
 */
export function gapControl({ onGap }: Readonly<{ onGap: (gap: GapAtHand | null) => void }>) {
  return Extension.create({
    name: 'gapControl',
    priority: 900,
    addProseMirrorPlugins: () => {
      const place = document.createElement('span')
      place.className = 'gap-control'
      place.contentEditable = 'false'
      return [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: () => DecorationSet.empty,
            apply: (tr, drawn, before, state) =>
              tr.docChanged || tr.selectionSet || previewOf(before) !== previewOf(state) ? draw(state, place) : drawn,
          },
          props: {
            decorations: state => key.getState(state),
            handleKeyDown: (view, event) => {
              const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing
              if (event.key !== 'Enter' || !plain || !isShown(view.state)) return false
              place.querySelector<HTMLElement>('input:checked, input')?.focus()
              return true
            },
            handleTextInput: (view, _from, _to, text) => {
              if (selectedGap(view.state) === null) return false
              goBehind(view)
              view.dispatch(view.state.tr.insertText(text).scrollIntoView())
              return true
            },
            handleDOMEvents: {
              compositionstart: view => {
                if (selectedGap(view.state) !== null) goBehind(view)
                return false
              },
            },
          },
          view: view => {
            let told: GapAtHand | null = null
            const tell = () => {
              const now = atHand(view.state, place)
              if (isSame(told, now)) return
              told = now
              onGap(now)
            }
            const focus = followFocus(place)
            const update = () => {
              // The card goes when a run begins: the keys are the page's again.
              if (!isShown(view.state) && focus.leaves()) view.focus()
              tell()
            }
            return { update, destroy: () => told !== null && onGap(null) }
          },
        }),
      ]
    },
  })
}

/** Whether what has the focus lies in an element, or lay there until it was taken off the page. */
function followFocus(element: HTMLElement) {
  let inside = false
  element.addEventListener('focusin', () => (inside = true))
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) inside = false
  })
  const leaves = () => {
    const was = inside
    inside = false
    return was && document.activeElement === document.body
  }
  return { leaves }
}

const isShown = (state: EditorState) => previewOf(state) === null && selectedGap(state) !== null

function atHand(state: EditorState, place: HTMLElement): GapAtHand | null {
  const gap = previewOf(state) === null ? gapAtHand(state) : null
  if (gap === null) return null
  return {
    number: waiting(state.doc).findIndex(([first]) => first?.from === gap.from) + 1,
    words: wishedWords(state.doc, gap),
    place: selectedGap(state) === null ? null : place,
  }
}

function isSame(a: GapAtHand | null, b: GapAtHand | null): boolean {
  return a?.number === b?.number && a?.words === b?.words && a?.place === b?.place
}

function draw(state: EditorState, place: HTMLElement): DecorationSet {
  const gap = isShown(state) ? selectedGap(state) : null
  if (gap === null) return DecorationSet.empty
  const widget = Decoration.widget(gap.to, place, {
    ...{ side: -1, key: 'gap-control', ignoreSelection: true, stopEvent: () => true, marks: [] },
  })
  return DecorationSet.create(state.doc, [widget])
}

function goBehind(view: EditorView): void {
  const { tr, selection } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to)))
}
