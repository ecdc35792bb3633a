import { Extension } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { footnoteText } from './footnote.ts'
import { footnoteNumber, selectedFootnote } from './footnote-edits.ts'
import { nodeCard } from './node-card.ts'

/** The footnote that is selected, and the element below it that its card is put in. */
export type FootnoteAtHand = Readonly<{ number: number; text: string; place: HTMLElement }>

/** Tells which footnote is selected, whenever that changes. */
export function footnoteControl(onFootnote: (footnote: FootnoteAtHand | null) => void) {
  return Extension.create({
    name: 'footnoteControl',
    priority: 900,
    addProseMirrorPlugins: () => {
      let told: FootnoteAtHand | null = null
      return [
        nodeCard({
          name: 'footnote-control',
          isSelected: state => selectedFootnote(state) !== null,
          onUpdate: (view, place) => {
            const now = atHand(view, place)
            if (told?.number === now?.number && told?.text === now?.text && told?.place === now?.place) return
            told = now
            onFootnote(now)
          },
          onEnd: () => told !== null && onFootnote(null),
        }),
      ]
    },
  })
}

function atHand({ state }: EditorView, place: HTMLElement | null): FootnoteAtHand | null {
  const pos = selectedFootnote(state)
  if (pos === null || place === null) return null
  return { number: footnoteNumber(state.doc, pos), text: footnoteText(state.doc.nodeAt(pos)!), place }
}
