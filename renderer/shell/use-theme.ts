import { useEffect } from 'react'
import type { Theme } from '@contract/library.ts'

const darkSystem = '(prefers-color-scheme: dark)'

/** Puts the theme on the page, and follows the system's while that is the choice. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    const system = window.matchMedia(darkSystem)
    const show = () => {
      document.documentElement.dataset['theme'] = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme
    }
    show()
    system.addEventListener('change', show)
    return () => system.removeEventListener('change', show)
  }, [theme])
}
