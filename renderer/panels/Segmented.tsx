import { useId } from 'react'
import type { ReactNode } from 'react'
import css from '../theme/Segmented.module.css'

export type Choice<T extends string> = Readonly<{ value: T; label: ReactNode; name?: string }>

type SegmentedProps<T extends string> = Readonly<{
  /** Names the group for screen readers. */
  label: string
  choices: readonly Choice<T>[]
  value: T
  disabled?: boolean
  describedBy?: string
  onChange: (value: T) => void
}>

/** One choice of a few, side by side: native radio buttons, so arrow keys work and screen readers know them. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const group = useId()
  return (
    <div role="radiogroup" aria-label={props.label} aria-describedby={props.describedBy} className={css.group}>
      {props.choices.map(({ value, label, name }) => (
        <label key={value} className={css.choice} title={name}>
          <input
            type="radio"
            name={group}
            aria-label={name}
            checked={value === props.value}
            disabled={props.disabled}
            onChange={() => props.onChange(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
