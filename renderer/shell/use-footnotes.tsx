import type { Extensions } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { OpenEditor } from '../editor/Editor.tsx'
import { footnoteControl } from '../editor/footnote-control.ts'
import type { FootnoteAtHand } from '../editor/footnote-control.ts'
import { insertFootnote, selectedFootnote } from '../editor/footnote-edits.ts'
import { previewOf } from '../editor/infill/preview.ts'
import { goBehind } from '../editor/node-card.ts'
import { ofSession } from '../editor/one-step.ts'
import { FootnoteCard } from '../panels/FootnoteCard.tsx'
import type { Notices } from '../state/notices.ts'

type Footnotes = Readonly<{
  /** Puts one in at the caret, ready to be written. */
  insert: () => void
  /** What the editor is given; made once. */
  extra: Extensions
  /** The card of the one that is selected. */
  card: ReactNode
}>

const newSession = () => `footnote ${crypto.randomUUID()}`

/** Footnotes as the window shows them. */
export function useFootnotes(notices: Notices, open: OpenEditor | null): Footnotes {
  const [atHand, setAtHand] = useState<FootnoteAtHand | null>(null)
  /** The undo step that a footnote is written in, until the keys go elsewhere. That of a new one begins as it is put in. */
  const session = useRef<string | null>(null)
  const [extra] = useState(() => [
    footnoteControl(footnote => {
      if (footnote === null) session.current = null
      setAtHand(footnote)
    }),
  ])
  const editor = open?.editor.isDestroyed === false ? open.editor : null

  function insert(): void {
    if (editor?.isEditable !== true) return
    if (previewOf(editor.state) !== null) {
      notices.say('Accept or leave the preview first: while it is on the page, no footnote can be put in.')
      return
    }
    const tr = insertFootnote(editor.state)
    if (tr === null) {
      notices.say('Put the caret into a line of text first: in code there are no footnotes.')
      return
    }
    session.current = newSession()
    // What is put in and what is written into it at once are one undo step.
    editor.view.dispatch(ofSession(closeHistory(tr), session.current).scrollIntoView())
  }

  function write(text: string): void {
    const pos = editor === null ? null : selectedFootnote(editor.state)
    if (editor === null || pos === null) return
    session.current ??= newSession()
    editor.view.dispatch(ofSession(editor.state.tr.setNodeAttribute(pos, 'text', text), session.current))
  }

  function remove(): void {
    if (editor === null || selectedFootnote(editor.state) === null) return
    editor.view.dispatch(closeHistory(editor.state.tr.deleteSelection()))
    editor.view.focus()
  }

  function leave(): void {
    if (editor === null) return
    if (selectedFootnote(editor.state) !== null) goBehind(editor.view)
    editor.view.focus()
  }

  const card =
    atHand &&
    createPortal(
      <FootnoteCard
        key={atHand.number}
        number={atHand.number}
        text={atHand.text}
        editable={editor?.isEditable === true}
        fresh={session.current !== null}
        onEnd={() => (session.current = null)}
        onText={write}
        onRemove={remove}
        onLeave={leave}
      />,
      atHand.place,
    )
  return { insert, extra, card }
}
