import { dialog, shell } from 'electron'
import type { Fault, FaultCode } from '../contract/result.ts'

const headings: Partial<Record<FaultCode, string>> = {
  'library-damaged': 'The library is damaged',
  'library-from-future': 'The library is newer than this Palimpsest',
  'library-locked': 'The library is already open',
  'library-read-only': 'No library can be made here',
  'disk-full': 'The disk is full',
}

/**
 * Says why the library could not be opened, on the error stream and in a dialog, and shows its folder if the writer
 * wishes. Nothing is changed or deleted.
 *
 * @returns whether to try again.
 */
export async function explainStartFailure(fault: Fault, folder: string): Promise<boolean> {
  console.error(`palimpsest: ${fault.message}`)
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Palimpsest',
    message: headings[fault.code] ?? 'The library could not be opened',
    detail: fault.message,
    buttons: ['Try Again', 'Show the Folder', 'Quit'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  if (response === 1) await shell.openPath(folder)
  return response === 0
}
