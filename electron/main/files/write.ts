import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FilesFault } from './jobs.ts'

/**
 * Writes a file whole or not at all: beside it first, then renamed, so that one that was there stays until the new one
 * is on the disk.
 *
 * @throws {FilesFault} with a sentence that says what the disk refused.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw refusal(error, basename(path))
  }
}

/** `bytes`: asked for when it is written, so that not all of them are held at once. */
type LazyFile = Readonly<{ name: string; bytes: () => Uint8Array }>
export type Watch = Readonly<{ onFile: (done: number, name: string) => void; isCancelled: () => boolean }>

/**
 * Writes a folder of files into `parent`, whole or not at all, under `name` or, where that is taken, a name beside it.
 * Returns its path; null if it was cancelled.
 *
 * @throws {FilesFault} with a sentence that says what the disk refused.
 */
export async function writeFolder(
  parent: string,
  name: string,
  files: readonly LazyFile[],
  { onFile, isCancelled }: Watch,
): Promise<string | null> {
  const draft = join(parent, `.${name}.${randomUUID()}.part`)
  try {
    await mkdir(draft)
    for (const [done, file] of files.entries()) {
      if (isCancelled()) {
        await rm(draft, { recursive: true, force: true })
        return null
      }
      onFile(done, file.name)
      const path = join(draft, ...file.name.split('/'))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, file.bytes(), { flush: true })
    }
    const free = freePath(parent, name)
    await rename(draft, free)
    return free
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    throw refusal(error, name)
  }
}

function freePath(parent: string, name: string): string {
  for (let at = 1; ; at++) {
    const path = join(parent, at === 1 ? name : `${name} ${at}`)
    if (!existsSync(path)) return path
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'You are not allowed to write there. Choose another folder.',
  EPERM: 'The system does not allow writing there. Choose another folder.',
  EROFS: 'That disk is read-only. Choose another folder.',
  ENOENT: 'That folder is not there any more. Choose another one.',
  ENOTDIR: 'That folder is not there any more. Choose another one.',
  EISDIR: 'A folder has that name. Choose another one.',
  EBUSY: 'Another program has that file open. Close it there, or choose another name.',
  ENAMETOOLONG: 'That name is too long. Choose a shorter one.',
}

function refusal(error: unknown, name: string): FilesFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new FilesFault({
      code: 'disk-full',
      message: `${name} was not written: the disk is full. Free some space, or choose another disk.`,
    })
  const reason = reasons[code] ?? `The system said: ${error instanceof Error ? error.message : String(error)}.`
  return new FilesFault({ code: 'file-unwritable', message: `${name} was not written. ${reason}` })
}
