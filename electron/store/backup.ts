import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupName } from './backup-rotation.ts'
import { openFile } from './database.ts'
import type { WriteDb } from './database.ts'
import { syncFolder } from './durable.ts'
import { LibraryDamaged } from './failures.ts'

/**
 * Copies the library while it is open into `folder`, reopens the copy, checks it, and only then gives it its name.
 *
 * @returns the file of the backup.
 * @throws {LibraryDamaged} if the copy does not pass; it is then removed.
 */
export async function backUp(db: WriteDb, folder: string, label: string, now: Date): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, backupName(now, label))
  const partial = `${file}.partial`
  try {
    await db.backup(partial)
    verify(partial)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  renameSync(partial, file)
  syncFolder(folder)
  return file
}

function verify(file: string): void {
  const copy = openFile(file)
  try {
    copy.pragma('journal_mode = DELETE')
    const found = copy.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new LibraryDamaged(file, String(found))
  } finally {
    copy.close()
  }
}
