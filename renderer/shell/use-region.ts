import type { AnyExtension, Editor } from '@tiptap/core'
import { useState } from 'react'
import type { Length } from '@contract/infill.ts'
import { ofSession } from '../editor/one-step.ts'
import { regionControl } from '../editor/region-control.ts'
import type { RegionAtHand } from '../editor/region-control.ts'
import { wishLength } from '../editor/region-length.ts'

export type RegionWish = Readonly<{
  /** The marked region at the caret. */
  atHand: RegionAtHand | null
  /** Wishes it to become so long; null leaves that to the run. What is typed in one `session` is one undo step. */
  wish: (length: Length | null, session?: string) => void
}>

/** The marked region at hand, and the length that is wished of it. */
export function useRegion(onScreen: () => Editor | null): RegionWish & Readonly<{ extension: AnyExtension }> {
  const [atHand, setAtHand] = useState<RegionAtHand | null>(null)
  const [extension] = useState((): AnyExtension => regionControl(setAtHand))
  function wish(length: Length | null, session?: string): void {
    const editor = onScreen()
    if (editor?.isEditable !== true || atHand === null) return
    const tr = wishLength(editor.state.tr, atHand.id, length)
    editor.view.dispatch(session === undefined ? tr : ofSession(tr, session))
  }
  return { atHand, extension, wish }
}
