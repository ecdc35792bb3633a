import type { Editor } from '@tiptap/core'
import type { CharRange } from '@contract/infill.ts'
import { aimOf, isGap } from '../editor/infill/aim.ts'
import { lockFound, namesAndNumbers, quotedSpeech, unlockAll } from '../editor/lockable.ts'
import type { Notices } from '../state/notices.ts'

/** Locks that are found by rule, and all locks at once. */
export function createLockDesk(notices: Notices, onScreen: () => Editor | null) {
  /** Locks what `find` finds in the passage, as one undo step, and says what came of it. */
  const lock = (find: (text: string) => readonly CharRange[], what: string) => (): void => {
    const editor = onScreen()
    if (editor === null) return
    const aim = aimOf(editor.state)
    if ('sentence' in aim || isGap(editor.state.doc, aim.targets))
      return notices.say('Select the words to look through, or put the caret into a marked region, first.')
    const tr = lockFound(editor.state.tr, aim.targets, find)
    if (!tr.docChanged) return notices.say(`There is no ${what} in the passage that is not locked already.`)
    editor.view.dispatch(tr)
    editor.view.focus()
  }

  function unlock(): void {
    const editor = onScreen()
    const tr = editor === null ? null : unlockAll(editor.state.tr)
    if (tr?.docChanged === true) editor?.view.dispatch(tr)
    else notices.say('Nothing in this document is locked.')
    editor?.view.focus()
  }

  return {
    lockNames: lock(namesAndNumbers, 'name in mid-sentence and no number'),
    lockSpeech: lock(quotedSpeech, 'quoted speech'),
    unlockAll: unlock,
  }
}
