import { useState } from 'react'
import type { PruneLine, PrunePreview } from '@contract/history.ts'
import type { DocumentId } from '@contract/library.ts'
import css from '../theme/Prune.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { counted, fateText, sizeText, whenText } from './wording.ts'

/** What the writer chose to delete. `days` and `megabytes`: older than, more than; null for no matter. */
export type PruneChoice = Readonly<{
  scope: 'document' | 'project' | 'library'
  days: number | null
  megabytes: number | null
  starred: boolean
  accepted: boolean
}>

type PruneDialogProps = Readonly<{
  choice: PruneChoice
  /** Null while it is being read. */
  preview: PrunePreview | null
  /** A backup is being made, or runs are being deleted. */
  busy: boolean
  nowMs: number
  titleOf: (document: DocumentId) => string
  onChoose: (change: Partial<PruneChoice>) => void
  onPrune: () => void
  onClose: () => void
}>

const scopes = { document: 'This document', project: 'This project', library: 'Whole library' } as const
const ages = [null, 7, 30, 90, 365] as const
const sizes = [null, 5, 20, 100, 500] as const

/** Deletes past runs by age, size and star. All that would go is listed first. */
export function PruneDialog(props: PruneDialogProps) {
  const { choice, preview, busy, onChoose, onPrune, onClose } = props
  const count = preview?.gone.length ?? 0
  return (
    <Dialog title="Delete old runs" place="wide" onClose={onClose}>
      <div className={css.fields}>
        <label>
          Runs of
          <select
            data-focus
            value={choice.scope}
            onChange={event => onChoose({ scope: event.target.value as PruneChoice['scope'] })}
          >
            {Object.entries(scopes).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Choice
          label="Delete those older than"
          none="any age"
          of={ages}
          unit="days"
          value={choice.days}
          onChoose={days => onChoose({ days })}
        />
        <Choice
          label="Keep of the newest at most"
          none="any size"
          of={sizes}
          unit="MB"
          value={choice.megabytes}
          onChoose={megabytes => onChoose({ megabytes })}
        />
        <label className={css.check}>
          <input type="checkbox" checked={choice.starred} onChange={() => onChoose({ starred: !choice.starred })} />
          Starred ones too
        </label>
        <label className={css.check}>
          <input type="checkbox" checked={choice.accepted} onChange={() => onChoose({ accepted: !choice.accepted })} />
          Accepted ones too: the report of whose words these are then no longer knows their model and seed
        </label>
      </div>
      <p role="status" className={css.summary}>
        {preview === null ? 'Counting…' : summaryOf(preview)}
      </p>
      {count > 0 && preview && <Gone {...props} gone={preview.gone} />}
      <p className={css.note}>
        This cannot be undone, so the whole library is backed up first, checked, and kept until you delete that backup.
        The file of the library stays as large as it is; what is written next uses the room.
      </p>
      <DialogButtons>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" data-main disabled={busy || count === 0} onClick={onPrune}>
          {busy ? 'Backing up…' : `Back up, then delete ${counted(count, 'run')}`}
        </button>
      </DialogButtons>
    </Dialog>
  )
}

function summaryOf({ gone, runs, bytes }: PrunePreview): string {
  const freed = gone.reduce((sum, run) => sum + run.bytes, 0)
  return `${counted(gone.length, 'run')} of ${counted(runs, 'run')} would go: ${sizeText(freed)} of ${sizeText(bytes)} on the disk.`
}

type ChoiceProps = Readonly<{
  label: string
  none: string
  of: readonly (number | null)[]
  unit: string
  value: number | null
  onChoose: (value: number | null) => void
}>

function Choice({ label, none, of, unit, value, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        value={value ?? ''}
        onChange={event => onChoose(event.target.value === '' ? null : Number(event.target.value))}
      >
        {of.map(each => (
          <option key={each} value={each ?? ''}>
            {each === null ? none : `${each} ${unit}`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Lines that are drawn at once. */
const STRETCH = 300

function Gone({ gone, nowMs, titleOf }: Pick<PruneDialogProps, 'nowMs' | 'titleOf'> & { gone: readonly PruneLine[] }) {
  const [shown, setShown] = useState(STRETCH)
  return (
    <ol className={css.gone} aria-label="Runs that would go" tabIndex={0}>
      {gone.slice(0, shown).map(run => (
        <li key={run.id}>
          <small>
            {run.starred && '★ '}
            {whenText(run.startedAtMs, nowMs)} · {titleOf(run.document)} · {fateText(run.fate)} · {sizeText(run.bytes)}
          </small>
          <span>{run.text.trim() === '' ? 'a gap' : run.text}</span>
        </li>
      ))}
      {gone.length > shown && (
        <li>
          <button type="button" onClick={() => setShown(shown + STRETCH)}>
            {counted(gone.length - shown, 'more run')}
          </button>
        </li>
      )}
    </ol>
  )
}
