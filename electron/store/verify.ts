import type { Crossing } from './crossing.ts'
import { openFile } from './database.ts'
import { LibraryDamaged } from './failures.ts'
import { APPLICATION_ID, corruptionAsDamage } from './sound.ts'

/** What the process that checks a file says of it. `detail`: the damage, as SQLite calls it. `failed`: it could not tell. */
export type CheckNews = Readonly<
  { kind: 'sound' } | { kind: 'damaged'; detail: string } | { kind: 'failed'; error: Crossing }
>

/**
 * Opens a library file that nobody else has open, makes it one that needs no log, and checks all of it; or (`isOpen`) one that
 * another process has open, which is read and no more.
 *
 * @throws {LibraryDamaged} if anything is wrong with it.
 */
export function verifyLibraryNow(file: string, isOpen = false): void {
  const db = openFile(file, { readonly: isOpen })
  try {
    if (!isOpen) db.pragma('journal_mode = DELETE')
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw new LibraryDamaged(file, 'it holds no library')
    const found = db.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new LibraryDamaged(file, String(found))
  } catch (error) {
    throw corruptionAsDamage(error, file)
  } finally {
    db.close()
  }
}

/** As `verifyLibraryNow`, as a promise, where there is no process of its own for it. */
export function verifyLibrary(file: string, isOpen = false): Promise<void> {
  return Promise.resolve().then(() => verifyLibraryNow(file, isOpen))
}
