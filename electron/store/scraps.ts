import type { RunId } from '../contract/infill.ts'
import type { DocJson, DocumentId, ProjectId } from '../contract/library.ts'
import type {
  NewScrap,
  ScrapContent,
  ScrapCursor,
  ScrapId,
  ScrapLine,
  ScrapPage,
  ScrapQuery,
} from '../contract/scraps.ts'
import type { Piece } from '../contract/search.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { requireProject } from './documents.ts'
import { excerptAround, HIT_END, HIT_START, markedPieces } from './excerpt.ts'
import { ScrapMissing } from './failures.ts'
import { all, indexed, met } from './search-clause.ts'
import { searchOf } from './search-query.ts'
import type { Search } from './search-query.ts'

/** Columns of `scrap`, as migration 0010 made it. Never leave this file. */
type ScrapRow = {
  key: number
  id: ScrapId
  project_id: ProjectId
  document_id: DocumentId | null
  run_id: RunId | null
  at_ms: number
  starred: 0 | 1
  trashed_at_ms: number | null
  words: number
}
type LineRow = ScrapRow & { shown: string; whole: 0 | 1 }
type ContentRow = { words: number; open_start: number; open_end: number; text: string; doc_json: string }

const COLUMNS = 'scrap.key, id, project_id, document_id, run_id, at_ms, starred, trashed_at_ms, words'
const CONTENT = 'words, open_start, open_end, text, doc_json'
const MARKS = `'${HIT_START}', '${HIT_END}'`
/** Characters that a list shows of a scrap. */
const SHOWN_CHARS = 600
/** Words that it shows round what was looked for. */
const EXCERPT_WORDS = 40

/** A scrap with all that is known of it, for a folder of Markdown. */
export type WholeScrap = Omit<NewScrap, 'id'> & Readonly<{ atMs: number; starred: boolean }>

/** Puts a scrap on its project's shelf. @throws {ProjectMissing} */
export function keepScrap(db: WriteDb, { id, ...scrap }: NewScrap, nowMs: number): void {
  addScrap(db, id, { ...scrap, atMs: nowMs, starred: false })
}

/** As `keepScrap`, of one that is known from elsewhere. @throws {ProjectMissing} */
export function addScrap(
  db: WriteDb,
  id: ScrapId,
  { project, document, run, content, atMs, starred }: WholeScrap,
): void {
  requireProject(db, project)
  db.prepare(
    `INSERT INTO scrap (id, project_id, document_id, run_id, at_ms, starred, ${CONTENT})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[id, project, document, run, atMs, starred ? 1 : 0],
    ...[content.words, content.openStart, content.openEnd, content.text, JSON.stringify(content.doc)],
  )
}

const where: Readonly<Record<ScrapQuery['shown'], string>> = {
  shelf: ' AND trashed_at_ms IS NULL',
  starred: ' AND trashed_at_ms IS NULL AND starred = 1',
  removed: ' AND trashed_at_ms IS NOT NULL',
}

/** The scraps that a query asks for, the newest first, from behind `after` (null: from the first) on; at most `limit`. */
export function listScraps(db: ReadDb, query: ScrapQuery, after: ScrapCursor | null, limit: number): ScrapPage {
  const search = searchOf(query.text)
  const wanted = all([
    search === null ? null : met(search, 'scrap', ['text']),
    { sql: ` AND project_id = ?${where[query.shown]}`, values: [query.project] },
    after === null ? null : { sql: ' AND (at_ms, scrap.key) < (?, ?)', values: [after.atMs, after.key] },
  ])
  const rows = db
    .prepare<unknown[], LineRow>(
      `SELECT ${COLUMNS}, ${shownOf(search)} AS shown, length(scrap.text) <= ${SHOWN_CHARS} AS whole
       FROM ${search === null ? 'scrap' : indexed(search, 'scrap')} WHERE true${wanted.sql}
       ORDER BY at_ms DESC, scrap.key DESC LIMIT ?`,
    )
    .all(...wanted.values, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    scraps: page.map(row => ({ ...toLine(row), excerpt: excerptOf(row, search), whole: row.whole === 1 })),
    next: rows.length > limit && last ? { atMs: last.at_ms, key: last.key } : null,
  }
}

/** What an excerpt is made of: all of a short text, else its beginning, or what is round the words. */
function shownOf(search: Search | null): string {
  if (search === null) return `substr(scrap.text, 1, ${SHOWN_CHARS})`
  if (search.words === null) return 'scrap.text'
  return `CASE WHEN length(scrap.text) <= ${SHOWN_CHARS} THEN highlight(scrap_words, 0, ${MARKS})
    ELSE snippet(scrap_words, 0, ${MARKS}, '…', ${EXCERPT_WORDS}) END`
}

function excerptOf({ shown, whole }: LineRow, search: Search | null): Piece[] {
  if (search === null) return [{ text: whole === 1 ? shown : `${shown}…`, hit: false }]
  return search.words === null
    ? excerptAround(shown, search.unspaced, whole === 1 ? SHOWN_CHARS : undefined)
    : markedPieces(shown)
}

/** @throws {ScrapMissing} */
export function loadScrap(db: ReadDb, id: ScrapId): ScrapContent {
  const row = db.prepare<[ScrapId], ContentRow>(`SELECT ${CONTENT} FROM scrap WHERE id = ?`).get(id)
  if (!row) throw new ScrapMissing(id)
  return toContent(row)
}

/** All that lie on a project's shelf, the oldest first. */
export function wholeScraps(db: ReadDb, project: ProjectId): WholeScrap[] {
  return db
    .prepare<[ProjectId], ScrapRow & ContentRow>(
      `SELECT * FROM scrap WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY at_ms, key`,
    )
    .all(project)
    .map(row => {
      const { document, run, atMs, starred } = toLine(row)
      return { project, document, run, atMs, starred, content: toContent(row) }
    })
}

/** @throws {ScrapMissing} */
export function starScrap(db: WriteDb, id: ScrapId, on: boolean): void {
  change(db, id, 'starred', on ? 1 : 0)
}

/** Takes it off the shelf (`atMs`), or puts it back (null). @throws {ScrapMissing} */
export function trashScrap(db: WriteDb, id: ScrapId, atMs: number | null): void {
  change(db, id, 'trashed_at_ms', atMs)
}

function change(db: WriteDb, id: ScrapId, column: 'starred' | 'trashed_at_ms', value: number | null): void {
  const { changes } = db.prepare(`UPDATE scrap SET ${column} = ? WHERE id = ?`).run(value, id)
  if (changes !== 1) throw new ScrapMissing(id)
}

function toLine(row: ScrapRow): Omit<ScrapLine, 'excerpt' | 'whole'> {
  return {
    ...{ id: row.id, project: row.project_id, document: row.document_id, run: row.run_id },
    ...{ atMs: row.at_ms, starred: row.starred === 1, trashedAtMs: row.trashed_at_ms, words: row.words },
  }
}

function toContent(row: ContentRow): ScrapContent {
  const doc = JSON.parse(row.doc_json) as DocJson
  return { doc, openStart: row.open_start, openEnd: row.open_end, text: row.text, words: row.words }
}
