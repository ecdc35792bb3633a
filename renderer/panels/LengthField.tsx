import type { Length } from '@contract/infill.ts'
import { NumberOfWords } from './NumberOfWords.tsx'
import { lengths } from './passage-wording.ts'
import { Segmented } from './Segmented.tsx'

type LengthFieldProps = Readonly<{
  label: string
  length: Length
  /** What N stands for until the writer says otherwise, and the most that it may. */
  words: number
  max: number
  describedBy: string
  /** `session`: what is typed into a field until it is left. */
  onChange: (length: Length, session?: string) => void
}>

export function LengthField({ label, length, words, max, describedBy, onChange }: LengthFieldProps) {
  return (
    <>
      <Segmented
        label={label}
        choices={lengths}
        value={length.kind}
        describedBy={describedBy}
        onChange={kind => onChange(kind === 'words' ? { kind, words } : { kind })}
      />
      {length.kind === 'words' && (
        <NumberOfWords
          {...{ label, max }}
          words={length.words}
          onChange={(count, session) => onChange({ kind: 'words', words: count }, session)}
        />
      )}
    </>
  )
}
