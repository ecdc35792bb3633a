import { useEffect, useRef, useState } from 'react'
import { GAP_WORDS_MAX } from '@contract/infill.ts'
import css from '../theme/NodeCard.module.css'
import { Segmented } from './Segmented.tsx'

/** What a number of words stands at until the writer says otherwise. */
const WORDS = 20

type GapLengthProps = Readonly<{
  /** Names it for screen readers: `Length of gap 2`. */
  label: string
  /** 1 to `GAP_WORDS_MAX`; null for Auto. */
  words: number | null
  describedBy?: string
  onChange: ChangeLength
}>

/** `session`: what is typed into a field until it is left. */
export type ChangeLength = (words: number | null, session?: string) => void

/** How many words a gap is wished to hold. */
export function GapLength({ label, words, describedBy, onChange }: GapLengthProps) {
  return (
    <div className={css.length}>
      <Segmented
        label={label}
        choices={[
          { value: 'auto', label: 'Auto' },
          { value: 'words', label: 'Words', name: 'Number of words' },
        ]}
        value={words === null ? 'auto' : 'words'}
        {...(describedBy === undefined ? {} : { describedBy })}
        onChange={kind => onChange(kind === 'auto' ? null : WORDS)}
      />
      {words !== null && <WordsField label={label} words={words} onChange={onChange} />}
    </div>
  )
}

type WordsFieldProps = Readonly<{ label: string; words: number; onChange: ChangeLength }>

/** Takes each number that can be meant as it is typed; what stands in it otherwise goes when it is left. */
function WordsField({ label, words, onChange }: WordsFieldProps) {
  const session = useRef<string>(undefined)
  const [typed, setTyped] = useState(String(words))
  useEffect(() => setTyped(String(words)), [words])
  const isMeant = (number: number) => Number.isInteger(number) && number >= 1 && number <= GAP_WORDS_MAX
  const wrong = typed !== '' && !isMeant(Number(typed))
  return (
    <label>
      <input
        type="number"
        min={1}
        max={GAP_WORDS_MAX}
        value={typed}
        aria-label={`${label}, in words`}
        aria-invalid={wrong}
        onFocus={() => (session.current = `length ${crypto.randomUUID()}`)}
        onChange={event => {
          setTyped(event.target.value)
          const number = event.target.valueAsNumber
          if (isMeant(number)) onChange(number, session.current)
        }}
        onBlur={() => setTyped(String(words))}
      />
      {wrong ? <span role="alert">1 to {GAP_WORDS_MAX} words</span> : 'words'}
    </label>
  )
}
