import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Aim } from '../editor/infill/aim.ts'
import { aimAtBridge, aimAtEnd, aimBefore } from '../editor/infill/gaps.ts'
import { gapAtHand, putGap, takeAllOut, takeOut, wishWords } from '../editor/gap-edits.ts'
import { ofSession } from '../editor/one-step.ts'
import type { Notices } from '../state/notices.ts'

export type GapDesk = ReturnType<typeof createGapDesk>

/** Gaps that stay in the document until they are filled or taken out. */
export function createGapDesk(notices: Notices, onScreen: () => Editor | null) {
  /** Leaves a gap where `aimAt` would write. */
  const leave = (aimAt: (state: EditorState) => Aim) => (): void => {
    const editor = writable(onScreen)
    if (editor === null) return
    const aim = aimAt(editor.state)
    if ('sentence' in aim) return notices.say(aim.sentence)
    const tr = putGap(editor.state.tr, aim.targets[0]!)
    if (tr === null) notices.say('There is a gap here already, or this is code, where none can be.')
    else dispatchAlone(editor, tr.scrollIntoView())
    editor.view.focus()
  }

  /** Wishes the gap at hand to hold so many words; null leaves its length to the run. What is typed in one `session` is one undo step. */
  function wish(words: number | null, session?: string): void {
    const editor = writable(onScreen)
    const gap = editor === null ? null : gapAtHand(editor.state)
    if (editor === null || gap === null) return
    const tr = wishWords(editor.state.tr, gap, words)
    editor.view.dispatch(session === undefined ? tr : ofSession(tr, session))
  }

  function remove(): void {
    const editor = writable(onScreen)
    const gap = editor === null ? null : gapAtHand(editor.state)
    if (editor === null) return
    if (gap === null) notices.say('Put the caret beside a gap, or select one, first.')
    else dispatchAlone(editor, takeOut(editor.state.tr, [gap]))
    editor.view.focus()
  }

  function removeAll(): void {
    const editor = writable(onScreen)
    const tr = editor === null ? null : takeAllOut(editor.state.tr)
    if (editor !== null && tr?.docChanged === true) dispatchAlone(editor, tr)
    else notices.say('There is no gap in this document.')
    editor?.view.focus()
  }

  return {
    put: leave(atCaret),
    bridge: leave(aimAtBridge),
    goOn: leave(aimAtEnd),
    writeToward: leave(aimBefore),
    wish,
    remove,
    removeAll,
  }
}

function atCaret({ selection: { $head, head } }: EditorState): Aim {
  return $head.parent.isTextblock
    ? { targets: [{ from: head, to: head }] }
    : { sentence: 'Put the caret into a line of text first.' }
}

/** As an undo step of its own: what was typed just before, and what is typed right behind it, is another. */
function dispatchAlone(editor: Editor, tr: Transaction): void {
  editor.view.dispatch(closeHistory(tr))
  editor.view.dispatch(closeHistory(editor.state.tr))
}

function writable(onScreen: () => Editor | null): Editor | null {
  const editor = onScreen()
  return editor?.isEditable === true ? editor : null
}
