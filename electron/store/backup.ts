import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupName } from './backup-rotation.ts'
import type { WriteDb } from './database.ts'
import { syncFolder } from './durable.ts'
import { verifyLibrary } from './verify.ts'
import { unwatched } from './watch.ts'
import type { Watch } from './watch.ts'

/** Pages that are copied before others have their turn: 400 KB. */
const PAGES_AT_ONCE = 100

/**
 * Copies the library while it is open into `folder`, reopens the copy, checks it (`verify`, which may be another
 * process), and only then gives it its name.
 *
 * @returns the file of the backup.
 * @throws {LibraryDamaged} if the copy does not pass; it is then removed, as it is when it is given up (AbortError).
 */
export async function backUp(
  db: WriteDb,
  folder: string,
  label: string,
  now: Date,
  verify = verifyLibrary,
  { tell, signal }: Watch = unwatched,
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, backupName(now, label))
  const partial = `${file}.partial`
  try {
    await db.backup(partial, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted()
        tell('Copying the library', totalPages - remainingPages, totalPages)
        return PAGES_AT_ONCE
      },
    })
    tell('Checking the copy', 0, 0)
    await verify(partial)
    signal.throwIfAborted()
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  renameSync(partial, file)
  syncFolder(folder)
  return file
}
