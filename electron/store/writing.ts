import { isManuscript } from '../contract/binder.ts'
import type { WritingDay } from '../contract/binder.ts'
import type { DocumentDraft, DocumentSummary, ProjectId } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { saveDocument, summary } from './documents.ts'

/** Saves what the writer wrote, and counts it to the day (`2026-01-31`) where it belongs to the manuscript. */
export function saveWritten(
  db: WriteDb,
  draft: DocumentDraft,
  nowMs: number,
  day: string,
): DocumentSummary & Readonly<{ revision: number }> {
  return db.transaction(() => {
    const { words, project, kind } = summary(db, draft.id)
    const saved = saveDocument(db, draft, nowMs)
    if (isManuscript(kind)) countWords(db, project, day, saved.words - words)
    return saved
  })()
}

function countWords(db: WriteDb, project: ProjectId, day: string, change: number): void {
  if (change === 0) return
  db.prepare(
    `INSERT INTO writing_day (day, project_id, added, removed) VALUES (?, ?, ?, ?)
     ON CONFLICT (day, project_id) DO UPDATE SET added = added + excluded.added, removed = removed + excluded.removed`,
  ).run(day, project, Math.max(0, change), Math.max(0, -change))
}

/** Days on which something was written, from `sinceDay` on, in order. */
export function listWritingDays(db: ReadDb, sinceDay: string): WritingDay[] {
  return db
    .prepare<[string], WritingDay>(
      'SELECT day, project_id AS project, added, removed FROM writing_day WHERE day >= ? ORDER BY day, project_id',
    )
    .all(sinceDay)
}
