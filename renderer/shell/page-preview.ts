import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/core'
import { beginPreview, drawPreview, endPreview, previewOf } from '../editor/infill/preview.ts'
import type { Target } from '../editor/infill/targets.ts'
import type { DocumentId } from '@contract/library.ts'
import { chosenPlaces, shownRegions } from '../state/run-state.ts'
import type { Runs } from '../state/runs.ts'

/** The editor on screen with its document, or null. */
export type OnScreen = () => Readonly<{ editor: Editor; document: DocumentId }> | null

export type PagePreview = ReturnType<typeof createPagePreview>

/**
 * Keeps the page in step with the run: its preview is drawn while there is one, and goes with it. `onChange` is called
 * after a preview began or ended.
 */
export function createPagePreview(runs: Runs, page: OnScreen, onChange: () => void) {
  /** Where the caret was when the preview began. */
  let caret: number | null = null
  const draw = () => {
    const editor = page()?.editor
    if (editor !== undefined)
      drawPreview(editor.view, shownRegions(runs.store.getState()), chosenPlaces(runs.store.getState()))
  }

  runs.store.subscribe(() => {
    const editor = page()?.editor
    if (editor === undefined) return
    if (runs.store.getState().phase !== 'idle') draw()
    else if (previewOf(editor.state) !== null) end(editor)
  })

  function begin(editor: Editor, targets: readonly Target[]): void {
    const { empty, head } = editor.state.selection
    caret = empty ? head : null
    editor.view.dispatch(beginPreview(editor.state.tr, targets))
    for (const canvas of previewOf(editor.state)?.canvases ?? []) keepCaret(canvas, editor)
    onChange()
    draw()
  }

  /** A click into a preview that selects nothing leaves the caret where it was. */
  function keepCaret(canvas: HTMLElement, editor: Editor): void {
    canvas.addEventListener('click', () => {
      if (canvas.querySelector('textarea') === null && document.getSelection()?.isCollapsed === true)
        editor.view.focus()
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
