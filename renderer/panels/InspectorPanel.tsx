import { useEffect, useId } from 'react'
import { KINDS, STATUSES } from '@contract/binder.ts'
import type { Card, Label } from '@contract/binder.ts'
import type { Original } from '@contract/files.ts'
import type { DocumentSummary } from '@contract/library.ts'
import css from '../theme/Inspector.module.css'
import { kindText, statusText } from './binder-wording.ts'
import { useKeptText } from './kept-text.ts'
import type { Keep } from './kept-text.ts'
import { LabelMark } from './LabelMark.tsx'
import { Progress } from './Progress.tsx'
import { counted, sizeText } from './wording.ts'

type InspectorPanelProps = Readonly<{
  /** Null while none is open. */
  document: DocumentSummary | null
  /** Its words with those of all it holds. */
  words: number
  labels: readonly Label[]
  /** The files that it was imported from. */
  originals: readonly Original[]
  writable: boolean
  onChange: (change: Partial<Card>) => Promise<boolean>
  onLabels: () => void
  onSaveOriginal: (original: Original) => void
}>

/** How long a synopsis rests before it is kept, in ms. */
const KEEP_AFTER_MS = 600

/** What is known of the open document beside its text. */
export function InspectorPanel({ document, words, labels, originals, writable, ...on }: InspectorPanelProps) {
  const { onChange, onLabels, onSaveOriginal } = on
  const id = useId()
  if (!document) return <p className={css.none}>Open a document to see what is known of it.</p>
  const label = labels.find(it => it.id === document.label)
  return (
    <div className={css.panel}>
      <h2 className={css.title}>{document.title}</h2>
      <p className={css.words}>{counted(words, 'word')}</p>
      {document.target !== null && <Progress words={words} goal={document.target} name="Target" />}
      <Choice name="Kind" value={document.kind} disabled={!writable} onChange={kind => void onChange({ kind })}>
        {KINDS.map(kind => ({ value: kind, text: kindText(kind) }))}
      </Choice>
      <Choice name="Status" value={document.status} disabled={!writable} onChange={status => void onChange({ status })}>
        {STATUSES.map(status => ({ value: status, text: statusText(status) }))}
      </Choice>
      <Choice
        name="Label"
        value={document.label ?? ''}
        disabled={!writable}
        onChange={chosen => void onChange({ label: labels.find(it => it.id === chosen)?.id ?? null })}
        aside={<LabelMark label={label} whole />}
      >
        {[{ value: '', text: 'No label' }, ...labels.map(it => ({ value: it.id, text: it.name }))]}
      </Choice>
      {writable && (
        <button type="button" className={css.quiet} onClick={onLabels}>
          Edit labels…
        </button>
      )}
      <label className={css.field}>
        Word target
        <TargetField
          key={document.id}
          value={document.target}
          disabled={!writable}
          onChange={change => void onChange(change)}
        />
      </label>
      <div className={css.field}>
        <label htmlFor={id}>Synopsis</label>
        <SynopsisField
          key={document.id}
          id={id}
          value={document.synopsis}
          disabled={!writable}
          onChange={synopsis => onChange({ synopsis })}
        />
      </div>
      {originals.length > 0 && (
        <div className={css.field} role="group" aria-label="Imported from">
          <span>Imported from</span>
          {originals.map(original => (
            <div key={original.key} className={css.original}>
              <span>
                {original.name} <small>{sizeText(original.size)}</small>
              </span>
              <button
                type="button"
                className={css.quiet}
                aria-label={`Save ${original.name} as a file`}
                onClick={() => onSaveOriginal(original)}
              >
                Save as…
              </button>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

type ChoiceProps<T extends string> = Readonly<{
  name: string
  value: T
  disabled: boolean
  aside?: React.ReactNode
  onChange: (value: T) => void
  children: readonly Readonly<{ value: T; text: string }>[]
}>

function Choice<T extends string>({ name, value, disabled, aside, onChange, children }: ChoiceProps<T>) {
  return (
    <label className={css.field}>
      <span className={css.name}>
        {name} {aside}
      </span>
      <select value={value} disabled={disabled} onChange={event => onChange(event.target.value as T)}>
        {children.map(it => (
          <option key={it.value} value={it.value}>
            {it.text}
          </option>
        ))}
      </select>
    </label>
  )
}

type TargetFieldProps = Readonly<{
  value: number | null
  disabled: boolean
  onChange: (change: Readonly<{ target: number | null }>) => void
}>

/** A whole number of words, or nothing for no target. */
function TargetField({ value, disabled, onChange }: TargetFieldProps) {
  return (
    <input
      type="number"
      min={1}
      max={10_000_000}
      step={1}
      defaultValue={value ?? ''}
      placeholder="none"
      disabled={disabled}
      onChange={event => {
        const words = Math.round(event.target.valueAsNumber)
        if (event.target.value === '') onChange({ target: null })
        else if (words >= 1 && words <= 10_000_000) onChange({ target: words })
      }}
    />
  )
}

type SynopsisFieldProps = Readonly<{
  id: string
  /** For screen readers, where no label stands beside it. */
  name?: string
  value: string
  disabled: boolean
  onChange: Keep
}>

/** Kept once typing rests, when the field is left, and when it goes. */
export function SynopsisField({ id, name, value, disabled, onChange }: SynopsisFieldProps) {
  const { typed, type, keep } = useKeptText(value, onChange)
  useEffect(() => {
    const timer = setTimeout(keep, KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <textarea
      id={id}
      aria-label={name}
      rows={6}
      maxLength={20_000}
      value={typed}
      disabled={disabled}
      placeholder="What happens here, in a line or two."
      onChange={event => type(event.target.value)}
      onBlur={keep}
    />
  )
}
