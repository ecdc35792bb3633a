import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuKey } from '../contract/ipc.ts'

type Item = MenuItemConstructorOptions

/**
 * The application menu. It is there for the system's habits (the Mac needs it for copy and paste); the studio's own keys
 * belong to the page, which is told by `choose` what was asked for here, so nothing here takes F11, Alt with a letter, or a key that the page answers itself.
 * `keys` are those of the page, shown beside its commands.
 */
export function setMenu(
  openLibraryFolder: () => void,
  choose: (command: string) => void,
  keys: readonly MenuKey[],
  isPackaged: boolean,
): void {
  const command = (label: string, id: string): Item => ({
    ...{ label, id, click: () => choose(id) },
    ...shownKey(keys.find(it => it.command === id)?.chord),
  })
  const mac: Item[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const menu = Menu.buildFromTemplate([
    ...mac,
    {
      label: 'File',
      submenu: [
        command('Import…', 'import'),
        command('Import a Folder…', 'import-folder'),
        command('Export…', 'export'),
        command('Export the Whole Library…', 'export-library'),
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
    {
      label: 'Help',
      role: 'help',
      submenu: [
        command('What Palimpsest Can Do', 'help'),
        command('First Steps', 'first-steps'),
        command('Keys', 'keys'),
        { role: 'about' },
      ],
    },
  ])
  Menu.setApplicationMenu(menu)
}

/** Shows the key beside the item but leaves it to the page (the Mac always takes it, and routes it to the page). */
const unbound = { registerAccelerator: false }

const names: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Escape: 'Esc',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}
const KEY = /^(?:[A-Z\d[\]\\/.,;'`=-]|F\d+|Space|Enter|Backspace|Delete|Tab|Home|End|PageUp|PageDown|Arrow\w+|Escape)$/

/** A key of the page's as Electron writes it; nothing for one that Electron has no name for. */
function shownKey(chord: string | undefined): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  const parts = chord?.split('+') ?? []
  if (!KEY.test(parts.at(-1) ?? '')) return {}
  return { accelerator: parts.map(part => names[part] ?? part).join('+'), ...unbound }
}

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
