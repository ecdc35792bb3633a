import type { DocumentId } from '../contract/library.ts'
import type { ReadDb } from './database.ts'

/** `image`: what a research document shows. `original`: what a document was imported from. */
export const ATTACHMENT_ROLES = ['image', 'original'] as const
export type AttachmentRole = (typeof ATTACHMENT_ROLES)[number]
/** A file that belongs to a document, without its bytes. */
export type Attachment = Readonly<{
  key: number
  document: DocumentId
  role: AttachmentRole
  name: string
  mediaType: string
}>

/** All of them, the oldest first. */
export function listAttachments(db: ReadDb): Attachment[] {
  return db
    .prepare<[], Attachment>(
      'SELECT key, document_id AS document, role, name, media_type AS mediaType FROM attachment ORDER BY key',
    )
    .all()
}

/** @throws {RangeError} if it has gone. */
export function attachmentBytes(db: ReadDb, key: number): Uint8Array {
  const bytes = db.prepare<[number], Buffer>('SELECT bytes FROM attachment WHERE key = ?').pluck().get(key)
  if (!bytes) throw new RangeError('A picture or an original file was removed meanwhile. Try again.')
  return bytes
}
