import { z } from 'zod'
import type { Fault, FaultCode } from '../contract/result.ts'
import { EngineRefusal } from './engine-host.ts'
import { FilesFault } from './files/jobs.ts'
import { SqliteError } from '../store/database.ts'
import {
  DocumentChanged,
  DocumentMissing,
  JournalUnfit,
  LibraryDamaged,
  LibraryFromFuture,
  LibraryGone,
  LibraryLocked,
  LibraryLogMissing,
  LibraryLogStale,
  LibraryReadOnly,
  LibraryUnwritable,
  ProjectMissing,
  RunMissing,
  ScrapMissing,
  SnapshotMissing,
} from '../store/failures.ts'

const classes: readonly (readonly [new (...args: never[]) => Error, FaultCode])[] = [
  [DocumentMissing, 'document-missing'],
  [DocumentChanged, 'document-changed'],
  [JournalUnfit, 'journal-unfit'],
  [ProjectMissing, 'bad-request'],
  [RunMissing, 'bad-request'],
  [ScrapMissing, 'bad-request'],
  [SnapshotMissing, 'bad-request'],
  [RangeError, 'bad-request'],
  [LibraryDamaged, 'library-damaged'],
  [LibraryFromFuture, 'library-from-future'],
  [LibraryLocked, 'library-locked'],
  [LibraryUnwritable, 'library-read-only'],
  [LibraryReadOnly, 'library-read-only'],
  [LibraryLogMissing, 'library-damaged'],
  [LibraryLogStale, 'library-damaged'],
  [LibraryGone, 'library-gone'],
]

/** SQLite's codes, by how they begin, and what they mean to the writer. */
const sqlite: readonly (readonly [RegExp, FaultCode, string])[] = [
  [/^SQLITE_FULL/, 'disk-full', 'The disk is full, so this could not be saved. Free some space.'],
  [
    /^SQLITE_READONLY/,
    'library-read-only',
    'This library cannot be changed. Copy what you need, or make its folder writable and start again.',
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'library-damaged',
    'The library file is damaged. Nothing is deleted: see what can be done.',
  ],
  [/^SQLITE_(BUSY|LOCKED)/, 'library-locked', 'Another program is holding the library. Close it and try again.'],
  [/^SQLITE_(IOERR|CANTOPEN)/, 'internal', 'The disk refused to keep this. See that it is connected, and try again.'],
  [/^SQLITE_CONSTRAINT/, 'bad-request', 'The library already holds this, or lacks what it belongs to.'],
]

/** Any error as it crosses to the window: the one place where main makes faults. */
export function toFault(error: unknown): Fault {
  if (error instanceof z.ZodError) {
    return { code: 'bad-request', message: error.issues.map(issue => issue.message).join(' ') }
  }
  if (error instanceof FilesFault || error instanceof EngineRefusal) return error.fault
  if (error instanceof SqliteError) return sqliteFault(error.code, error.message)
  if (isNoSpace(error)) return sqliteFault('SQLITE_FULL', error.message)
  const known = classes.find(([kind]) => error instanceof kind)
  const message = error instanceof Error ? error.message : String(error)
  return { code: known?.[1] ?? 'internal', message }
}

function sqliteFault(code: string, detail: string): Fault {
  const known = sqlite.find(([begins]) => begins.test(code))
  return known ? { code: known[1], message: known[2] } : { code: 'internal', message: `${detail} (${code})` }
}

function isNoSpace(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
