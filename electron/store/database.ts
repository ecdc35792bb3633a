import Sqlite from 'better-sqlite3'

/**
 * A connection that may write. Write with `run`, never with `RETURNING` and `get`: `get` stops at the first row, and the
 * driver then drops the error of a commit that fails, such as that of a full disk.
 */
export type WriteDb = Sqlite.Database
/** A function that takes a `ReadDb` cannot open a transaction or run a script. */
export type ReadDb = Pick<WriteDb, 'prepare'>

/** How SQLite says that it failed: `code` is `SQLITE_FULL` and the like. */
export const SqliteError = Sqlite.SqliteError

/**
 * Opens one SQLite file, and makes it if it is not there. `PALIMPSEST_SQLITE_BINDING` names the native part where the
 * one that better-sqlite3 brings does not load (an older Electron).
 */
export function openFile(file: string, options: { timeoutMs?: number; readonly?: boolean } = {}): WriteDb {
  const nativeBinding = process.env.PALIMPSEST_SQLITE_BINDING
  const db = new Sqlite(file, {
    timeout: options.timeoutMs ?? 5000,
    readonly: options.readonly ?? false,
    ...(nativeBinding ? { nativeBinding } : {}),
  })
  db.function('folded', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? folded(text) : null))
  return db
}

/** Text as a search compares it, case left out; in SQL too, as `folded(…)`. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
