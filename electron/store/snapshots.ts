import { randomUUID } from 'node:crypto'
import type { DocJson, DocumentId, ProjectId } from '../contract/library.ts'
import type {
  Snapshot,
  SnapshotCause,
  SnapshotContent,
  SnapshotId,
  SnapshotRequest,
  SnapshotSetId,
} from '../contract/snapshots.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { saveDocument } from './documents.ts'
import { DocumentMissing, SnapshotMissing } from './failures.ts'
import { newestOfEach } from './newest-of-each.ts'

/** Columns of `snapshot`, as migration 0003 made it. Never leave this file. */
type SnapshotRow = {
  id: SnapshotId
  document_id: DocumentId
  set_id: SnapshotSetId | null
  at_ms: number
  cause: SnapshotCause
  name: string
  title: string
  words: number
}

const COLUMNS = 'id, document_id, set_id, at_ms, cause, name, title, words'
const LATEST_KEPT = 10
const HOURS_KEPT = 24
const DAYS_KEPT = 14
/** A paragraph's worth. */
const WORDS_MISSED = 100

/**
 * Keeps documents as they were last saved (save the open one first), before something rewrites them. Several are one
 * set. Call it inside the transaction of that rewriting, so that neither is without the other. A single document that has
 * not changed since its latest snapshot is not kept twice, unless by hand or daily.
 *
 * @throws {DocumentMissing}
 */
export function takeSnapshot(
  db: WriteDb,
  documents: readonly DocumentId[],
  cause: SnapshotCause,
  nowMs: number,
  name = '',
): void {
  const set = documents.length > 1 ? randomUUID() : null
  db.transaction(() => {
    for (const document of documents) keep(db, { document, cause, name }, set, nowMs)
  })()
}

/** As `takeSnapshot`, of every document of the project that is not in the trash. */
export function takeProjectSnapshot(
  db: WriteDb,
  project: ProjectId,
  cause: SnapshotCause,
  nowMs: number,
  name = '',
): void {
  const documents = db
    .prepare<[ProjectId], DocumentId>('SELECT id FROM document WHERE project_id = ? AND trashed_at_ms IS NULL')
    .pluck()
    .all(project)
  takeSnapshot(db, documents, cause, nowMs, name)
}

/** As `takeSnapshot`, of one document, or of content that is not saved. @throws {DocumentMissing} */
export function takeSnapshotOf(db: WriteDb, request: SnapshotRequest, nowMs: number): void {
  db.transaction(() => keep(db, request, null, nowMs))()
}

/** Once on each day that a document is changed: how it was before. `midnightMs`: when the day began. */
export function takeDailySnapshot(db: WriteDb, document: DocumentId, midnightMs: number, nowMs: number): void {
  // What a clock that was ahead has written is of no day yet.
  const today = db.prepare(`SELECT 1 FROM snapshot WHERE document_id = ? AND cause = 'daily' AND at_ms BETWEEN ? AND ?`)
  const begun = db.prepare(`SELECT 1 FROM document WHERE id = ? AND text <> ''`)
  if (begun.get(document) && !today.get(document, midnightMs, nowMs)) takeSnapshot(db, [document], 'daily', nowMs)
}

/**
 * Before a save that leaves many words fewer than there are: how the document was. What is deleted can be undone on its
 * page alone, and only until another one is opened.
 */
export function takeSnapshotBeforeLoss(
  db: WriteDb,
  { id, words }: Readonly<{ id: DocumentId; words: number }>,
  nowMs: number,
): void {
  const before = db.prepare<[DocumentId], number>('SELECT words FROM document WHERE id = ?').pluck().get(id) ?? 0
  if (before - words >= WORDS_MISSED) takeSnapshot(db, [id], 'deletion', nowMs)
}

/** A document's snapshots, newest first. */
export function listSnapshots(db: ReadDb, document: DocumentId): Snapshot[] {
  return db
    .prepare<[DocumentId], SnapshotRow>(
      `SELECT ${COLUMNS} FROM snapshot WHERE document_id = ? ORDER BY at_ms DESC, key DESC`,
    )
    .all(document)
    .map(toSnapshot)
}

/** All snapshots of one set, in the order of the binder. */
export function listSnapshotSet(db: ReadDb, set: SnapshotSetId): Snapshot[] {
  return db
    .prepare<[SnapshotSetId], SnapshotRow>(`SELECT ${COLUMNS} FROM snapshot WHERE set_id = ? ORDER BY key`)
    .all(set)
    .map(toSnapshot)
}

/** @throws {SnapshotMissing} */
export function loadSnapshot(db: ReadDb, id: SnapshotId): SnapshotContent {
  const row = db
    .prepare<[SnapshotId], { words: number; text: string; doc_json: string }>(
      `SELECT words, text, doc_json FROM snapshot JOIN snapshot_content ON snapshot_content.key = content_key
       WHERE id = ?`,
    )
    .get(id)
  if (!row) throw new SnapshotMissing(id)
  return { doc: JSON.parse(row.doc_json) as DocJson, text: row.text, words: row.words }
}

/** Gives it a name of the writer's, which also keeps it from being pruned; an empty one takes that away. @throws {SnapshotMissing} */
export function renameSnapshot(db: WriteDb, id: SnapshotId, name: string): void {
  const { changes } = db.prepare('UPDATE snapshot SET name = ? WHERE id = ?').run(name, id)
  if (changes !== 1) throw new SnapshotMissing(id)
}

