import css from '../theme/Progress.module.css'
import { grouped } from './wording.ts'

type ProgressProps = Readonly<{ words: number; goal: number; name: string }>

/** Words against a goal, as a bar and in figures. Nothing happens when it is reached. */
export function Progress({ words, goal, name }: ProgressProps) {
  const share = Math.min(1, Math.max(0, words / goal))
  return (
    <div className={css.progress}>
      <span className={css.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>
        {name} {grouped(Math.max(0, words))} of {grouped(goal)}
      </span>
    </div>
  )
}
