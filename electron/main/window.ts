import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Theme } from '../contract/library.ts'
import { PAGE_URL } from './page-protocol.ts'
import { isOnScreen, readWindowState, writeWindowState } from './window-state.ts'
import type { WindowState } from './window-state.ts'

/** The desk of each theme (renderer/theme/tokens.css), shown until the page is drawn. */
const desks = { light: '#efece6', sepia: '#e6d9c0', dark: '#111316' } as const

/** Makes the system's own parts (menus, dialogs) and the page's `prefers-color-scheme` follow the writer's theme. */
export function followTheme(theme: Theme): void {
  nativeTheme.themeSource = theme === 'sepia' ? 'light' : theme
}

/** Opens the studio's window where it stood last, which `stateFile` remembers. */
export function openWindow(preload: string, stateFile: string, theme: Theme, url = PAGE_URL): BrowserWindow {
  const state = readWindowState(stateFile)
  const window = new BrowserWindow({
    ...placeOf(state),
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'Palimpsest',
    backgroundColor: deskOf(theme),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => {
    if (state?.maximised) window.maximize()
    window.show()
  })
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximised: window.isMaximized() })
  })
  window.loadURL(url).catch((error: unknown) => {
    console.error(`palimpsest: the page could not be loaded: ${String(error)}`)
    window.show()
  })
  return window
}

function deskOf(theme: Theme): string {
  if (theme === 'system') return nativeTheme.shouldUseDarkColors ? desks.dark : desks.light
  return desks[theme]
}

function placeOf(state: WindowState | null): { width: number; height: number; x?: number; y?: number } {
  if (!state) return { width: 1280, height: 840 }
  const screens = screen.getAllDisplays().map(display => display.workArea)
  const { width, height } = state.bounds
  return isOnScreen(state.bounds, screens) ? state.bounds : { width, height }
}
