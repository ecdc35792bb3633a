import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { FindOptions } from '@contract/search.ts'
import css from '../theme/Find.module.css'
import { FindOptionsRow, switched } from './FindOptionsRow.tsx'
import { IconButton } from './IconButton.tsx'
import { ChevronIcon, CloseIcon } from './icons.tsx'
import { grouped } from './wording.ts'

export type FindBarProps = Readonly<{
  options: FindOptions
  replacement: string
  /** Whether the line for replacing is shown. */
  replacing: boolean
  /** How many there are, and which (0 is the first) is selected. */
  count: number
  at: number | null
  /** Why nothing can be looked for, as a sentence; empty for none. */
  problem: string
  writable: boolean
  /** Changes when the bar is called again, so that its field takes the focus again. */
  called: number
  onOptions: (options: FindOptions) => void
  onReplacement: (text: string) => void
  onReplacing: (shown: boolean) => void
  onStep: (by: 1 | -1) => void
  onReplace: () => void
  onReplaceAll: () => void
  /** To look in the whole project instead. */
  onEverywhere: () => void
  onClose: () => void
}>

/** Find and replace on the page. */
export function FindBar(props: FindBarProps) {
  const { options, replacing, called, onOptions, onStep, onReplace, onClose } = props
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [called])

  function onKeyDown(event: KeyboardEvent, onEnter: (by: 1 | -1) => void): void {
    if (event.nativeEvent.isComposing) return
    const next = switched(options, event)
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter(event.shiftKey ? -1 : 1)
    else if (next) onOptions(next)
    else return
    event.preventDefault()
  }

  function onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onClose()
  }

  return (
    <search aria-label="Find on this page" className={css.bar} data-pane="find" onKeyDown={onEscape}>
      <div className={css.row}>
        <button
          type="button"
          className={css.more}
          aria-label="Replace too"
          aria-expanded={replacing}
          onClick={() => props.onReplacing(!replacing)}
        >
          <ChevronIcon />
        </button>
        <input
          ref={field}
          className={css.field}
          aria-label="Find"
          placeholder="Find"
          aria-invalid={props.problem !== ''}
          aria-describedby="find-count"
          value={options.text}
          onChange={event => onOptions({ ...options, text: event.target.value })}
          onKeyDown={event => onKeyDown(event, onStep)}
        />
        <FindOptionsRow options={options} onChange={onOptions} />
        <IconButton name="Previous" shortcut="Shift+Enter" onClick={() => onStep(-1)}>
          <span className={css.up}>
            <ChevronIcon />
          </span>
        </IconButton>
        <IconButton name="Next" shortcut="Enter" onClick={() => onStep(1)}>
          <span className={css.down}>
            <ChevronIcon />
          </span>
        </IconButton>
        <IconButton name="Close" shortcut="Escape" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      {replacing && (
        <div className={css.row}>
          <span className={css.more} />
          <input
            className={css.field}
            aria-label="Replace with"
            placeholder="Replace with"
            value={props.replacement}
            onChange={event => props.onReplacement(event.target.value)}
            onKeyDown={event => onKeyDown(event, onReplace)}
          />
          <button
            type="button"
            className={css.button}
            disabled={!props.writable || props.count === 0}
            onClick={onReplace}
          >
            Replace
          </button>
          <button
            type="button"
            className={css.button}
            disabled={!props.writable || props.count === 0}
            onClick={props.onReplaceAll}
          >
            Replace all
          </button>
        </div>
      )}
      <div className={css.foot}>
        <p id="find-count" role="status" data-bad={props.problem !== ''}>
          {told(props)}
        </p>
        <button type="button" className={css.link} onClick={props.onEverywhere}>
          In all documents…
        </button>
      </div>
    </search>
  )
}

function told({ options, problem, count, at }: FindBarProps): string {
  if (problem !== '') return problem
  if (options.text === '') return options.pattern ? 'RE2 expressions; $1 puts in what the first ( ) took.' : ''
  if (count === 0) return 'Not on this page.'
  return at === null ? `${grouped(count)} on this page` : `${grouped(at + 1)} of ${grouped(count)}`
}
