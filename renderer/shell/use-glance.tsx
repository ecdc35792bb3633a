import type { Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { wordsOf } from '@contract/written-words.ts'
import type { RunId } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { textOf } from '../editor/infill/targets.ts'
import { pointedText } from '../editor/pointed-text.ts'
import type { Pointed } from '../editor/pointed-text.ts'
import { WordGlance } from '../panels/WordGlance.tsx'
import type { KeyOf } from '../panels/wording.ts'
import { offersOf } from '../state/run-state.ts'
import { targetsOfRun } from './run-targets.ts'
import type { Stores } from './stores.ts'

type At = Readonly<{ left: number; top: number; bottom: number }>

/** What is told of an accepted word that the pointer rests on, while the page shows where text came from. */
export function useGlance({ glance, history, library }: Stores, open: OpenEditor | null) {
  const shown = useStore(glance.store)
  const [at, setAt] = useState<At | null>(null)
  const latest = useRef(open)
  latest.current = open
  const pointed = useRef<Pointed | null>(null)
  const known = useRef<RunRecord | null>(null)
  const isOn = () => (library.view()?.settings.origins ?? 'off') !== 'off'
  const [extra] = useState((): Extensions => [pointedText({ isOn, onRest: it => void rest(it) })])
  useEffect(() => glance.end, [glance, open])

  async function load(id: RunId): Promise<RunRecord | null> {
    if (known.current?.id === id) return known.current
    const run = await history.load(id)
    if ('code' in run) return null
    known.current = run
    return run
  }

  async function rest(next: Pointed | null): Promise<void> {
    pointed.current = next
    if (next === null) {
      known.current = null
      glance.end()
      return
    }
    const run = await load(next.run)
    const view = latest.current?.editor.view
    if (run === null || view === undefined || pointed.current !== next) return
    const { doc } = view.state
    const { id, passage, settings, end, accepted } = run
    const offer = offersOf({ id, passage, settings }, end).find(({ index }) => index === (accepted ?? 0))
    if (offer?.places == null) return
    for (const [region, target] of (targetsOfRun(doc, run) ?? []).entries()) {
      const offset = next.pos - target.from
      const word = wordsOf(offer.regions).find(it => it.region === region && it.from <= offset && offset <= it.to)
      if (word === undefined || textOf(doc, target).slice(word.from, word.to) !== word.text) continue
      setAt(view.coordsAtPos(target.from + word.from))
      return glance.look(run, offer.places, word)
    }
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
