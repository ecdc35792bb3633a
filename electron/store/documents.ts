import type {
  DocJson,
  Document,
  DocumentDraft,
  DocumentId,
  DocumentSummary,
  ProjectId,
  SavedText,
} from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { DocumentMissing, ProjectMissing } from './failures.ts'
import { clearJournal, documentRevision, readJournal } from './journal.ts'
import { placed } from './order.ts'
import { trashProject } from './projects.ts'

/** Columns of `document`, as migrations 0001 and 0002 made it. Never leave this file. */
type SummaryRow = {
  id: DocumentId
  project_id: ProjectId
  title: string
  position: number
  words: number
  trashed_at_ms: number | null
  updated_at_ms: number
}
type DocumentRow = SummaryRow & { caret_anchor: number; caret_head: number; revision: number; doc_json: string }

const SUMMARY = 'id, project_id, title, position, words, trashed_at_ms, updated_at_ms'
const EMPTY: DocJson = { type: 'doc', content: [{ type: 'paragraph' }] }

/** All documents by project and position, those in the trash too. */
export function listDocuments(db: ReadDb): DocumentSummary[] {
  return db
    .prepare<[], SummaryRow>(`SELECT ${SUMMARY} FROM document ORDER BY project_id, position, key`)
    .all()
    .map(toSummary)
}

/**
 * The document as it was last saved, with what was typed since.
 *
 * @throws {DocumentMissing}
 */
export function loadDocument(db: ReadDb, id: DocumentId): Document {
  const row = db
    .prepare<[DocumentId], DocumentRow>(
      `SELECT ${SUMMARY}, caret_anchor, caret_head, revision, doc_json FROM document WHERE id = ?`,
    )
    .get(id)
  if (!row) throw new DocumentMissing(id)
  const doc = JSON.parse(row.doc_json) as DocJson
  const caret = { anchor: row.caret_anchor, head: row.caret_head }
  return { ...toSummary(row), doc, caret, revision: row.revision, journal: readJournal(db, id) }
}

/**
 * Adds an empty document after the project's last.
 *
 * @throws {ProjectMissing}
 */
export function createDocument(
  db: WriteDb,
  id: DocumentId,
  project: ProjectId,
  title: string,
  nowMs: number,
): DocumentSummary {
  requireProject(db, project)
  db.prepare(
    `INSERT INTO document (id, project_id, title, position, words, caret_anchor, caret_head, created_at_ms,
       updated_at_ms, text, doc_json)
     SELECT ?, ?, ?, coalesce(max(position) + 1, 0), 0, 1, 1, ?, ?, '', ? FROM document WHERE project_id = ?`,
  ).run(id, project, title, nowMs, nowMs, JSON.stringify(EMPTY), project)
  return summary(db, id)
}

/**
 * Keeps the content, its counts and the caret, and drops what it covers of the journal. It is on the disk when this
 * returns.
 *
 * @throws {DocumentMissing}
 */
export function saveDocument(
  db: WriteDb,
  { id, doc, text, words, caret, base }: DocumentDraft,
  nowMs: number,
): SavedText {
  return db.transaction(() => {
    if (base !== undefined && base === documentRevision(db, id)) clearJournal(db, id)
    const { changes } = db
      .prepare(
        `UPDATE document SET doc_json = ?, text = ?, words = ?, caret_anchor = ?, caret_head = ?, updated_at_ms = ?
         WHERE id = ?`,
      )
      .run(JSON.stringify(doc), text, words, caret.anchor, caret.head, nowMs, id)
    if (changes !== 1) throw new DocumentMissing(id)
    return { ...summary(db, id), revision: documentRevision(db, id) }
  })()
}

/** @throws {DocumentMissing} */
export function renameDocument(db: WriteDb, id: DocumentId, title: string): void {
  const { changes } = db.prepare('UPDATE document SET title = ? WHERE id = ?').run(title, id)
  if (changes !== 1) throw new DocumentMissing(id)
}

/**
 * Puts it at `position` among the documents of `project` that are not in the trash; the others close up.
 *
 * @throws {DocumentMissing | ProjectMissing}
 */
export function moveDocument(db: WriteDb, id: DocumentId, project: ProjectId, position: number): void {
  db.transaction(() => {
    requireProject(db, project)
    const { changes } = db.prepare('UPDATE document SET project_id = ? WHERE id = ?').run(project, id)
    if (changes !== 1) throw new DocumentMissing(id)
    const number = db.prepare('UPDATE document SET position = ? WHERE id = ?')
    placed(shownIn(db, project), id, position).forEach((each, at) => number.run(at, each))
  })()
}

/** @throws {DocumentMissing} */
export function trashDocument(db: WriteDb, id: DocumentId, atMs: number): void {
  const { changes } = db.prepare('UPDATE document SET trashed_at_ms = ? WHERE id = ?').run(atMs, id)
  if (changes !== 1) throw new DocumentMissing(id)
}

/**
 * Takes it out of the trash, to the place where it stood; its project comes out with it, so that it can be seen.
 *
 * @throws {DocumentMissing}
 */
export function restoreDocument(db: WriteDb, id: DocumentId): void {
  db.transaction(() => {
    const { project, position } = loadDocument(db, id)
    db.prepare('UPDATE document SET trashed_at_ms = NULL WHERE id = ?').run(id)
    trashProject(db, project, null)
    moveDocument(db, id, project, position)
  })()
}

function summary(db: ReadDb, id: DocumentId): DocumentSummary {
  const row = db.prepare<[DocumentId], SummaryRow>(`SELECT ${SUMMARY} FROM document WHERE id = ?`).get(id)
  if (!row) throw new DocumentMissing(id)
  return toSummary(row)
}

function shownIn(db: ReadDb, project: ProjectId): DocumentId[] {
  return db
    .prepare<[ProjectId], DocumentId>(
      'SELECT id FROM document WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position, key',
    )
    .pluck()
    .all(project)
}

function requireProject(db: ReadDb, id: ProjectId): void {
  if (!db.prepare('SELECT 1 FROM project WHERE id = ?').get(id)) throw new ProjectMissing(id)
}

function toSummary(row: SummaryRow): DocumentSummary {
  return {
    id: row.id,
    project: row.project_id,
    title: row.title,
    position: row.position,
    words: row.words,
    trashedAtMs: row.trashed_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}
