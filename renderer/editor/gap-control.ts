import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { tellersOf } from './at-hand.ts'
import { gapAtHand, selectedGap } from './gap-edits.ts'
import { previewOf } from './infill/preview.ts'
import { waiting, wishedWords } from './infill/targets.ts'
import { nodeCard } from './node-card.ts'

/** The gap that is selected or beside the caret. `number`: among all that waits to be filled. `place`: for the card of a selected one. */
export type GapAtHand = Readonly<{ number: number; words: number | null; place: HTMLElement | null }>

/** Tells which gap is at hand, whenever that changes. */
export function gapControl({ onGap }: Readonly<{ onGap: (gap: GapAtHand | null) => void }>) {
  const newTeller = tellersOf(onGap, ({ number, words, place }) => [number, words, place])
  return Extension.create({
    name: 'gapControl',
    priority: 900,
    addProseMirrorPlugins: () => [
      nodeCard({ name: 'gap-control', newTeller, atHand, isSelected: state => selectedGap(state) !== null }),
    ],
  })
}

function atHand(state: EditorState, place: HTMLElement | null): GapAtHand | null {
  const gap = previewOf(state) === null ? gapAtHand(state) : null
  if (gap === null) return null
  return {
    number: waiting(state.doc).findIndex(([first]) => first?.from === gap.from) + 1,
    words: wishedWords(state.doc, gap),
    place,
  }
}
