import { useState, useSyncExternalStore } from 'react'
import type { Settings } from '@contract/library.ts'

/** Narrower than this, a panel lies over the page and closes again; it does not stand beside it. */
const narrowWindow = '(width < 56rem)'

type Side = 'binder' | 'studio'

export type Layout = Readonly<{
  binder: boolean
  studio: boolean
  /** Only the page is shown. */
  focus: boolean
  /** A panel lies over the page. */
  drawer: boolean
  toggle: (side: Side) => void
  show: (side: Side) => void
  toggleFocus: () => void
  /** Puts away a panel that lies over the page. */
  closeDrawer: () => void
}>

/** Which panels are shown. In a wide window that is a setting; in a narrow one it lasts as long as it is needed. */
export function useLayout(settings: Settings, change: (part: Partial<Settings>) => void): Layout {
  const narrow = useMedia(narrowWindow)
  const [drawer, setDrawer] = useState<Side | null>(null)
  const [focus, setFocus] = useState(false)
  const wide = { binder: settings.binderShown, studio: settings.studioShown }
  const shown = (side: Side) => !focus && (narrow ? drawer === side : wide[side])

  function set(side: Side, on: boolean): void {
    if (focus) setFocus(false)
    if (narrow) setDrawer(on ? side : null)
    else change(side === 'binder' ? { binderShown: on } : { studioShown: on })
  }

  return {
    binder: shown('binder'),
    studio: shown('studio'),
    focus,
    drawer: narrow && drawer !== null,
    toggle: side => set(side, !shown(side)),
    show: side => set(side, true),
    toggleFocus: () => setFocus(on => !on),
    closeDrawer: () => setDrawer(null),
  }
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
