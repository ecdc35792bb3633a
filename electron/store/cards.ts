import type { Card } from '../contract/binder.ts'
import type { DocumentId, DocumentSummary } from '../contract/library.ts'
import type { WriteDb } from './database.ts'
import { listDocuments } from './documents.ts'
import { DocumentMissing } from './failures.ts'

const columns: Readonly<Record<keyof Card, string>> = {
  kind: 'kind',
  label: 'label_id',
  status: 'status',
  synopsis: 'synopsis',
  target: 'word_target',
}

/** Changes what is known of documents beside their text. @throws {DocumentMissing} with nothing written. */
export function describeDocuments(db: WriteDb, ids: readonly DocumentId[], change: Partial<Card>): void {
  db.transaction(() => {
    for (const id of ids) {
      ensureCard(db, id)
      for (const [name, value] of Object.entries(change))
        db.prepare(`UPDATE card SET ${columns[name as keyof Card]} = ? WHERE document_id = ?`).run(value, id)
    }
  })()
}

/** @throws {DocumentMissing} */
export function setParent(db: WriteDb, id: DocumentId, parent: DocumentId | null): void {
  ensureCard(db, id)
  db.prepare('UPDATE card SET parent_id = ? WHERE document_id = ?').run(parent, id)
}

/** A document without a card is a scene of the project itself: it gets one when more is to be known of it. */
function ensureCard(db: WriteDb, id: DocumentId): void {
  if (!db.prepare('SELECT 1 FROM document WHERE id = ?').get(id)) throw new DocumentMissing(id)
  db.prepare('INSERT INTO card (document_id) VALUES (?) ON CONFLICT DO NOTHING').run(id)
}

/** Does `act`, all of it or nothing, and tells every document that it made or changed. */
export function changedBy(db: WriteDb, act: () => unknown): DocumentSummary[] {
  return db.transaction(() => {
    const before = new Map(listDocuments(db).map(it => [it.id, JSON.stringify(it)]))
    act()
    return listDocuments(db).filter(it => before.get(it.id) !== JSON.stringify(it))
  })()
}
