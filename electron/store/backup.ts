import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupName } from './backup-rotation.ts'
import type { WriteDb } from './database.ts'
import { syncFolder } from './durable.ts'
import { verifyLibrary } from './verify.ts'

/**
 * Copies the library while it is open into `folder`, reopens the copy, checks it (`verify`, which may be another
 * process), and only then gives it its name.
 *
 * @returns the file of the backup.
 * @throws {LibraryDamaged} if the copy does not pass; it is then removed.
 */
export async function backUp(
  db: WriteDb,
  folder: string,
  label: string,
  now: Date,
  verify = verifyLibrary,
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, backupName(now, label))
  const partial = `${file}.partial`
  try {
    await db.backup(partial)
    await verify(partial)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  renameSync(partial, file)
  syncFolder(folder)
  return file
}
