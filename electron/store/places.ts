import type { DocumentKind, Place } from '../contract/binder.ts'
import type { DocumentId, DocumentSummary, ProjectId } from '../contract/library.ts'
import { describeDocuments, setParent } from './cards.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { createDocument, requireProject, summary } from './documents.ts'
import { DocumentMissing } from './failures.ts'
import { trashProject } from './projects.ts'

/**
 * Adds an empty document at a place.
 *
 * @throws {DocumentMissing | ProjectMissing}
 * @throws {RangeError} as `moveDocuments`.
 */
export function createAt(
  db: WriteDb,
  id: DocumentId,
  place: Place,
  title: string,
  kind: DocumentKind,
  nowMs: number,
): void {
  db.transaction(() => {
    createDocument(db, id, place.project, title, nowMs)
    describeDocuments(db, [id], { kind })
    moveDocuments(db, [id], place)
  })()
}

/**
 * Puts documents, with all they hold, one after the other at a place; `position` does not count them. Those that stand
 * under another of `ids` go with it.
 *
 * @throws {DocumentMissing | ProjectMissing}
 * @throws {RangeError} if the parent is one of them or under one of them, or belongs to another project.
 */
export function moveDocuments(db: WriteDb, ids: readonly DocumentId[], { project, parent, position }: Place): void {
  db.transaction(() => {
    requireProject(db, project)
    const moved = ids.filter(id => !ancestorsOf(db, id).some(above => ids.includes(above)))
    refuseUnfitParent(db, moved, project, parent)
    const siblings = shownIn(db, project, parent).filter(id => !moved.includes(id))
    for (const id of moved) {
      setParent(db, id, parent)
      for (const each of [id, ...descendantsOf(db, id)])
        db.prepare('UPDATE document SET project_id = ? WHERE id = ?').run(project, each)
    }
    const number = db.prepare('UPDATE document SET position = ? WHERE id = ?')
    siblings.toSpliced(position, 0, ...moved).forEach((id, at) => number.run(at, id))
  })()
}

function refuseUnfitParent(db: ReadDb, moved: readonly DocumentId[], project: ProjectId, parent: DocumentId | null) {
  if (parent === null) return
  const { project: home, isImage } = summary(db, parent)
  if (home !== project) throw new RangeError(`The document ${parent} belongs to another project than ${project}.`)
  if (isImage) throw new RangeError('A picture cannot hold documents. Put them beside it.')
  if ([parent, ...ancestorsOf(db, parent)].some(id => moved.includes(id)))
    throw new RangeError('A document cannot be put into itself or into one that it holds.')
}

/** What a document stands under, the nearest first. @throws {DocumentMissing} */
export function ancestorsOf(db: ReadDb, id: DocumentId): DocumentId[] {
  const { parent } = summary(db, id)
  return parent === null ? [] : [parent, ...ancestorsOf(db, parent)]
}

/** All that stands under a document, those in the trash too. */
export function descendantsOf(db: ReadDb, id: DocumentId): DocumentId[] {
  return db
    .prepare<[DocumentId], DocumentId>(
      `WITH RECURSIVE under (id) AS (
         SELECT document_id FROM card WHERE parent_id = ?
         UNION SELECT document_id FROM card JOIN under ON parent_id = under.id
       ) SELECT id FROM under`,
    )
    .pluck()
    .all(id)
}

/** The documents with the same parent that are not in the trash, in order. */
export function shownIn(db: ReadDb, project: ProjectId, parent: DocumentId | null): DocumentId[] {
  return db
    .prepare<[ProjectId, DocumentId | null], DocumentId>(
      `SELECT id FROM document LEFT JOIN card ON document_id = id
       WHERE project_id = ? AND parent_id IS ? AND trashed_at_ms IS NULL ORDER BY position, key`,
    )
    .pluck()
    .all(project, parent)
}

/** Where a document stands. A document in the trash has the place that it comes back to. @throws {DocumentMissing} */
export function placeOf(db: ReadDb, id: DocumentId): Place {
  const { project, parent, position, trashedAtMs }: DocumentSummary = summary(db, id)
  return { project, parent, position: trashedAtMs === null ? shownIn(db, project, parent).indexOf(id) : position }
}

/** Puts documents in the trash; what they hold goes with them as it is. @throws {DocumentMissing} */
export function trashDocuments(db: WriteDb, ids: readonly DocumentId[], atMs: number): void {
  db.transaction(() => {
    for (const id of ids) {
      const { changes } = db.prepare('UPDATE document SET trashed_at_ms = ? WHERE id = ?').run(atMs, id)
      if (changes !== 1) throw new DocumentMissing(id)
    }
  })()
}

/**
 * Takes it out of the trash, to the place where it stood; what it stands under comes out with it, so that it can be seen.
 *
 * @throws {DocumentMissing}
 */
export function restoreDocument(db: WriteDb, id: DocumentId): void {
  db.transaction(() => {
    const above = ancestorsOf(db, id).filter(it => summary(db, it).trashedAtMs !== null)
    for (const each of [...above.reverse(), id]) {
      const place = placeOf(db, each)
      db.prepare('UPDATE document SET trashed_at_ms = NULL WHERE id = ?').run(each)
      moveDocuments(db, [each], place)
    }
    trashProject(db, summary(db, id).project, null)
  })()
}
