import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import css from '../theme/Spelling.module.css'

type SpellingPopupProps = Readonly<{
  word: string
  /** Null until they are known. */
  suggestions: readonly string[] | null
  /** Where the word stands in the window, in CSS pixels. */
  at: Readonly<{ left: number; top: number; bottom: number }>
  /** The key for the next misspelling; empty for none. */
  nextKeys: string
  onChoose: (suggestion: string) => void
  onAdd: () => void
  onNext: () => void
  onClose: () => void
}>

/** What a word may have been meant to be, in a small menu at the word. */
export function SpellingPopup({
  word,
  suggestions,
  at,
  nextKeys,
  onChoose,
  onAdd,
  onNext,
  onClose,
}: SpellingPopupProps) {
  const menu = useRef<HTMLDivElement>(null)
  const isLow = at.bottom > window.innerHeight * 0.6
  const place = isLow ? { bottom: window.innerHeight - at.top + 4 } : { top: at.bottom + 4 }
  useEffect(() => items(menu.current)[0]?.focus(), [suggestions])

  function onKeyDown(event: KeyboardEvent): void {
    const all = items(menu.current)
    const here = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (to !== undefined) all.at(to % all.length)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={menu}
      role="menu"
      aria-label={`Spelling of ${word}`}
      className={css.popup}
      style={{ left: Math.max(8, Math.min(at.left, window.innerWidth - 260)), ...place }}
      onKeyDown={onKeyDown}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      {suggestions === null && <p role="status">Looking…</p>}
      {suggestions?.length === 0 && <p role="status">Nothing alike is in the dictionary.</p>}
      {suggestions?.map(suggestion => (
        <button key={suggestion} type="button" role="menuitem" tabIndex={-1} onClick={() => onChoose(suggestion)}>
          {suggestion}
        </button>
      ))}
      <button type="button" role="menuitem" tabIndex={-1} className={css.add} onClick={onAdd}>
        Add “{word}” to the dictionary
      </button>
      <button type="button" role="menuitem" tabIndex={-1} className={css.add} onClick={onNext}>
        Next misspelling {nextKeys !== '' && <kbd>{nextKeys}</kbd>}
      </button>
    </div>
  )
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
}
