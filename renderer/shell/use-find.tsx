import type { Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { FindOptions } from '@contract/search.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { findExtension, goToHit, lookFor, replaceHit, replaceHits } from '../editor/find/find-plugin.ts'
import { finderOf } from '../editor/find/finder.ts'
import { FindBar } from '../panels/FindBar.tsx'
import { counted } from '../panels/wording.ts'
import type { Notices } from '../state/notices.ts'

export type PageFind = Readonly<{
  /** What the editor is given; made once. */
  extra: Extensions
  bar: ReactNode
  /** Opens the bar, with the words that are selected. */
  show: (replacing: boolean) => void
  step: (by: 1 | -1) => void
}>

/** A selection longer than this is not what the writer wants to find. */
const SELECTED_MAX = 100

/** Find and replace on the page. `onEverywhere` goes on with the same words in all documents. */
export function useFind(
  open: OpenEditor | null,
  notices: Notices,
  onEverywhere: (options: FindOptions, replacement: string) => void,
): PageFind {
  const [shown, setShown] = useState(false)
  const [replacing, setReplacing] = useState(false)
  const [called, setCalled] = useState(0)
  const [replacement, setReplacement] = useState('')
  const [options, setOptions] = useState<FindOptions>({ text: '', wholeWord: false, matchCase: false, pattern: false })
  const [found, setFound] = useState<Readonly<{ count: number; at: number | null }>>({ count: 0, at: null })
  const latest = useRef(setFound)
  const [extra] = useState(() => [findExtension(({ hits, at }) => latest.current({ count: hits.length, at }))])
  const view = open?.editor.view
  const find = finderOf(options)

  useEffect(() => {
    if (!view) return
    const finder = finderOf(options)
    lookFor(view, shown && typeof finder === 'function' ? finder : null)
  }, [view, shown, options])

  function show(withReplacing: boolean): void {
    const state = open?.editor.state
    const selected = state?.doc.textBetween(state.selection.from, state.selection.to, '\n') ?? ''
    // While the bar is open the selection is what it found.
    if (!shown && selected !== '' && selected.length <= SELECTED_MAX && !selected.includes('\n'))
      setOptions(now => ({ ...now, text: selected, pattern: false }))
    setReplacing(now => now || withReplacing)
    setShown(true)
    setCalled(now => now + 1)
  }

  function close(): void {
    setShown(false)
    open?.editor.view.focus()
  }

  const bar = shown && open && (
    <FindBar
      {...{ options, replacement, replacing, called }}
      count={found.count}
      at={found.at}
      problem={'sentence' in find ? find.sentence : ''}
      writable={open.editor.isEditable}
      onOptions={setOptions}
      onReplacement={setReplacement}
      onReplacing={setReplacing}
      onStep={by => goToHit(open.editor.view, by)}
      onReplace={() => replaceHit(open.editor.view, replacement)}
      onReplaceAll={() => {
        const count = replaceHits(open.editor.view, replacement)
        if (count > 0) notices.say(`Replaced ${counted(count, 'place')} on this page. Undo takes them all back.`)
      }}
      onEverywhere={() => {
        setShown(false)
        onEverywhere(options, replacement)
      }}
      onClose={close}
    />
  )
  return {
    extra,
    bar,
    show,
    step: by => (shown && view ? goToHit(view, by) : show(false)),
  }
}
