import { useEffect, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import css from '../theme/ContextMenu.module.css'

export type MenuItem = Readonly<{
  id: string
  title: string
  /** The key that does the same; empty for none. */
  keys: string
  enabled: boolean
  run: () => void
}>

type ContextMenuProps = Readonly<{
  /** What the menu is for, told to screen readers. */
  label: string
  /** Groups, parted by lines. */
  groups: readonly (readonly MenuItem[])[]
  /** Where it was asked for, in CSS pixels of the window. */
  at: Readonly<{ x: number; y: number }>
  onClose: () => void
}>

/** What can be done at a place. Arrows, Home, End and first letters move, Enter does it, Escape and Tab leave. */
export function ContextMenu({ label, groups, at, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const shown = menu.current
    const before = document.activeElement
    if (shown === null) return
    const { width, height } = shown.getBoundingClientRect()
    shown.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - width - 4))}px`
    shown.style.top = `${Math.max(4, Math.min(at.y, window.innerHeight - height - 4))}px`
    itemsOf(shown)[0]?.focus()
    return () => {
      if (shown.contains(document.activeElement) && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [at.x, at.y])
  useEffect(() => {
    const away = ({ target }: Event) => {
      if (!(target instanceof Node && menu.current?.contains(target))) onClose()
    }
    window.addEventListener('pointerdown', away, true)
    window.addEventListener('wheel', away, true)
    window.addEventListener('blur', onClose)
    window.addEventListener('resize', onClose)
    return () => {
      window.removeEventListener('pointerdown', away, true)
      window.removeEventListener('wheel', away, true)
      window.removeEventListener('blur', onClose)
      window.removeEventListener('resize', onClose)
    }
  }, [onClose])

  const onKeyDown = (event: KeyboardEvent) => {
    // What the menu does not know does nothing: no key reaches the page behind it.
    event.stopPropagation()
    const { key } = event
    if (key === 'Escape' || key === 'Tab') {
      event.preventDefault()
      onClose()
      return
    }
    const items = menu.current === null ? [] : itemsOf(menu.current)
    const next = nextItem(items, key)
    if (next === null) return
    event.preventDefault()
    next.focus()
  }
  const shown = groups.filter(group => group.length > 0)
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className={css.menu}
      onKeyDown={onKeyDown}
      onContextMenu={event => event.preventDefault()}
    >
      {shown.map((group, i) => (
        <div key={i} role="group" className={css.group}>
          {group.map(item => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={css.item}
              aria-disabled={!item.enabled}
              onPointerEnter={event => event.currentTarget.focus()}
              onClick={() => {
                if (!item.enabled) return
                // The focus is back where it was before the command runs.
                flushSync(onClose)
                item.run()
              }}
            >
              <span>{item.title}</span>
              {item.keys !== '' && <kbd>{item.keys}</kbd>}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]

/** The item that a key goes to; null for a key that goes nowhere. */
function nextItem(items: readonly HTMLElement[], key: string): HTMLElement | null {
  const at = items.findIndex(item => item === document.activeElement)
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length] ?? null
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1) ?? null
    case 'Home':
      return items[0] ?? null
    case 'End':
      return items.at(-1) ?? null
  }
  if (key.length !== 1 || key === ' ') return null
  const begins = (item: HTMLElement) => item.textContent.toLowerCase().startsWith(key.toLowerCase())
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins) ?? null
}
