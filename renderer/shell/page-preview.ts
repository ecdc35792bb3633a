import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/core'
import { beginPreview, drawPreview, endPreview, previewOf } from '../editor/infill/preview.ts'
import type { Target } from '../editor/infill/targets.ts'
import type { DocumentId } from '@contract/library.ts'
import { droppedPhrase, isPhrase } from '../panels/phrase.ts'
import type { Phrase } from '../panels/phrase.ts'
import { certaintyText } from '../panels/run-wording.ts'
import type { Runs } from '../state/runs.ts'
import { drawnNow } from '../state/timeline.ts'
import type { TimelineStore } from '../state/timeline.ts'

/** The editor on screen with its document, or null. */
export type OnScreen = () => Readonly<{ editor: Editor; document: DocumentId }> | null

export type PagePreview = ReturnType<typeof createPagePreview>

type Told = Readonly<{
  /** A preview began or ended. */
  onChange: () => void
  /** The writer clicked a word of the preview; called with one of its places. */
  onWord: (place: number) => void
  /** The writer dropped a phrase of another variant on the preview. */
  onPhrase: (phrase: Phrase) => void
}>

/** Keeps the page in step with the run and the timeline: its preview is drawn while there is one, and goes with it. */
export function createPagePreview(runs: Runs, timeline: TimelineStore, page: OnScreen, told: Told) {
  const { onChange, onWord, onPhrase } = told
  /** Where the caret was when the preview began. */
  let caret: number | null = null
  const draw = () => {
    const editor = page()?.editor
    const state = runs.store.getState()
    if (editor === undefined || state.phase === 'idle') return
    const open = timeline.store.getState()
    drawPreview(editor.view, drawnNow(state, open), {
      chosen: state.phase === 'offered' ? state.word : null,
      say: certaintyText,
      fresh: open?.at ?? null,
    })
  }

  runs.store.subscribe(() => {
    const editor = page()?.editor
    if (editor === undefined) return
    if (runs.store.getState().phase !== 'idle') draw()
    else if (previewOf(editor.state) !== null) end(editor)
  })

  timeline.store.subscribe(draw)

  function begin(editor: Editor, targets: readonly Target[]): void {
    const { empty, head } = editor.state.selection
    caret = empty ? head : null
    editor.view.dispatch(beginPreview(editor.state.tr, targets))
    for (const canvas of previewOf(editor.state)?.canvases ?? []) listen(canvas, editor)
    onChange()
    draw()
  }

  /** A click into a preview that selects nothing is for the word there, and leaves the caret where it was. */
  function listen(canvas: HTMLElement, editor: Editor): void {
    canvas.addEventListener('click', ({ target }) => {
      if (canvas.querySelector('textarea') !== null || document.getSelection()?.isCollapsed === false) return
      editor.view.focus()
      const place = target instanceof HTMLElement ? target.dataset['place'] : undefined
      if (place !== undefined) onWord(Number(place))
    })
    canvas.addEventListener('dragover', event => {
      if (event.dataTransfer !== null && isPhrase(event.dataTransfer)) event.preventDefault()
    })
    canvas.addEventListener('drop', event => {
      if (event.dataTransfer === null || !isPhrase(event.dataTransfer)) return
      event.preventDefault()
      onPhrase(droppedPhrase(event.dataTransfer))
    })
  }

  function end(editor: Editor): void {
    editor.view.dispatch(endPreview(editor.state.tr))
    onChange()
  }

  /** Puts a caret that was not moved since the preview began back to where it was. */
  function restoreCaret(editor: Editor): void {
    if (caret === null || previewOf(editor.state)?.attached !== true) return
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, caret)))
  }

  return { begin, end, restoreCaret }
}
