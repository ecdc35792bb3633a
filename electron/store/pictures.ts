import { IMAGE_BYTES_MAX } from '../contract/binder.ts'
import type { Picture, Place } from '../contract/binder.ts'
import type { DocumentId } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { DocumentMissing } from './failures.ts'
import { createAt } from './places.ts'

/** How the files of each type begin. */
const signatures: readonly (readonly [string, (head: string) => boolean])[] = [
  ['image/png', head => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', head => head.startsWith('\xff\xd8\xff')],
  ['image/gif', head => /^GIF8[79]a/.test(head)],
  ['image/webp', head => /^RIFF[^]{4}WEBP/.test(head)],
]

/** The type of a picture by its first bytes; null if it is none that a project takes. */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.find(([, fits]) => fits(head))?.[0] ?? null
}

/**
 * Adds a research document that is a picture.
 *
 * @throws {RangeError} for what is no picture, or more than `IMAGE_BYTES_MAX`.
 */
export function addPicture(
  db: WriteDb,
  id: DocumentId,
  place: Place,
  title: string,
  bytes: Uint8Array,
  nowMs: number,
): void {
  db.transaction(() => {
    createAt(db, id, place, title, 'research', nowMs)
    keepPicture(db, id, title, bytes, nowMs)
  })()
}

/** Makes a document a picture. @throws {RangeError} as `addPicture` does. */
export function keepPicture(db: WriteDb, id: DocumentId, title: string, bytes: Uint8Array, nowMs: number): void {
  const type = pictureType(bytes)
  if (type === null) throw new RangeError(`“${title}” is no picture that can be kept. Take a PNG, JPEG, GIF or WebP.`)
  if (bytes.length > IMAGE_BYTES_MAX)
    throw new RangeError(`“${title}” is larger than ${IMAGE_BYTES_MAX / 1_000_000} MB. Make it smaller first.`)
  db.prepare(
    `INSERT INTO attachment (document_id, role, name, media_type, at_ms, bytes) VALUES (?, 'image', ?, ?, ?, ?)`,
  ).run(id, title, type, nowMs, bytes)
}

/** @throws {DocumentMissing} if there is no such document or it is no picture. */
export function loadPicture(db: ReadDb, id: DocumentId): Picture {
  const row = db
    .prepare<[DocumentId], { media_type: string; bytes: Buffer }>(
      `SELECT media_type, bytes FROM attachment WHERE document_id = ? AND role = 'image' ORDER BY key LIMIT 1`,
    )
    .get(id)
  if (!row) throw new DocumentMissing(id)
  return { mediaType: row.media_type, bytes: new Uint8Array(row.bytes) }
}
