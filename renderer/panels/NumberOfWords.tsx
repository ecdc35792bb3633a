import { useEffect, useRef, useState } from 'react'
import css from '../theme/NumberOfWords.module.css'

type NumberOfWordsProps = Readonly<{
  /** Names it for screen readers: `Length of gap 2`. */
  label: string
  words: number
  max: number
  /** `session`: what is typed until the field is left. */
  onChange: (words: number, session?: string) => void
}>

/** Takes each number that can be meant as it is typed; what stands in it otherwise goes when it is left. */
export function NumberOfWords({ label, words, max, onChange }: NumberOfWordsProps) {
  const session = useRef<string>(undefined)
  const [typed, setTyped] = useState(String(words))
  useEffect(() => setTyped(String(words)), [words])
  const isMeant = (number: number) => Number.isInteger(number) && number >= 1 && number <= max
  const wrong = typed !== '' && !isMeant(Number(typed))
  return (
    <label className={css.words}>
      <input
        type="number"
        min={1}
        max={max}
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
      {wrong ? <span role="alert">1 to {max} words</span> : 'words'}
    </label>
  )
}
