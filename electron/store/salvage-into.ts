import { existsSync, rmSync } from 'node:fs'
import type { Crossing } from './crossing.ts'
import { openFile } from './database.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { migrate, schemaVersion } from './migrate.ts'
import type { Migration } from './migrations/index.ts'
import { columnsOf, complete, remainsOf } from './remains.ts'
import type { Remains, ScrapRemains } from './remains.ts'
import { attempt, openWreck, readableKeys, readRow } from './salvage.ts'
import type { Row } from './salvage.ts'
import { APPLICATION_ID } from './sound.ts'

/** What the process that salvages says: `done` of `of` parts are saved, or how it ended. */
export type SalvageNews = Readonly<
  | { kind: 'step'; done: number; of: number }
  | { kind: 'done'; made: Salvaged | null }
  | { kind: 'failed'; error: Crossing }
>
/** What was saved of a damaged library. `whole`: nothing was found to be missing. */
export type Salvaged = Readonly<{ documents: number; scraps: number; words: number; whole: boolean }>

/**
 * Makes a new library file `target` of every row that can still be read in `file`: documents and scraps first of all, then
 * runs, snapshots and whatever else refers to what was saved.
 *
 * @returns null, with no file made, if not one document or scrap can be read.
 */
export function salvageInto(
  file: string,
  target: string,
  migrations: readonly Migration[],
  nowMs: number,
  withLog = true,
  onStep: (done: number, of: number) => void = () => undefined,
): Salvaged | null {
  const remains = remainsOf(file, withLog)
  if (!remains) return null
  for (const leftover of [target, `${target}-journal`]) if (existsSync(leftover)) rmSync(leftover)
  const wreck = openWreck(file, withLog)
  const db = openFile(target)
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma('foreign_keys = OFF')
    migrate(db, migrations.slice(0, wreck ? knownVersion(wreck.db, migrations.length) : migrations.length))
    db.transaction(() => {
      if (wreck) copyTables(wreck.db, db, onStep)
      for (const document of remains.documents) addDocument(db, document, nowMs)
      // A library of before there were scraps has none.
      for (const scrap of remains.scraps) addScrap(db, scrap, nowMs)
      dropDangling(db)
    })()
  } finally {
    db.close()
    wreck?.close()
  }
  const words = remains.documents.reduce((sum, document) => sum + document.words, 0)
  return { documents: remains.documents.length, scraps: remains.scraps.length, words, whole: remains.whole }
}

/** The version of the wreck, if this Palimpsest knows it; the newest otherwise. */
function knownVersion(db: ReadDb, newest: number): number {
  const version = attempt(() => schemaVersion(db)) ?? 0
  return version >= 1 && version <= newest ? version : newest
}

/** Every row of every plain table. Indexes for search and the like fill themselves, or are made anew. */
function copyTables(from: ReadDb, to: WriteDb, onStep: (done: number, of: number) => void): void {
  const tables = to
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`,
    )
    .all()
  for (const [at, { name, wr }] of tables.entries()) {
    onStep(at, tables.length)
    if (!name.startsWith('sqlite_')) attempt(() => copyTable(from, to, name, wr === 0))
  }
}

function copyTable(from: ReadDb, to: WriteDb, table: string, hasRowIds: boolean): void {
  const there = columnsOf(from, table)
  const columns = columnsOf(to, table).filter(name => there.includes(name))
  for (const row of readableRows(from, table, columns, hasRowIds)) attempt(() => put(to, table, columns, row))
}

function readableRows(db: ReadDb, table: string, columns: readonly string[], hasRowIds: boolean): Row[] {
  if (hasRowIds)
    return readableKeys(db, table).flatMap(key => {
      const row = readRow(db, table, key, columns)
      return row === null ? [] : table === 'document' ? mended(row) : [row]
    })
  const rows: Row[] = []
  attempt(() => {
    for (const row of db.prepare<[], Row>(`SELECT * FROM "${table}"`).iterate()) rows.push(row)
  })
  return rows
}

/** The row of a document with what could not be read of it made up from what could. */
function mended(row: Row): Row[] {
  const known = complete(row)
  if (!known) return []
  const { id, project, title, position, words, text, doc } = known
  const made = { created_at_ms: 0, updated_at_ms: 0, caret_anchor: 1, caret_head: 1 }
  return [{ ...made, ...row, id, project_id: project, title, position, words, text, doc_json: JSON.stringify(doc) }]
}

function put(db: WriteDb, table: string, columns: readonly string[], row: Row): void {
  const names = columns.filter(name => row[name] !== undefined)
  const list = names.map(name => `"${name}"`).join(', ')
  db.prepare(`INSERT OR IGNORE INTO "${table}" (${list}) VALUES (${names.map(() => '?').join(', ')})`).run(
    names.map(name => row[name]),
  )
}

function addDocument(db: WriteDb, document: Remains, nowMs: number): void {
  addProject(db, document, nowMs)
  db.prepare(
    `INSERT OR IGNORE INTO document (id, project_id, title, position, words, caret_anchor, caret_head, created_at_ms,
       updated_at_ms, trashed_at_ms, text, doc_json)
     VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?)`,
  ).run(
    ...[document.id, document.project, document.title, document.position, document.words],
    ...[nowMs, document.updatedAtMs, document.trashedAtMs, document.text, JSON.stringify(document.doc)],
  )
}

function addScrap(db: WriteDb, scrap: ScrapRemains, nowMs: number): void {
  addProject(db, scrap, nowMs)
  db.prepare(
    `INSERT OR IGNORE INTO scrap (id, project_id, document_id, run_id, at_ms, starred, trashed_at_ms, words, open_start,
       open_end, text, doc_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[scrap.id, scrap.project, scrap.document, scrap.run, scrap.atMs, scrap.starred ? 1 : 0, scrap.trashedAtMs],
    ...[scrap.words, scrap.openStart, scrap.openEnd, scrap.text, JSON.stringify(scrap.doc)],
  )
}

function addProject(db: WriteDb, { project, projectTitle }: Remains | ScrapRemains, nowMs: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO project (id, title, position, created_at_ms)
     VALUES (?, ?, (SELECT coalesce(max(position) + 1, 0) FROM project), ?)`,
  ).run(project, projectTitle ?? 'Salvaged', nowMs)
}

/**
 * Makes every reference to what could not be saved one to nothing, or where there must be one takes the row away, until
 * none is left: what is taken away may have been referred to.
 */
function dropDangling(db: WriteDb): void {
  for (;;) {
    const dangling = db
      .prepare<[], { table: string; from: string; parent: string; to: string; optional: 0 | 1 }>(
        `SELECT DISTINCT broken."table", key."from", broken.parent, key."to",
           NOT col."notnull" AND NOT col.pk AS optional
         FROM pragma_foreign_key_check AS broken
         JOIN pragma_foreign_key_list(broken."table") AS key ON key.id = broken.fkid
         JOIN pragma_table_info(broken."table") AS col ON col.name = key."from"`,
      )
      .all()
    if (dangling.length === 0) return
    for (const { table, from, parent, to, optional } of dangling) {
      const act = optional === 1 ? `UPDATE "${table}" SET "${from}" = NULL` : `DELETE FROM "${table}"`
      db.exec(`${act} WHERE "${from}" NOT IN (SELECT "${to}" FROM "${parent}")`)
    }
  }
}
