import { REGION_WORDS_MAX } from '@contract/infill.ts'
import type { Length } from '@contract/infill.ts'
import css from '../theme/PassagePanel.module.css'
import { lengths } from './passage-wording.ts'
import { Segmented } from './Segmented.tsx'

/** What N stands for until the writer says otherwise. */
const WORDS = 30

type LengthFieldProps = Readonly<{ length: Length; describedBy: string; onChange: (length: Length) => void }>

export function LengthField({ length, describedBy, onChange }: LengthFieldProps) {
  return (
    <>
      <Segmented
        label="Length"
        choices={lengths}
        value={length.kind}
        describedBy={describedBy}
        onChange={kind => onChange(kind === 'words' ? { kind, words: WORDS } : { kind })}
      />
      {length.kind === 'words' && (
        <label className={css.words}>
          <input
            type="number"
            min={1}
            max={REGION_WORDS_MAX}
            value={length.words}
            onChange={event => {
              const words = Math.round(event.target.valueAsNumber)
              if (words >= 1 && words <= REGION_WORDS_MAX) onChange({ kind: 'words', words })
            }}
          />
          words
        </label>
      )}
    </>
  )
}
