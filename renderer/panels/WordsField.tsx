import { useId, useState } from 'react'
import { wishesFault, wishesIn } from '@contract/wishes.ts'
import css from '../theme/PassagePanel.module.css'

type WordsFieldProps = Readonly<{
  id: string
  words: readonly string[]
  describedBy: string
  onChange: (words: readonly string[]) => void
}>

/** A list of words and phrases, parted by commas. What cannot be followed is said below it and not taken over. */
export function WordsField({ id, words, describedBy, onChange }: WordsFieldProps) {
  const faultId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const fault = typed === null ? null : wishesFault(wishesIn(typed))
  const type = (text: string) => {
    setTyped(text)
    const wishes = wishesIn(text)
    if (wishesFault(wishes) === null) onChange(wishes)
  }
  return (
    <div className={css.wishes}>
      <input
        id={id}
        autoComplete="off"
        placeholder="none"
        aria-describedby={fault === null ? describedBy : `${describedBy} ${faultId}`}
        aria-invalid={fault !== null}
        value={typed ?? words.join(', ')}
        onChange={event => type(event.target.value)}
        onBlur={() => fault === null && setTyped(null)}
      />
      {fault !== null && (
        <small id={faultId} role="alert">
          {fault}
        </small>
      )}
    </div>
  )
}
