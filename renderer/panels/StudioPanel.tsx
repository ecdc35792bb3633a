import { useId, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import css from '../theme/StudioPanel.module.css'

export type StudioTab = 'passage' | 'history' | 'snapshots' | 'scraps' | 'inspector' | 'search'

type StudioPanelProps = Readonly<{
  tab: StudioTab
  onTab: (tab: StudioTab) => void
  children: ReactNode
}>

const tabs: readonly Readonly<{ value: StudioTab; label: string }>[] = [
  { value: 'passage', label: 'Passage' },
  { value: 'history', label: 'History' },
  { value: 'snapshots', label: 'Snapshots' },
  { value: 'scraps', label: 'Scraps' },
  { value: 'inspector', label: 'Inspector' },
  { value: 'search', label: 'Search' },
]

/** The right-hand panel: tabs, and the content of the chosen one. */
export function StudioPanel({ tab, onTab, children }: StudioPanelProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const at = tabs.findIndex(({ value }) => value === tab)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onTab(next.value)
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.value}`)}`)?.focus()
  }

  return (
    <aside className={css.panel} aria-label="Studio" data-pane="studio">
      <div ref={list} role="tablist" aria-label="Studio" className={css.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}`}
            aria-selected={value === tab}
            aria-controls={`${id}-panel`}
            tabIndex={value === tab ? 0 : -1}
            onClick={() => onTab(value)}
            // What is to be dragged onto the shelf need not be let go first.
            onDragEnter={value === 'scraps' ? () => onTab(value) : undefined}
          >
            {label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className={css.content}>
        {children}
      </div>
    </aside>
  )
}
