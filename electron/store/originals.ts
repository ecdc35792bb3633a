import type { Original } from '../contract/files.ts'
import type { DocumentId } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { DocumentMissing } from './failures.ts'

/** A file as it was imported. */
export type OriginalFile = Readonly<{ name: string; bytes: Uint8Array }>

/** Keeps, with a document, the file that it was made from. */
export function keepOriginal(db: WriteDb, document: DocumentId, { name, bytes }: OriginalFile, nowMs: number): void {
  db.prepare(
    `INSERT INTO attachment (document_id, role, name, media_type, at_ms, bytes)
     VALUES (?, 'original', ?, 'application/octet-stream', ?, ?)`,
  ).run(document, name, nowMs, bytes)
}

/** The files that a document was made from, as far as they were kept. */
export function listOriginals(db: ReadDb, document: DocumentId): Original[] {
  return db
    .prepare<[DocumentId], Original>(
      `SELECT key, name, length(bytes) AS size FROM attachment WHERE document_id = ? AND role = 'original' ORDER BY key`,
    )
    .all(document)
}

/** @throws {DocumentMissing} if the document has no such original. */
export function loadOriginal(db: ReadDb, document: DocumentId, key: number): OriginalFile {
  const row = db
    .prepare<[DocumentId, number], { name: string; bytes: Buffer }>(
      `SELECT name, bytes FROM attachment WHERE document_id = ? AND role = 'original' AND key = ?`,
    )
    .get(document, key)
  if (!row) throw new DocumentMissing(document)
  return row
}
