import type { Extensions } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { OpenEditor } from '../editor/Editor.tsx'
import { paragraphAt } from '../editor/infill/meaning.ts'
import { passageOf } from '../editor/infill/passage.ts'
import { hasWords, targetsBetween } from '../editor/infill/targets.ts'
import { endSurprise, showSurprise, surpriseExtension } from '../editor/surprise.ts'
import type { SurpriseView } from '../editor/surprise.ts'
import { oddsText } from '../panels/run-wording.ts'
import { SurpriseCard } from '../panels/SurpriseCard.tsx'
import type { Stores } from './stores.ts'

export type SurpriseDesk = Readonly<{
  /** What the editor is given; made once. */
  extra: Extensions
  card: ReactNode
  commands: SurpriseTargets
}>

export type SurpriseTargets = Readonly<{
  isOpen: boolean
  isShown: boolean
  show: () => void
  close: () => void
}>

const NOTICE = 'surprise'

/** How surprising the model finds the words of the selection, or of the paragraph at the caret. Changes no text. */
export function useSurprise({ surprise, notices, runs }: Stores, open: OpenEditor | null): SurpriseDesk {
  const [shown, setShown] = useState<SurpriseView | null>(null)
  const [extra] = useState(() => [surpriseExtension(setShown)])
  const latest = useRef(open)
  latest.current = open
  const editor = open?.editor ?? null

  useEffect(
    () => () => {
      surprise.stop()
      notices.drop(NOTICE)
      setShown(null)
    },
    [editor, surprise, notices],
  )

  async function show(): Promise<void> {
    const at = latest.current
    if (at === null) return
    if (runs.store.getState().phase !== 'idle') {
      notices.say('A variant is on offer. Accept it or leave it, then look at the words.')
      return
    }
    const { doc } = at.editor.state
    const targets = stretchesOf(at.editor.state)
    if (targets.length === 0) {
      notices.say('There are no words here. Select some, or put the caret among them.')
      return
    }
    const stop = { label: 'Stop', run: () => surprise.stop() }
    notices.keep(NOTICE, 'status', 'The model looks at the words, one by one…', [stop])
    const found = await surprise.measure(passageOf(doc, targets, { strength: 1, seed: 0 }), at.document)
    notices.drop(NOTICE)
    if (found === null || latest.current?.editor !== at.editor) return
    if ('code' in found) {
      notices.say(found.message, 'alert')
      return
    }
    if (at.editor.state.doc !== doc) {
      notices.say('The text was changed while the model looked at it. Look again once you have stopped typing.')
      return
    }
    const words = found.map(({ region, from, to, nats }) => {
      const start = targets[region]!.from
      return { from: start + from, to: start + to, text: doc.textBetween(start + from, start + to), nats }
    })
    const below = targets.at(-1)!.to
    const say = (nats: number) => `${oddsText(nats)}, as the model sees it`
    at.editor.view.dispatch(showSurprise(at.editor.state.tr, { words, below, say }))
  }

  function close(): void {
    if (editor === null) return
    editor.view.dispatch(endSurprise(editor.state.tr))
    editor.view.focus()
  }

  return {
    extra,
    card:
      shown &&
      createPortal(
        <SurpriseCard
          words={shown.words}
          onWord={({ from, to }) => {
            if (editor === null) return
            const { state, view } = editor
            view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView())
            view.focus()
          }}
          onClose={close}
        />,
        shown.card,
      ),
    commands: { isOpen: editor !== null, isShown: shown !== null, show: () => void show(), close },
  }
}

/** The selection, or the paragraph at the caret. */
function stretchesOf({ doc, selection: { from, to, empty } }: EditorState) {
  const paragraph = empty ? paragraphAt(doc, from) : { from, to }
  const targets = paragraph === null ? [] : targetsBetween(doc, paragraph.from, paragraph.to)
  return targets.filter(target => hasWords(doc, target))
}
