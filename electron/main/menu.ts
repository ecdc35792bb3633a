import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'

type Item = MenuItemConstructorOptions

/**
 * The application menu. It is there for the system's habits (the Mac needs it for copy and paste); the studio's own keys
 * belong to the page, which is told by `choose` what was asked for here, so nothing here takes F11, Alt with a letter, or a key that the page answers itself.
 */
export function setMenu(openLibraryFolder: () => void, choose: (command: string) => void, isPackaged: boolean): void {
  const mac: Item[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const menu = Menu.buildFromTemplate([
    ...mac,
    {
      label: 'File',
      submenu: [
        { label: 'Import…', click: () => choose('import') },
        { label: 'Import a Folder…', click: () => choose('import-folder') },
        { label: 'Export…', click: () => choose('export') },
        { label: 'Export the Whole Library…', click: () => choose('export-library') },
        { type: 'separator' },
        { label: 'Show the Library’s Folder', click: openLibraryFolder },
        { type: 'separator' },
        { role: 'close' },
        ...(process.platform === 'darwin' ? [] : [{ role: 'quit' } as const]),
      ],
    },
    { label: 'Edit', submenu: editing() },
    { label: 'View', submenu: viewing(isPackaged) },
    { label: 'Window', submenu: [{ role: 'minimize', ...unbound }, { role: 'zoom' }] },
    { label: 'Help', role: 'help', submenu: [{ role: 'about' }] },
  ])
  Menu.setApplicationMenu(menu)
}

/** Shows the key beside the item but leaves it to the page (the Mac always takes it, and routes it to the page). */
const unbound = { registerAccelerator: false }

function editing(): Item[] {
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll'] as const
  return roles.map(role => ({ role, ...unbound }))
}

function viewing(isPackaged: boolean): Item[] {
  // The role would show F11 beside it, which is the page's own key for its focus mode.
  const fullScreen: Item =
    process.platform === 'darwin'
      ? { role: 'togglefullscreen' }
      : { label: 'Full Screen', click: (_item, window) => window?.setFullScreen(!window.isFullScreen()) }
  const zooming: Item[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }]
  const tools: Item[] = isPackaged ? [] : [{ type: 'separator' }, { role: 'toggleDevTools' }]
  return [...zooming, { type: 'separator' }, fullScreen, ...tools]
}
