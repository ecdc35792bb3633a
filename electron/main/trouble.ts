import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RecoveryAct, Trouble } from '../contract/recovery.ts'
import { SqliteError } from '../store/database.ts'
import {
  LibraryDamaged,
  LibraryFromFuture,
  LibraryGone,
  LibraryLocked,
  LibraryLogMissing,
  LibraryLogStale,
  LibraryReadOnly,
  LibraryUnwritable,
} from '../store/failures.ts'
import { damageOf } from '../store/trouble.ts'

const classes: readonly (readonly [new (...args: never[]) => Error, Trouble])[] = [
  [LibraryFromFuture, 'from-future'],
  [LibraryLocked, 'locked'],
  [LibraryUnwritable, 'read-only'],
  [LibraryReadOnly, 'read-only'],
  [LibraryLogMissing, 'log-missing'],
  [LibraryLogStale, 'log-stale'],
  [LibraryGone, 'gone'],
]
/** With less than this a library cannot be opened: SQLite's log and its index need it. */
const ROOM_BYTES = 256 * 1024

/** Which of the troubles it is that kept the library in `folder` from opening. */
export function troubleOf(error: unknown, folder: string): Trouble {
  const file = join(folder, 'library.sqlite')
  if (error instanceof LibraryDamaged) return existsSync(file) ? damageOf(file) : 'gone'
  const known = classes.find(([kind]) => error instanceof kind)
  if (known) return known[1]
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code) || (/^SQLITE_IOERR/.test(code) && isFull(folder))) return 'disk-full'
  if (error instanceof SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(code)) return 'locked'
  if (/^(EROFS|EACCES|EPERM|SQLITE_READONLY)/.test(code)) return 'read-only'
  if (/^(ENOENT|ENOTDIR|ENODEV|EIO|ENXIO)/.test(code)) return 'gone'
  return 'other'
}

function isFull(folder: string): boolean {
  const place = existsSync(folder) ? folder : dirname(folder)
  const { bavail, bsize } = statfsSync(place)
  return bavail * bsize < ROOM_BYTES
}

/** Whether the file itself is damaged, so that only what is sound in it can be read. */
export function isDamage(trouble: Trouble): boolean {
  return trouble === 'cut-short' || trouble === 'blank-page' || trouble === 'damaged' || trouble === 'no-library'
}

/** What can be done about each; salvage and export only where something can be read. */
export const actsOf: Readonly<Record<Trouble, readonly RecoveryAct[]>> = {
  'cut-short': ['salvage', 'export', 'read', 'retry'],
  'blank-page': ['salvage', 'export', 'read', 'retry'],
  damaged: ['salvage', 'export', 'read', 'retry'],
  'no-library': ['salvage', 'export', 'retry'],
  'log-missing': ['without-log', 'export', 'retry'],
  'log-stale': ['without-log', 'export', 'retry'],
  'from-future': ['export', 'retry'],
  'disk-full': ['retry', 'read', 'export'],
  'read-only': ['read', 'retry', 'export'],
  locked: ['retry', 'read', 'export'],
  gone: ['retry', 'begin-anew'],
  other: ['retry', 'salvage', 'export', 'read'],
}
