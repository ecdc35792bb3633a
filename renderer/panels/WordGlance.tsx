import type { Alternative } from '@contract/ask.ts'
import { fitChange } from '@contract/infill.ts'
import css from '../theme/WordInspector.module.css'
import { certaintyText } from './run-wording.ts'
import { signedText } from './wording.ts'

type WordGlanceProps = Readonly<{
  word: string
  certainty: number
  step: number
  alternatives: readonly Alternative[] | null
  /** Of the command that inspects the word at the caret. */
  inspectKey: string
  /** Where the word stands in the window, in CSS pixels. */
  at: Readonly<{ left: number; top: number; bottom: number }>
}>

/** Alternatives that are told of at a glance. */
const SHOWN = 4

/** What the model knows of the word under the pointer. For the eye alone: by key, the inspector says more. */
export function WordGlance({ word, certainty, step, alternatives, inspectKey, at }: WordGlanceProps) {
  const isLow = at.bottom > window.innerHeight * 0.75
  const place = isLow ? { bottom: window.innerHeight - at.top + 6 } : { top: at.bottom + 6 }
  return (
    <div
      aria-hidden="true"
      className={css.glance}
      style={{ left: Math.min(at.left, window.innerWidth - 340), ...place }}
    >
      <p className={css.said}>
        <b>{word}</b>
        <span>{certaintyText({ certainty, step })}</span>
      </p>
      {alternatives !== null && alternatives.length > 0 && (
        <p className={css.said}>
          {alternatives.slice(0, SHOWN).map(({ text, change }) => (
            <span key={text}>
              {text} <small>{signedText(fitChange(change))}</small>
            </span>
          ))}
        </p>
      )}
      <p className={css.said}>
        <small>{inspectKey === '' ? 'A command' : inspectKey} at the caret takes another word</small>
      </p>
    </div>
  )
}
