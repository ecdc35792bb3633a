import type { Label } from '@contract/binder.ts'
import css from '../theme/Kind.module.css'

type LabelMarkProps = Readonly<{
  /** Undefined draws nothing. */
  label: Label | undefined
  /** With its whole name, not only its first letter. */
  whole?: boolean
}>

/** A label: its colour, and in it the first letter of its name, so that it is told without the colour too. */
export function LabelMark({ label, whole = false }: LabelMarkProps) {
  if (!label) return null
  return (
    <span className={css.label} data-colour={label.colour} title={label.name}>
      <span aria-hidden={!whole}>{whole ? label.name : Array.from(label.name)[0]}</span>
      {!whole && <span className={css.spoken}>{label.name}</span>}
    </span>
  )
}
