import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import css from '../theme/Timeline.module.css'
import { Slider } from './Slider.tsx'
import type { KeyOf } from './wording.ts'

export type TimelinePanelProps = Readonly<{
  keyOf: KeyOf
  /** 0 where none is known: then `edited` says whether the writer changed the variant. */
  steps: number
  edited: boolean
  at: number
  playing: boolean
  /** What was written in this step. */
  written: readonly string[]
  onStep: (by: 1 | -1) => void
  onTo: (step: number) => void
  onPlay: () => void
  onBranch: () => void
  onClose: () => void
}>

/** The steps that wrote the variant: a slider over them, and what can be done at one. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { keyOf, steps, edited, at, playing, written, onStep, onTo, onPlay, onBranch, onClose } = props
  const id = useId()
  const section = useRef<HTMLElement>(null)
  useEffect(() => (section.current?.querySelector('input') ?? section.current)?.focus(), [])
  const close = <Button label="Close" keys="Esc" onPress={onClose} />
  if (steps === 0)
    return (
      <section ref={section} tabIndex={-1} className={css.timeline} aria-label="Timeline">
        <p className={css.said} role="status">
          {edited
            ? 'You changed this variant, so no step wrote what it says now.'
            : 'No step of this variant was kept, so there is none to go through.'}
        </p>
        <div className={css.row}>{close}</div>
      </section>
    )
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={css.timeline}
      aria-label="Timeline"
      onKeyDown={event => onKey(event, props)}
    >
      <div className={css.said}>
        <label htmlFor={id}>Timeline</label>
        <p role="status" aria-live={playing ? 'off' : 'polite'}>
          <b>
            Step {at} of {steps}
          </b>{' '}
          {saidOf(at, steps, written)}
        </p>
      </div>
      <Slider id={id} min={0} max={steps} step={1} value={at} text={`Step ${at} of ${steps}`} onChange={onTo} />
      <div className={css.row}>
        <Button label="Back" keys={keyOf('timeline-back')} off={at === 0} onPress={() => onStep(-1)} />
        <Button label={playing ? 'Pause' : 'Play'} keys={keyOf('timeline-play')} onPress={onPlay} />
        <Button label="Forward" keys={keyOf('timeline-forward')} off={at === steps} onPress={() => onStep(1)} />
        <Button label="Branch here" keys={keyOf('branch')} off={at === steps} onPress={onBranch} />
        {close}
      </div>
    </section>
  )
}

type ButtonProps = Readonly<{ label: string; keys: string; off?: boolean; onPress: () => void }>

/** Where it does nothing now it keeps the focus all the same. */
function Button({ label, keys, off = false, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={off}
      onMouseDown={event => event.preventDefault()}
      onClick={() => {
        if (!off) onPress()
      }}
    >
      {label} {keys !== '' && <kbd>{keys}</kbd>}
    </button>
  )
}

/** Space plays; on a button, it and Enter press that. All other keys are the strip's. */
function onKey(event: KeyboardEvent<HTMLElement>, { onPlay }: TimelinePanelProps): void {
  const onButton = event.target instanceof HTMLButtonElement
  if (onButton && event.key === 'Enter') event.stopPropagation()
  if (onButton || event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  onPlay()
}

function saidOf(at: number, steps: number, written: readonly string[]): string {
  if (at === 0) return 'Nothing is written yet.'
  const end = at === steps ? ' This is the last step: the variant as it is offered.' : ''
  if (written.length === 0) return `Added no word.${end}`
  return `Wrote ${written.map(text => `“${text}”`).join(', ')}.${end}`
}
