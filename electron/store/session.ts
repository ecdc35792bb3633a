import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ReadDb, WriteDb } from './database.ts'
import { syncFolder } from './durable.ts'
import { LibraryLogMissing, LibraryLogStale } from './failures.ts'
import { attempt } from './salvage.ts'

/**
 * SQLite applies whatever log (`library.sqlite-wal`) lies beside a file, and misses none that is gone. So every opening
 * is a numbered session: its number is written into the library, which puts it into the log, and into `library.state`
 * beside it. What does not agree later was put together by somebody else: a sync program, or a copy by hand.
 */
const schema = z.object({ session: z.int().min(0), open: z.boolean() })
type State = z.infer<typeof schema>

const stateFile = (folder: string) => join(folder, 'library.state')

/** Whether a library was ever opened in `folder`. */
export function hasState(folder: string): boolean {
  return existsSync(stateFile(folder))
}

/** The number in the library, as the file and its log have it together; 0 if it never had one. */
function sessionIn(db: ReadDb): number {
  const json = db.prepare<[], string>(`SELECT value_json FROM setting WHERE name = 'session'`).pluck().get()
  return json === undefined ? 0 : Number(json)
}

function logBytes(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
}

/**
 * `hadLog`: whether there was a log before `db` was opened, which makes one.
 *
 * @throws {LibraryLogMissing | LibraryLogStale} if the file and its log do not belong together.
 */
export function refuseForeignLog(db: ReadDb, file: string, hadLog: boolean): void {
  const state = readState(dirname(file))
  if (!state) return
  const log = logBytes(file)
  const session = attempt(() => sessionIn(db))
  if (session === undefined) {
    // A foreign log makes rubbish of the file; where there should be none, it is the log.
    if (log > 0 && !state.open) throw new LibraryLogStale(file)
    return
  }
  if (log > 0 && (session < state.session || (session === state.session && !state.open)))
    throw new LibraryLogStale(file)
  if (state.open && session <= state.session && !hadLog) throw new LibraryLogMissing(file)
}

/** Begins a session: from here on the log must be there at the next opening, until `endSession`. */
export function beginSession(db: WriteDb, folder: string): void {
  const session = Math.max(sessionIn(db), readState(folder)?.session ?? 0) + 1
  db.prepare(
    `INSERT INTO setting (name, value_json) VALUES ('session', ?)
     ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json`,
  ).run(String(session))
  writeState(folder, { session, open: true })
}

/**
 * The library is about to be closed, or was: its log is empty. Said before SQLite removes the log, so that a kill between
 * the two is not taken for a loss. Where the log stays full, because another program reads it, the session stays open.
 */
export function endSession(folder: string): void {
  const state = readState(folder)
  if (state && logBytes(join(folder, 'library.sqlite')) === 0) writeState(folder, { ...state, open: false })
}

/** Another file takes the library's place: nothing is known of its sessions. */
export function forgetSessions(folder: string): void {
  rmSync(stateFile(folder), { force: true })
}

/** A state that cannot be read says nothing: the library is opened as if there were none. */
function readState(folder: string): State | null {
  if (!hasState(folder)) return null
  try {
    return schema.parse(JSON.parse(readFileSync(stateFile(folder), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function writeState(folder: string, state: State): void {
  const partial = `${stateFile(folder)}.partial`
  const handle = openSync(partial, 'w')
  try {
    writeSync(handle, JSON.stringify(state))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(partial, stateFile(folder))
  syncFolder(folder)
}
