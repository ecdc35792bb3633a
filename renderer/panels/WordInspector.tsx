import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { Alternative } from '@contract/ask.ts'
import { fitChange } from '@contract/infill.ts'
import css from '../theme/WordInspector.module.css'
import { certaintyText, percentText } from './run-wording.ts'
import { signedText } from './wording.ts'

export type WordInspectorProps = Readonly<{
  word: string
  /** Probabilities, 0 to 1: when it was written, at `step`, and now; null while that is not known. */
  certainty: number
  step: number
  now: number | null
  alternatives: readonly Alternative[] | null
  fault: string | null
  /** Whether it takes the keys when it comes. */
  takesKeys: boolean
  onTake: (alternative: Alternative) => void
  onTurn: (by: 1 | -1) => void
}>

/** What the model knows of one word, and what could stand in its place. */
export function WordInspector(props: WordInspectorProps) {
  const { word, certainty, step, now, alternatives, fault, takesKeys } = props
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (takesKeys) section.current?.focus()
  }, [takesKeys])
  // Only where the writer still is here: they may type on the page by now.
  useEffect(() => {
    if (section.current?.contains(document.activeElement) === true) section.current.querySelector('button')?.focus()
  }, [alternatives])
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={css.word}
      aria-label="Word"
      onKeyDown={event => onKey(event, props)}
    >
      <p className={css.said} role="status">
        <b>{word}</b>
        <span>{certaintyText({ certainty, step })}</span>
        <span>{now === null ? '' : `${percentText(now)} now`}</span>
        {fault !== null && <span>{fault}</span>}
        {fault === null && alternatives === null && <span>Asking the model…</span>}
        {alternatives?.length === 0 && <span>The model knows no other word here.</span>}
      </p>
      <div className={css.list} role="group" aria-label={`Other words for ${word}`}>
        {alternatives?.map(it => (
          <button
            key={it.text}
            type="button"
            aria-label={`${it.text}, fit ${signedText(fitChange(it.change))}`}
            onMouseDown={event => event.preventDefault()}
            onClick={() => props.onTake(it)}
          >
            {it.text} <small>{signedText(fitChange(it.change))}</small>
          </button>
        ))}
      </div>
    </section>
  )
}

/** Up and down go through the alternatives, left and right through the words of the variant. */
function onKey(event: KeyboardEvent<HTMLElement>, { onTurn }: WordInspectorProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  // Enter presses the button; for the strip it would accept the variant.
  event.stopPropagation()
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined
  if (move !== undefined) {
    const buttons = Array.from(event.currentTarget.querySelectorAll('button'))
    const at = buttons.findIndex(it => it === event.target)
    buttons[(at + move + buttons.length) % buttons.length]?.focus()
  } else if (turn !== undefined) {
    event.currentTarget.focus()
    onTurn(turn)
  } else return
  event.preventDefault()
}
