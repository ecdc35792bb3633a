import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** What file systems answer that cannot do this, as some on a network. What is lost, or full, says otherwise. */
const UNABLE = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'ENOTTY'])

/** Makes what was written to a file survive a power cut, as far as its file system can. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync().catch(unlessUnable)
  } finally {
    await handle.close()
  }
}

/** Makes a rename in `folder` survive a power cut, as far as its file system can. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } catch (error) {
    unlessUnable(error)
  } finally {
    closeSync(handle)
  }
}

function unlessUnable(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && UNABLE.has(String(error.code)))) throw error
}