/** @throws {SnapshotMissing} */
export function removeSnapshot(db: WriteDb, id: SnapshotId): void {
  db.transaction(() => {
    const { changes } = db.prepare('DELETE FROM snapshot WHERE id = ?').run(id)
    if (changes !== 1) throw new SnapshotMissing(id)
    dropUnusedContent(db)
  })()
}

/** Puts documents back as they were, keeping first how they are. All or none. @throws {SnapshotMissing | DocumentMissing} */
export function restoreSnapshots(db: WriteDb, ids: readonly SnapshotId[], nowMs: number): DocumentId[] {
  return db.transaction(() => {
    // Read first: keeping how they are may prune the very ones that are to be put back.
    const restored = ids.map(id => ({ id: documentOf(db, id), ...loadSnapshot(db, id), caret: { anchor: 1, head: 1 } }))
    const documents = restored.map(({ id }) => id)
    takeSnapshot(db, documents, 'restore', nowMs)
    for (const draft of restored) saveDocument(db, draft, nowMs)
    return documents
  })()
}

function keep(db: WriteDb, request: SnapshotRequest, set: string | null, nowMs: number): void {
  const { document, cause, name } = request
  const stored = db
    .prepare<[DocumentId], { title: string; words: number; text: string; doc_json: string }>(
      'SELECT title, words, text, doc_json FROM document WHERE id = ?',
    )
    .get(document)
  if (!stored) throw new DocumentMissing(document)
  const content = request.content
  const words = content?.words ?? stored.words
  const json = content ? JSON.stringify(content.doc) : stored.doc_json
  const latest = latestContent(db, document)
  const isNew = latest?.doc_json !== json
  if (!isNew && set === null && cause !== 'by hand' && cause !== 'daily') return
  const key = isNew ? addContent(db, content?.text ?? stored.text, json) : latest.key
  db.prepare(`INSERT INTO snapshot (${COLUMNS}, content_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    randomUUID(),
    document,
    set,
    nowMs,
    cause,
    name,
    stored.title,
    words,
    key,
  )
  prune(db, document)
}

function latestContent(db: ReadDb, document: DocumentId) {
  return db
    .prepare<[DocumentId], { key: number; doc_json: string }>(
      `SELECT snapshot_content.key, doc_json FROM snapshot JOIN snapshot_content ON snapshot_content.key = content_key
       WHERE document_id = ? ORDER BY at_ms DESC, snapshot.key DESC LIMIT 1`,
    )
    .get(document)
}

function addContent(db: WriteDb, text: string, json: string): number | bigint {
  return db.prepare('INSERT INTO snapshot_content (text, doc_json) VALUES (?, ?)').run(text, json).lastInsertRowid
}

/**
 * The rule: of the automatic, unnamed snapshots of a document stay the latest 10, and the newest of each of the last 24
 * hours that have one, of each of the last 14 days that have one, and of every month. Those by hand or with a name stay.
 */
function prune(db: WriteDb, document: DocumentId): void {
  const automatic = db
    .prepare<[DocumentId], { key: number; at_ms: number }>(
      `SELECT key, at_ms FROM snapshot WHERE document_id = ? AND cause <> 'by hand' AND name = ''
       ORDER BY at_ms DESC, key DESC`,
    )
    .all(document)
  const gone = prunedOf(automatic)
  const remove = db.prepare('DELETE FROM snapshot WHERE key = ?')
  for (const { key } of gone) remove.run(key)
  if (gone.length > 0) dropUnusedContent(db)
}

/** Which of the automatic snapshots, newest first, the rule lets go. */
export function prunedOf<T extends Readonly<{ at_ms: number }>>(newestFirst: readonly T[]): T[] {
  const period = (chars: number) => (item: T) => new Date(item.at_ms).toISOString().slice(0, chars)
  const kept = new Set([
    ...newestFirst.slice(0, LATEST_KEPT),
    ...newestOfEach(newestFirst, period('YYYY-MM-DDTHH'.length)).slice(0, HOURS_KEPT),
    ...newestOfEach(newestFirst, period('YYYY-MM-DD'.length)).slice(0, DAYS_KEPT),
    ...newestOfEach(newestFirst, period('YYYY-MM'.length)),
  ])
  return newestFirst.filter(item => !kept.has(item))
}

function dropUnusedContent(db: WriteDb): void {
  db.prepare(
    'DELETE FROM snapshot_content WHERE NOT EXISTS (SELECT 1 FROM snapshot WHERE content_key = snapshot_content.key)',
  ).run()
}

function documentOf(db: ReadDb, id: SnapshotId): DocumentId {
  const document = db.prepare<[SnapshotId], DocumentId>('SELECT document_id FROM snapshot WHERE id = ?').pluck().get(id)
  if (document === undefined) throw new SnapshotMissing(id)
  return document
}

function toSnapshot(row: SnapshotRow): Snapshot {
  return {
    id: row.id,
    document: row.document_id,
    set: row.set_id,
    atMs: row.at_ms,
    cause: row.cause,
    name: row.name,
    title: row.title,
    words: row.words,
  }
}
