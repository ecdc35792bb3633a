import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { tellersOf } from './at-hand.ts'
import { footnoteText } from './footnote.ts'
import { footnoteNumber, selectedFootnote } from './footnote-edits.ts'
import { nodeCard } from './node-card.ts'

/** The footnote that is selected, and the element below it that its card is put in. */
export type FootnoteAtHand = Readonly<{ number: number; text: string; place: HTMLElement }>

/** Tells which footnote is selected, whenever that changes. */
export function footnoteControl(onFootnote: (footnote: FootnoteAtHand | null) => void) {
  const newTeller = tellersOf(onFootnote, ({ number, text, place }) => [number, text, place])
  return Extension.create({
    name: 'footnoteControl',
    priority: 900,
    addProseMirrorPlugins: () => [
      nodeCard({
        ...{ name: 'footnote-control', newTeller, atHand },
        isSelected: state => selectedFootnote(state) !== null,
      }),
    ],
  })
}

function atHand(state: EditorState, place: HTMLElement | null): FootnoteAtHand | null {
  const pos = selectedFootnote(state)
  if (pos === null || place === null) return null
  return { number: footnoteNumber(state.doc, pos), text: footnoteText(state.doc.nodeAt(pos)!), place }
}
