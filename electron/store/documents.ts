import type { Card, LabelId } from '../contract/binder.ts'
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

/** Columns of `document` and `card`, as migrations 0001, 0002 and 0005 made them. Never leave this file. */
type SummaryRow = {
  id: DocumentId
  project_id: ProjectId
  parent_id: DocumentId | null
  title: string
  position: number
  words: number
  kind: Card['kind'] | null
  label_id: LabelId | null
  status: Card['status'] | null
  synopsis: string | null
  word_target: number | null
  is_image: 0 | 1
  trashed_at_ms: number | null
  updated_at_ms: number
}
type DocumentRow = SummaryRow & { caret_anchor: number; caret_head: number; revision: number; doc_json: string }

const SUMMARY = `id, project_id, parent_id, title, position, words, kind, label_id, status, synopsis, word_target,
  EXISTS (SELECT 1 FROM attachment WHERE document_id = id AND role = 'image') AS is_image, trashed_at_ms, updated_at_ms`
const WITH_CARD = 'document LEFT JOIN card ON card.document_id = document.id'
const EMPTY: DocJson = { type: 'doc', content: [{ type: 'paragraph' }] }

/** All documents by project and position, those in the trash too. */
export function listDocuments(db: ReadDb): DocumentSummary[] {
  return db
    .prepare<[], SummaryRow>(`SELECT ${SUMMARY} FROM ${WITH_CARD} ORDER BY project_id, position, key`)
    .all()
    .map(toSummary)
}

/** Those of one project, by position. */
export function listProjectDocuments(db: ReadDb, project: ProjectId): DocumentSummary[] {
  return db
    .prepare<[ProjectId], SummaryRow>(`SELECT ${SUMMARY} FROM ${WITH_CARD} WHERE project_id = ? ORDER BY position, key`)
    .all(project)
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
      `SELECT ${SUMMARY}, caret_anchor, caret_head, revision, doc_json FROM ${WITH_CARD} WHERE id = ?`,
    )
    .get(id)
  if (!row) throw new DocumentMissing(id)
  const doc = JSON.parse(row.doc_json) as DocJson
  const caret = { anchor: row.caret_anchor, head: row.caret_head }
  return { ...toSummary(row), doc, caret, revision: row.revision, journal: readJournal(db, id) }
}

/**
 * Adds an empty scene after the project's last document.
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

/** The document's text as it was last saved. @throws {DocumentMissing} */
export function plainText(db: ReadDb, id: DocumentId): string {
  const text = db.prepare<[DocumentId], string>('SELECT text FROM document WHERE id = ?').pluck().get(id)
  if (text === undefined) throw new DocumentMissing(id)
  return text
}

/** @throws {DocumentMissing} */
export function summary(db: ReadDb, id: DocumentId): DocumentSummary {
  const row = db.prepare<[DocumentId], SummaryRow>(`SELECT ${SUMMARY} FROM ${WITH_CARD} WHERE id = ?`).get(id)
  if (!row) throw new DocumentMissing(id)
  return toSummary(row)
}

/** @throws {ProjectMissing} */
export function requireProject(db: ReadDb, id: ProjectId): void {
  if (!db.prepare('SELECT 1 FROM project WHERE id = ?').get(id)) throw new ProjectMissing(id)
}

function toSummary(row: SummaryRow): DocumentSummary {
  return {
    id: row.id,
    project: row.project_id,
    parent: row.parent_id,
    title: row.title,
    position: row.position,
    words: row.words,
    kind: row.kind ?? 'scene',
    label: row.label_id,
    status: row.status ?? 'none',
    synopsis: row.synopsis ?? '',
    target: row.word_target,
    isImage: row.is_image === 1,
    trashedAtMs: row.trashed_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}
