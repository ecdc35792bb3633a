import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backup } from '../contract/recovery.ts'
import { backupName, readBackupName } from './backup-rotation.ts'
import { syncFile, syncFolder } from './durable.ts'
import { forgetSessions } from './session.ts'
import { verifyLibrary } from './verify.ts'
import { unwatched } from './watch.ts'
import type { Watch } from './watch.ts'

const libraryFile = (folder: string) => join(folder, 'library.sqlite')

/** The backups in `folder`, newest first; none if it cannot be read. */
export function listBackups(folder: string, elsewhere: boolean): Backup[] {
  if (!existsSync(folder)) return []
  const found = readdirSync(folder).flatMap(name => {
    const read = readBackupName(name)
    return read ? [{ name, atMs: read.at.getTime(), label: read.label, elsewhere }] : []
  })
  return found.sort((a, b) => b.atMs - a.atMs)
}

/**
 * Moves the library out of the way, with its log, under a name that says when: `library DATE set aside.sqlite`. Nothing
 * is deleted. Its log goes first, and the journal of a transaction that a kill cut short, so that neither can ever be
 * applied to what comes in its place.
 *
 * @returns the new file name; null if there was no library.
 */
export function setAside(folder: string, now: Date): string | null {
  const file = libraryFile(folder)
  const name = backupName(now, 'set aside')
  setLogAside(folder, now)
  if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, join(folder, `${name}-journal`))
  if (!existsSync(file)) return null
  forgetSessions(folder)
  renameSync(file, join(folder, name))
  syncFolder(folder)
  return name
}

/** Moves the log alone out of the way, beside what `setAside` would name the library. */
export function setLogAside(folder: string, now: Date): void {
  const file = libraryFile(folder)
  const log = `${file}-wal`
  if (existsSync(log)) renameSync(log, join(folder, `${backupName(now, 'set aside')}-wal`))
  // An index into the log; SQLite makes it anew.
  rmSync(`${file}-shm`, { force: true })
  forgetSessions(folder)
  syncFolder(folder)
}

/**
 * Makes ready to put a copy of the library file `source` in the place of the one in `folder`: the copy lies there, and
 * has been checked.
 *
 * @returns what does it, while nothing has the library open: the former library is kept beside it, and its new name
 *   returned, null if there was none.
 * @throws {LibraryDamaged} if the copy does not pass; it is then removed, as it is when it is given up (AbortError).
 */
export async function prepareReplacement(
  folder: string,
  source: string,
  verify = verifyLibrary,
  { tell, signal }: Watch = unwatched,
): Promise<(now: Date) => string | null> {
  const partial = `${libraryFile(folder)}.restored`
  try {
    tell('Copying the backup', 0, 0)
    await copyFile(source, partial)
    signal.throwIfAborted()
    tell('Checking the copy', 0, 0)
    await verify(partial)
    signal.throwIfAborted()
    await syncFile(partial)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  return now => {
    const aside = setAside(folder, now)
    renameSync(partial, libraryFile(folder))
    syncFolder(folder)
    return aside
  }
}
