import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { Teller } from './at-hand.ts'
import { previewOf } from './infill/preview.ts'

type NodeCard<T> = Readonly<{
  /** Of the element below the node, too. */
  name: string
  /** Whether a node of the kind is selected. */
  isSelected: (state: EditorState) => boolean
  /** What is told after every update of the view; `place` is the element that the card is put in, while it is shown. Must be cheap. */
  atHand: (state: EditorState, place: HTMLElement | null) => T | null
  newTeller: () => Teller<T>
}>

/**
 * Below a selected node that stands in the text there is a place for a card, and Enter goes to its first field. What is
 * typed then goes behind the node and does not replace it. While a run is on the page there is none.
 */
export function nodeCard<T>({ name, isSelected, atHand, newTeller }: NodeCard<T>): Plugin {
  const key = new PluginKey<DecorationSet>(name)
  const place = document.createElement('span')
  place.className = `node-card ${name}`
  place.contentEditable = 'false'
  const isShown = (state: EditorState) => previewOf(state) === null && isSelected(state)
  const draw = (state: EditorState) => {
    if (!isShown(state)) return DecorationSet.empty
    const widget = Decoration.widget(state.selection.to, place, {
      ...{ side: -1, key: name, ignoreSelection: true, stopEvent: () => true, marks: [] },
    })
    return DecorationSet.create(state.doc, [widget])
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn, before, state) =>
        tr.docChanged || tr.selectionSet || previewOf(before) !== previewOf(state) ? draw(state) : drawn,
    },
    props: {
      decorations: state => key.getState(state),
      handleKeyDown: (view, event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing
        if (event.key !== 'Enter' || !plain || !isShown(view.state)) return false
        place.querySelector<HTMLElement>('input:checked, input, textarea')?.focus()
        return true
      },
      handleTextInput: (view, _from, _to, text) => {
        if (!isSelected(view.state)) return false
        goBehind(view)
        view.dispatch(view.state.tr.insertText(text).scrollIntoView())
        return true
      },
      handleDOMEvents: {
        compositionstart: view => {
          if (isSelected(view.state)) goBehind(view)
          return false
        },
      },
    },
    view: view => {
      const focus = followFocus(place)
      const { tell, end } = newTeller()
      const tellNow = () => tell(atHand(view.state, isShown(view.state) ? place : null))
      tellNow()
      return {
        update: () => {
          // The card goes when a run begins: the keys are the page's again.
          if (!isShown(view.state) && focus.leaves()) view.focus()
          tellNow()
        },
        destroy: end,
      }
    },
  })
}

/** Puts the caret behind the node that is selected. */
export function goBehind(view: EditorView): void {
  const { tr, selection } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to)))
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
