import { join } from 'node:path'
import { openFile, SqliteError } from './database.ts'
import { LibraryLocked } from './failures.ts'

/**
 * Takes the library in `folder` for this process: SQLite's own exclusive lock on an empty file beside it, which the
 * system lets go of if the process dies. The library itself stays open to other readers.
 *
 * @returns a function that lets go.
 * @throws {LibraryLocked} if another process has it.
 */
export function lockLibrary(folder: string): () => void {
  const lock = openFile(join(folder, 'library.lock'), { timeoutMs: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new LibraryLocked(folder)
    throw error
  }
  return () => lock.close()
}
