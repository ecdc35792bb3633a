import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A text to be kept outside of the library. `name` is proposed, without `extension`; `kind` names the format. */
export type TextFile = Readonly<{ name: string; extension: string; kind: string; text: string }>

export class FileUnwritable extends Error {
  override name = 'FileUnwritable'
  constructor(file: string, cause: unknown) {
    super(`${file} could not be written (${String(cause)}). Choose another folder, or free some space.`, { cause })
  }
}

/** Asks the writer where to, and writes the file there. Returns its path; null when they did not want it after all. */
export async function saveAs(window: BrowserWindow, { name, extension, kind, text }: TextFile): Promise<string | null> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `${fileName(name)}.${extension}`),
    filters: [{ name: kind, extensions: [extension] }],
  })
  if (canceled || filePath === '') return null
  await writeFile(filePath, text, 'utf8').catch((error: unknown) => {
    throw new FileUnwritable(filePath, error)
  })
  return filePath
}

/** Without the characters that one file system or another refuses. */
function fileName(name: string): string {
  return name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 120)
}
