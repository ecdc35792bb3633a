import { dialog, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import { outsideLink } from './outside-link.ts'

/**
 * Opens links in the writer's browser, one at a time, and only once the writer has agreed to the very address: an
 * address can carry text out of the machine.
 */
export function linkOpener(parent: () => BrowserWindow | null): (url: string) => void {
  let asking = false
  return url => {
    const link = outsideLink(url)
    const window = parent()
    if (link === null || window === null || asking) return
    asking = true
    askAndOpen(window, link)
      .catch((error: unknown) => {
        console.error(`palimpsest: ${link} could not be opened: ${String(error)}`)
      })
      .finally(() => {
        asking = false
      })
  }
}

async function askAndOpen(window: BrowserWindow, link: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this address outside Palimpsest?',
    detail: link,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await shell.openExternal(link)
}
