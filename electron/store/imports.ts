import { randomUUID } from 'node:crypto'
import type { Card, Label, LabelId } from '../contract/binder.ts'
import type { DocumentDraft, DocumentId, DocumentSummary, Project, ProjectId } from '../contract/library.ts'
import type { ScrapId } from '../contract/scraps.ts'
import type { AttachmentRole } from './attachments.ts'
import { describeDocuments, setParent } from './cards.ts'
import type { WriteDb } from './database.ts'
import { createDocument, saveDocument, summary } from './documents.ts'
import { listLabels, saveLabel } from './labels.ts'
import { keepOriginal } from './originals.ts'
import type { OriginalFile } from './originals.ts'
import { keepPicture } from './pictures.ts'
import { createProject } from './projects.ts'
import { addScrap } from './scraps.ts'
import type { WholeScrap } from './scraps.ts'
import { takeProjectSnapshot } from './snapshots.ts'

/** A card on its way in: of its label only the name and the colour are known. */
export type ImportedCard = Partial<Omit<Card, 'label'>> & Readonly<{ label?: Omit<Label, 'id'> | null }>
/** A file that comes in with its document. */
export type ImportedFile = OriginalFile & Readonly<{ role: AttachmentRole }>
/** `parent`: one that comes before it, or null. */
export type ImportedDocument = Omit<DocumentDraft, 'caret'> &
  Readonly<{ title: string; parent: DocumentId | null; card: ImportedCard; attached: readonly ImportedFile[] }>
export type ImportedScrap = Omit<WholeScrap, 'project'>
/** Documents that come in together: into a project that is there (`title` null), or into a new one. */
export type ImportedProject = Readonly<{
  id: ProjectId
  title: string | null
  documents: readonly ImportedDocument[]
  scraps: readonly ImportedScrap[]
}>

/**
 * Adds documents after the last of each project; all of them or none. Of a project that was there before, a snapshot is
 * taken first.
 *
 * @throws {ProjectMissing}
 * @throws {RangeError} for an image that is none, or is too large.
 */
export function keepImport(
  db: WriteDb,
  imported: readonly ImportedProject[],
  nowMs: number,
): Readonly<{ projects: Project[]; documents: DocumentSummary[] }> {
  return db.transaction(() => {
    const projects: Project[] = []
    const kept: DocumentSummary[] = []
    for (const { id, title, documents, scraps } of imported) {
      if (title === null) takeProjectSnapshot(db, id, 'import', nowMs)
      else projects.push(createProject(db, id, title, nowMs))
      for (const document of documents) kept.push(keepDocument(db, id, document, nowMs))
      for (const scrap of scraps) addScrap(db, randomUUID() as ScrapId, { ...scrap, project: id })
    }
    return { projects, documents: kept }
  })()
}

function keepDocument(db: WriteDb, project: ProjectId, document: ImportedDocument, nowMs: number): DocumentSummary {
  const { title, parent, card, attached, ...draft } = document
  createDocument(db, draft.id, project, title, nowMs)
  saveDocument(db, { ...draft, caret: { anchor: 1, head: 1 } }, nowMs)
  const { label, ...change } = card
  describeDocuments(db, [draft.id], { ...change, ...(label ? { label: labelOf(db, label) } : {}) })
  if (parent !== null) setParent(db, draft.id, parent)
  for (const { role, ...file } of attached)
    if (role === 'image') keepPicture(db, draft.id, title, file.bytes, nowMs)
    else keepOriginal(db, draft.id, file, nowMs)
  return summary(db, draft.id)
}

/** The label of that name; a new one where there is none. */
function labelOf(db: WriteDb, { name, colour }: Omit<Label, 'id'>): LabelId {
  const known = listLabels(db).find(label => label.name === name)
  if (known) return known.id
  const id = randomUUID() as LabelId
  saveLabel(db, { id, name, colour })
  return id
}
