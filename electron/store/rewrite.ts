import type { BasedDraft, DocumentId, SavedText } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { saveDocument } from './documents.ts'
import { DocumentChanged, DocumentMissing } from './failures.ts'
import { takeSnapshot } from './snapshots.ts'

/**
 * Saves all of these drafts or none, each only if it is based on what stands there, and keeps what stood there as one
 * set of snapshots.
 *
 * @throws {DocumentMissing | DocumentChanged} with nothing written.
 */
export function saveDocuments(db: WriteDb, drafts: readonly BasedDraft[], nowMs: number): SavedText[] {
  return db.transaction(() => {
    for (const { id, base } of drafts) requireUnchanged(db, id, base)
    const documents = drafts.map(({ id }) => id)
    takeSnapshot(db, documents, 'replace all', nowMs)
    return drafts.map(draft => saveDocument(db, draft, nowMs))
  })()
}

function requireUnchanged(db: ReadDb, id: DocumentId, base: number): void {
  const row = db
    .prepare<[DocumentId], { revision: number; title: string }>('SELECT revision, title FROM document WHERE id = ?')
    .get(id)
  if (!row) throw new DocumentMissing(id)
  if (row.revision !== base) throw new DocumentChanged(row.title)
}
