import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file of the cache, whole or not at all. Where it cannot be written (a full disk, a home that is read-only) it
 * stays as it was: the cache only spares work, so nothing fails for it.
 */
export async function writeCached(path: string, text: string): Promise<void> {
  const partial = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(partial, text)
    await rename(partial, path)
  } catch {
    await rm(partial, { force: true }).catch(() => undefined)
  }
}
