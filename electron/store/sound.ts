import { statSync } from 'node:fs'
import { SqliteError } from './database.ts'
import type { WriteDb } from './database.ts'
import { LibraryDamaged, LibraryFromFuture } from './failures.ts'
import { schemaVersion } from './migrate.ts'

/** Marks a SQLite file as a library: `PLMP`. */
export const APPLICATION_ID = 0x504c4d50
/** The largest library that is checked from end to end at every opening; that takes under a second. */
const CHECKED_BYTES_MAX = 256 * 1024 * 1024

/**
 * Refuses what is no library, is newer than version `known`, or fails SQLite's check. `named` is its file in the error.
 *
 * @throws {LibraryDamaged | LibraryFromFuture}
 */
export function refuseUnsound(db: WriteDb, named: string, known: number): void {
  const version = schemaVersion(db)
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || version === 0)
    throw new LibraryDamaged(named, 'it holds no library')
  if (version > known) throw new LibraryFromFuture(version, known)
  if (statSync(db.name).size > CHECKED_BYTES_MAX) return
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new LibraryDamaged(named, String(found))
}

/** SQLite's "malformed" and "not a database" as `LibraryDamaged`; any other error as it is. */
export function corruptionAsDamage(error: unknown, named: string): unknown {
  return isCorruption(error) ? new LibraryDamaged(named, error.message) : error
}

export function isCorruption(error: unknown): error is InstanceType<typeof SqliteError> {
  return error instanceof SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}
