import { chmodSync, copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { backUp } from './backup.ts'
import { openFile } from './database.ts'
import type { WriteDb } from './database.ts'
import { syncFolder } from './durable.ts'
import { LibraryDamaged, LibraryGone, LibraryUnwritable } from './failures.ts'
import { lockLibrary } from './lock.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { migrations as all } from './migrations/index.ts'
import type { Migration } from './migrations/index.ts'
import { listBackups } from './restore.ts'
import { endLeftoverRuns } from './runs.ts'
import { salvageInto } from './salvage-into.ts'
import { beginSession, endSession, hasState, refuseForeignLog } from './session.ts'
import { APPLICATION_ID, corruptionAsDamage, refuseUnsound } from './sound.ts'
import { recoverStrays } from './strays.ts'
import { whyFileUnwritable, whyFolderUnwritable } from './writable.ts'

/** An open library. `readOnly`: a sentence that says why nothing can be written, or null. */
export type Library = Readonly<{ db: WriteDb; folder: string; readOnly: string | null; close: () => void }>

/** Whether a library is made where there is none: never, only where there is no trace of a former one, or always. */
export type Making = 'never' | 'if-new' | 'always'

/**
 * Opens the library in `folder`, makes it if there is none, brings an older one up to date after a backup, and ends the
 * runs that a crash left. Where it cannot be written, a copy is opened that refuses every write.
 *
 * @throws {LibraryLocked} if another process has it open.
 * @throws {LibraryGone} if there is none and none is to be made.
 * @throws {LibraryFromFuture | LibraryDamaged | LibraryLogMissing | LibraryLogStale | LibraryUnwritable} with the
 *   library left as it was.
 */
export async function openLibrary(
  folder: string,
  now: Date,
  migrations = all,
  making: Making = 'if-new',
): Promise<Library> {
  const file = join(folder, 'library.sqlite')
  if (!existsSync(file) && (making === 'never' || (making === 'if-new' && wasLibrary(folder))))
    throw new LibraryGone(folder)
  const folderRefusal = whyFolderUnwritable(folder)
  if (folderRefusal) return openCopy(file, folderRefusal, now, migrations)
  const unlock = lockLibrary(folder)
  try {
    const fileRefusal = whyFileUnwritable(file)
    const open = fileRefusal ? openCopy(file, fileRefusal, now, migrations) : openInPlace(file, now, migrations)
    const library = await open
    return { ...library, close: inOrder(library.close, unlock) }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Opens a copy that refuses every write, and leaves the library alone. Of a damaged one the copy is made of what can
 * still be read.
 *
 * @throws {LibraryDamaged} if nothing can.
 */
export function openReading(folder: string, now: Date, damaged: boolean, migrations = all): Promise<Library> {
  const file = join(folder, 'library.sqlite')
  const salvaged = (copy: string) => {
    if (!salvageInto(file, copy, migrations, now.getTime())) throw new LibraryDamaged(file, 'nothing can be read')
  }
  return openCopy(file, 'this is a copy of it', now, migrations, damaged ? salvaged : undefined)
}

/** Whether `folder` shows that a library was in it. */
function wasLibrary(folder: string): boolean {
  return hasState(folder) || listBackups(join(folder, 'backups'), false).length > 0
}

async function openInPlace(file: string, now: Date, migrations: readonly Migration[]): Promise<Library> {
  const folder = dirname(file)
  if (existsSync(file)) inspect(file, migrations.length)
  else create(file, migrations)
  const backUpFirst = async (db: WriteDb) => {
    await backUp(db, join(folder, 'backups'), `version ${schemaVersion(db)}`, now)
  }
  const db = await openUpToDate(file, file, now, migrations, backUpFirst)
  try {
    beginSession(db, folder)
  } catch (error) {
    db.close()
    throw error
  }
  const close = inOrder(
    () => {
      db.pragma('wal_checkpoint(TRUNCATE)')
      endSession(folder)
    },
    inOrder(
      () => db.close(),
      () => endSession(folder),
    ),
  )
  return { db, folder, readOnly: null, close }
}

/**
 * Refuses what must not be opened, without writing: a connection that may write would put the log into the file as it
 * closes, be the file damaged or the log another's.
 */
function inspect(file: string, known: number): void {
  if (existsSync(`${file}-journal`)) return inspectTakenBack(file, known)
  const leftAlone = [`${file}-wal`, `${file}-shm`].filter(name => !existsSync(name))
  const db = openFile(file, { readonly: true })
  try {
    refuseForeignLog(db, file, !leftAlone.includes(`${file}-wal`))
    refuseUnsound(db, file, known)
  } catch (error) {
    throw corruptionAsDamage(error, file)
  } finally {
    db.close()
    for (const made of leftAlone) rmSync(made, { force: true })
  }
}

/** Inspects a copy, in which what a kill cut short has been taken back: SQLite writes to the file itself to do that. */
function inspectTakenBack(file: string, known: number): void {
  const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-'))
  try {
    const copy = join(scratch, 'library.sqlite')
    copyWithLog(file, copy)
    const db = openFile(copy)
    try {
      refuseForeignLog(db, file, existsSync(`${copy}-wal`))
      refuseUnsound(db, file, known)
    } catch (error) {
      throw corruptionAsDamage(error, file)
    } finally {
      db.close()
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Makes the library under another name first: an empty or half-made `library.sqlite` is therefore always a damage. */
function create(file: string, migrations: readonly Migration[]): void {
  const partial = `${file}.partial`
  for (const leftover of [partial, `${partial}-journal`]) rmSync(leftover, { force: true })
  const db = openFile(partial)
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, migrations)
  } finally {
    db.close()
  }
  renameSync(partial, file)
  syncFolder(dirname(file))
}

/** SQLite wants to write beside a WAL database even to read it, so what cannot be written is read from a copy. */
async function openCopy(
  file: string,
  why: string,
  now: Date,
  migrations: readonly Migration[],
  copyTo = (copy: string) => copyWithLog(file, copy),
): Promise<Library> {
  const folder = dirname(file)
  if (!existsSync(file)) throw new LibraryUnwritable(folder, why)
  const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-'))
  const discard = () => rmSync(scratch, { recursive: true, force: true })
  try {
    const copy = join(scratch, 'library.sqlite')
    copyTo(copy)
    const db = await openUpToDate(copy, file, now, migrations, () => Promise.resolve())
    db.pragma('query_only = ON')
    const readOnly = `This library can be read but not changed: ${why} (${folder}).`
    return { db, folder, readOnly, close: inOrder(() => db.close(), discard) }
  } catch (error) {
    discard()
    throw error
  }
}

function copyWithLog(file: string, copy: string): void {
  for (const part of ['', '-wal', '-journal']) if (existsSync(file + part)) copyWritable(file + part, copy + part)
}

/** Copies a file but not its being read-only. */
function copyWritable(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
}

/** Opens `file`; `named` is what an error calls it. */
async function openUpToDate(
  file: string,
  named: string,
  now: Date,
  migrations: readonly Migration[],
  beforeMigrating: (db: WriteDb) => Promise<void>,
): Promise<WriteDb> {
  const db = openFile(file)
  try {
    refuseUnsound(db, named, migrations.length)
    if (schemaVersion(db) < migrations.length) await beforeMigrating(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = OFF')
    migrate(db, migrations)
    db.pragma('foreign_keys = ON')
    endLeftoverRuns(db, now.getTime())
    recoverStrays(db, now.getTime())
    return db
  } catch (error) {
    db.close()
    throw corruptionAsDamage(error, named)
  }
}

/** Both, the second even if the first throws. */
function inOrder(first: () => unknown, second: () => unknown): () => void {
  return () => {
    try {
      first()
    } finally {
      second()
    }
  }
}
