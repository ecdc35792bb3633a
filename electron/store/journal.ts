import type { DocumentId, JournalEntry, StepJson } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { DocumentMissing, JournalUnfit } from './failures.ts'

/** @throws {DocumentMissing} */
export function documentRevision(db: ReadDb, id: DocumentId): number {
  const revision = db.prepare<[DocumentId], number>('SELECT revision FROM document WHERE id = ?').pluck().get(id)
  if (revision === undefined) throw new DocumentMissing(id)
  return revision
}

/** What was typed since the document was last saved, in order. */
export function readJournal(db: ReadDb, id: DocumentId): StepJson[] {
  return db
    .prepare<[DocumentId], string>('SELECT steps_json FROM journal WHERE document_id = ? ORDER BY first')
    .pluck()
    .all(id)
    .flatMap(json => JSON.parse(json) as StepJson[])
}

/**
 * Adds changes to the document's journal, if they follow exactly what it holds. They are on the disk when this returns.
 *
 * @throws {DocumentMissing}
 * @throws {JournalUnfit} with nothing written.
 */
export function keepSteps(db: WriteDb, { id, revision, first, steps }: JournalEntry, nowMs: number): void {
  db.transaction(() => {
    if (revision !== documentRevision(db, id) || first !== journalLength(db, id)) throw new JournalUnfit(id)
    db.prepare('INSERT INTO journal (document_id, first, count, at_ms, steps_json) VALUES (?, ?, ?, ?, ?)').run(
      ...[id, first, steps.length, nowMs, JSON.stringify(steps)],
    )
  })()
}

/** For a save that holds all of it. */
export function clearJournal(db: WriteDb, id: DocumentId): void {
  db.prepare('DELETE FROM journal WHERE document_id = ?').run(id)
}

function journalLength(db: ReadDb, id: DocumentId): number {
  const sum = db.prepare<[DocumentId], number>('SELECT coalesce(sum(count), 0) FROM journal WHERE document_id = ?')
  return sum.pluck().get(id) ?? 0
}
