import type { MouseEvent, ReactNode } from 'react'
import css from '../theme/IconButton.module.css'
import { withKeys } from './wording.ts'

type IconButtonProps = Readonly<{
  /** The accessible name, also shown as a tooltip. */
  name: string
  children: ReactNode
  pressed?: boolean
  disabled?: boolean
  /** -1 where a roving focus reaches the same action by a key. */
  tabIndex?: number
  shortcut?: string
  /** The key that does the same, shown in the tooltip; empty for none. */
  keys?: string
  onClick: (event: MouseEvent<HTMLButtonElement>) => void
}>

export function IconButton({
  name,
  children,
  pressed,
  disabled,
  tabIndex,
  shortcut,
  keys = '',
  onClick,
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={css.button}
      aria-label={name}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      title={withKeys(name, keys)}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
