import { dialog, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'

export type FileFilter = Readonly<{ name: string; extensions: string[] }>

/** The system's dialogs. Each resolves to null where the writer chose nothing. */
export type FileDialogs = Readonly<{
  /** Where to save; an existing file only if the writer agreed to replace it. */
  save: (name: string, filter: FileFilter) => Promise<string | null>
  openFiles: (filter: FileFilter) => Promise<string[] | null>
  openFolder: (title: string) => Promise<string | null>
  reveal: (path: string) => void
}>

export function fileDialogs(window: BrowserWindow): FileDialogs {
  /** The last folder that the writer chose. */
  let folder: string | null = null

  async function save(name: string, filter: FileFilter): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: folder === null ? name : `${folder}/${name}`,
      filters: [filter],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    })
    if (canceled || !filePath) return null
    folder = dirname(filePath)
    const path = withExtension(filePath, filter)
    // The dialog asked about the name without its ending.
    return path === filePath || !existsSync(path) || (await mayReplace(basename(path))) ? path : null
  }

  async function mayReplace(name: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: `“${name}” is there already`,
      detail: 'Replacing it deletes what it holds now.',
      buttons: ['Cancel', 'Replace'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return response === 1
  }

  return {
    save,
    async openFiles(filter) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        filters: [filter],
        properties: ['openFile', 'multiSelections'],
      })
      return canceled || filePaths.length === 0 ? null : filePaths
    },
    async openFolder(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory', 'createDirectory'],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    reveal: path => shell.showItemInFolder(path),
  }
}

function withExtension(path: string, { extensions }: FileFilter): string {
  const known = extensions.some(extension => path.toLowerCase().endsWith(`.${extension}`))
  return known ? path : `${path}.${extensions[0] ?? ''}`
}
