import type { Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { OpenEditor } from '../editor/Editor.tsx'
import { pointedText } from '../editor/pointed-text.ts'
import type { Pointed } from '../editor/pointed-text.ts'
import { WordGlance } from '../panels/WordGlance.tsx'
import type { KeyOf } from '../panels/wording.ts'
import { wordOfRun } from './run-targets.ts'
import type { Stores } from './stores.ts'

type At = Readonly<{ left: number; top: number; bottom: number }>

/** What is told of an accepted word that the pointer rests on, while the page shows where text came from. */
export function useGlance({ glance, history, library }: Stores, open: OpenEditor | null) {
  const shown = useStore(glance.store)
  const [at, setAt] = useState<At | null>(null)
  const latest = useRef(open)
  latest.current = open
  const pointed = useRef<Pointed | null>(null)
  const isOn = () => (library.view()?.settings.origins ?? 'off') !== 'off'
  const [extra] = useState((): Extensions => [pointedText({ isOn, onRest: it => void rest(it) })])
  useEffect(() => glance.end, [glance, open])

  async function rest(next: Pointed | null): Promise<void> {
    pointed.current = next
    if (next === null) {
      glance.end()
      return
    }
    const run = await history.load(next.run)
    const view = latest.current?.editor.view
    if ('code' in run || view === undefined || pointed.current !== next) return
    const found = wordOfRun(view.state.doc, run, next.pos)
    if (found === null) return
    setAt(view.coordsAtPos(found.from))
    await glance.look(run, found.places, found.word)
  }

  const draw = (keyOf: KeyOf): ReactNode =>
    shown !== null &&
    at !== null && (
      <WordGlance
        word={shown.word.text}
        certainty={shown.word.certainty}
        step={shown.word.step}
        alternatives={shown.alternatives}
        inspectKey={keyOf('word-inspect')}
        at={at}
      />
    )
  return { extra, draw }
}
