import { GAP_WORDS_MAX } from '@contract/infill.ts'
import css from '../theme/NodeCard.module.css'
import { NumberOfWords } from './NumberOfWords.tsx'
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
      {words !== null && <NumberOfWords {...{ label, words, onChange }} max={GAP_WORDS_MAX} />}
    </div>
  )
}
