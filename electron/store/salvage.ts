import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFile, SqliteError } from './database.ts'
import type { ReadDb, WriteDb } from './database.ts'

/** A damaged library, to be read as far as that goes. `close` removes the copy that was made for it. */
export type Wreck = Readonly<{ db: WriteDb; close: () => void }>

/** A row by its columns. */
export type Row = Readonly<Record<string, unknown>>

/** Points between two readable stretches that are tried one by one. */
const PROBES_MAX = 200_000

/**
 * Opens a copy of `file`, and of its log unless it is not to be trusted, in a way that bears a file that was cut short.
 *
 * @returns null if not even the list of its tables can be read.
 */
export function openWreck(file: string, withLog = true): Wreck | null {
  if (!existsSync(file)) return null
  const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-salvage-'))
  const discard = () => rmSync(scratch, { recursive: true, force: true })
  const copy = join(scratch, 'library.sqlite')
  copyFileSync(file, copy)
  for (const log of withLog ? ['-wal', '-journal'] : [])
    if (existsSync(file + log)) copyFileSync(file + log, copy + log)
  const db = openFile(copy)
  const close = () => {
    db.close()
    discard()
  }
  // SQLite then opens what its own header says is too short.
  db.unsafeMode(true)
  const tables = attempt(() => {
    db.pragma('writable_schema = ON')
    return db.prepare(`SELECT count(*) FROM sqlite_schema`).pluck().get()
  })
  if (typeof tables === 'number' && tables > 0) return { db, close }
  close()
  return null
}

/**
 * The row ids (our `key`) that a table's tree still gives, in order: from the front, from the back, and between the two by trying each
 * number, since a way down to a sound page may pass by the damaged one.
 */
export function readableKeys(db: ReadDb, table: string): number[] {
  const front = walk(db, `SELECT rowid FROM "${table}" ORDER BY rowid`)
  if (front.whole) return front.keys
  const back = walk(db, `SELECT rowid FROM "${table}" ORDER BY rowid DESC`).keys.reverse()
  const from = (front.keys.at(-1) ?? 0) + 1
  const to = Math.min(back[0] ?? from + 10_000, from + PROBES_MAX)
  const probe = db.prepare<[number], number>(`SELECT rowid FROM "${table}" WHERE rowid = ?`).pluck()
  const between: number[] = []
  for (let key = from; key < to; key++) if (attempt(() => probe.get(key)) === key) between.push(key)
  return [...new Set([...front.keys, ...between, ...back])]
}

/** The row of a key; what cannot be read of it is left out, null if that is everything. */
export function readRow(db: ReadDb, table: string, key: number, columns: readonly string[]): Row | null {
  const whole = attempt(() => db.prepare<[number], Row>(`SELECT * FROM "${table}" WHERE rowid = ?`).get(key))
  if (whole) return whole
  const parts = columns.flatMap(column => {
    const value = attempt(() => db.prepare(`SELECT "${column}" FROM "${table}" WHERE rowid = ?`).pluck().get(key))
    return value === undefined ? [] : [[column, value] as const]
  })
  return parts.some(([column]) => column !== 'key') ? Object.fromEntries(parts) : null
}

/** What `work` gives, or undefined where the damage stops it. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof SqliteError) return undefined
    throw error
  }
}

function walk(db: ReadDb, sql: string): { keys: number[]; whole: boolean } {
  const keys: number[] = []
  const whole = attempt(() => {
    for (const key of db.prepare<[], number>(sql).pluck().iterate()) keys.push(key)
    return true
  })
  return { keys, whole: whole === true }
}
