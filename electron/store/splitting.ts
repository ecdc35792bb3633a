import type { DocumentDraft, DocumentId, NewDocument } from '../contract/library.ts'
import { describeDocuments, setParent } from './cards.ts'
import type { WriteDb } from './database.ts'
import { createDocument, saveDocument, summary } from './documents.ts'
import { moveDocuments, placeOf, shownIn, trashDocuments } from './places.ts'

/**
 * Saves what stays of a document and makes one of the rest, right after it, of the same kind.
 *
 * @throws {DocumentMissing}
 */
export function splitDocument(db: WriteDb, stays: DocumentDraft, rest: NewDocument, nowMs: number): void {
  db.transaction(() => {
    saveDocument(db, stays, nowMs)
    const { kind, label, status } = summary(db, stays.id)
    const { project, parent, position } = placeOf(db, stays.id)
    createDocument(db, rest.id, project, rest.title, nowMs)
    describeDocuments(db, [rest.id], { kind, label, status })
    moveDocuments(db, [rest.id], { project, parent, position: position + 1 })
    const { id, doc, text, words } = rest
    saveDocument(db, { id, doc, text, words, caret: { anchor: 1, head: 1 } }, nowMs)
  })()
}

/**
 * Saves the joined text in its first document. The others, whose text is in it, go to the trash as they are; what they
 * held stands under the first, and their synopses follow its own.
 *
 * @throws {DocumentMissing}
 */
export function mergeDocuments(db: WriteDb, joined: DocumentDraft, others: readonly DocumentId[], nowMs: number): void {
  db.transaction(() => {
    if (others.includes(joined.id)) throw new RangeError('A document cannot be merged into itself.')
    saveDocument(db, joined, nowMs)
    const { project } = summary(db, joined.id)
    for (const other of others) {
      const held = shownIn(db, summary(db, other).project, other)
      moveDocuments(db, held, { project, parent: joined.id, position: Number.MAX_SAFE_INTEGER })
    }
    const synopses = [joined.id, ...others].map(id => summary(db, id).synopsis.trim()).filter(it => it !== '')
    describeDocuments(db, [joined.id], { synopsis: synopses.join('\n') })
    trashDocuments(db, others, nowMs)
  })()
}

/**
 * Copies documents under new ids: first one, then what it holds. The copy stands right after the first, with “copy” in
 * its title.
 *
 * @throws {DocumentMissing}
 */
export function duplicateDocuments(
  db: WriteDb,
  copies: readonly Readonly<{ from: DocumentId; to: DocumentId }>[],
  nowMs: number,
): void {
  db.transaction(() => {
    const made = new Map(copies.map(({ from, to }) => [from, to]))
    copies.forEach(({ from, to }, at) => {
      const { project, parent, position, title, ...card } = summary(db, from)
      createDocument(db, to, project, at === 0 ? `${title} copy` : title, nowMs)
      db.prepare(
        `UPDATE document SET (position, words, caret_anchor, caret_head, text, doc_json) =
           (SELECT position, words, caret_anchor, caret_head, text, doc_json FROM document WHERE id = ?) WHERE id = ?`,
      ).run(from, to)
      const { kind, label, status, synopsis, target } = card
      describeDocuments(db, [to], { kind, label, status, synopsis, target })
      db.prepare(
        `INSERT INTO attachment (document_id, role, name, media_type, at_ms, bytes)
         SELECT ?, role, name, media_type, at_ms, bytes FROM attachment WHERE document_id = ?`,
      ).run(to, from)
      if (at === 0) moveDocuments(db, [to], { project, parent, position: position + 1 })
      else setParent(db, to, (parent === null ? undefined : made.get(parent)) ?? parent)
    })
  })()
}
