import { useId } from 'react'
import css from '../theme/RunButton.module.css'

export type RunButtonProps = Readonly<{
  phase: 'idle' | 'running' | 'offered'
  progress: Readonly<{ step: number; of: number }> | null
  /** Why nothing can be filled now, as a sentence; null when it can. */
  blocked: string | null
  strength: number
  fillKey: string
  stopKey: string
  onFill: () => void
  onStop: () => void
}>

/** Fill, refine or stop; while a run goes on, how far it is. */
export function RunButton(props: RunButtonProps) {
  const reason = useId()
  const { phase, progress, blocked, strength } = props
  if (phase === 'running')
    return (
      <div className={css.run}>
        <button type="button" className={css.stop} aria-keyshortcuts="Escape" onClick={props.onStop}>
          Stop <kbd>{props.stopKey}</kbd>
        </button>
        <progress
          className={css.progress}
          aria-label="Progress of the run"
          max={progress?.of ?? 1}
          {...(progress ? { value: Math.min(progress.step, progress.of) } : {})}
        />
        <p className={css.note}>
          {progress ? `step ${progress.step} of about ${progress.of}` : 'waiting for its turn'}
        </p>
      </div>
    )
  return (
    <div className={css.run}>
      <button
        type="button"
        className={css.fill}
        aria-disabled={blocked !== null}
        aria-describedby={blocked === null ? undefined : reason}
        onClick={() => blocked === null && props.onFill()}
      >
        {strength < 1 ? 'Refine the passage' : 'Fill the passage'} <kbd>{props.fillKey}</kbd>
      </button>
      {blocked !== null && (
        <p id={reason} className={css.blocked}>
          {blocked}
        </p>
      )}
    </div>
  )
}
