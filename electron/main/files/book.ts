import type { ExportRequest, Headings } from '../../contract/files.ts'
import type { DocJson, DocumentId, ProjectId } from '../../contract/library.ts'
import type { Book, Piece } from '../../files/book.ts'
import type { ProjectScrap, WholeProject } from '../../files/folder/write.ts'
import { forReaders, fromDocument, headingsOf, inOrder } from '../../files/manuscript.ts'
import type { Placed } from '../../files/manuscript.ts'
import { withTyped } from '../../files/typed.ts'
import { listAttachments } from '../../store/attachments.ts'
import type { ReadDb } from '../../store/database.ts'
import { listProjectDocuments, loadDocument } from '../../store/documents.ts'
import { ProjectMissing } from '../../store/failures.ts'
import { listLabels } from '../../store/labels.ts'
import { originsOf } from '../../store/origins.ts'
import { listProjects } from '../../store/projects.ts'
import { wholeScraps } from '../../store/scraps.ts'
import { originPiece } from '../origin-text.ts'
import { FilesFault } from './jobs.ts'

/**
 * What a request exports, as the library holds it. Told `onBehind`: the title of each document that goes out as it was saved,
 * since what was typed afterwards does not fit it.
 *
 * @throws {DocumentMissing | ProjectMissing | FilesFault}
 */
export function bookOf(db: ReadDb, request: ExportRequest, nowMs: number, onBehind: OnBehind): Book {
  const { author, language, titlePage, origins } = request
  const { title, texts } = textsOf(db, request, onBehind)
  const report = origins ? [originPiece(originsOf(db, title, texts, nowMs))] : []
  return { title, author, language, titlePage, origins, pieces: [...texts, ...report] }
}

type OnBehind = (title: string) => void

/** A piece, and the document that it is or is part of. */
type Text = Piece & Readonly<{ id: DocumentId }>
type Texts = Readonly<{ title: string; texts: readonly Text[] }>

function textsOf(db: ReadDb, { scope, headings }: ExportRequest, onBehind: OnBehind): Texts {
  switch (scope.kind) {
    case 'document': {
      const { title, project } = loadDocument(db, scope.document)
      const all = fromDocument(placedIn(db, project), scope.document)
      // One that goes out by itself goes out whatever it is; of what it holds, what is for the reader.
      const [first, ...rest] = all
      const placed = first ? [first, ...forReaders(rest)] : []
      return { title, texts: piecesOf(db, placed, headings, onBehind) }
    }
    case 'selection': {
      const { title } = loadDocument(db, scope.document)
      return { title, texts: [{ id: scope.document, title, heading: headings === 'none' ? 0 : 1, doc: scope.doc }] }
    }
    case 'project': {
      const placed = forReaders(placedIn(db, scope.project))
      if (placed.length === 0)
        throw new FilesFault({
          code: 'bad-request',
          message: 'This project holds no text for readers: no part, chapter or scene.',
        })
      return { title: titleOf(db, scope.project), texts: piecesOf(db, placed, headings, onBehind) }
    }
  }
}

/** Every project with its documents and scraps, without the trash. `onBehind` as for `bookOf`. */
export function wholeProjects(db: ReadDb, onBehind: OnBehind): WholeProject[] {
  const labels = new Map(listLabels(db).map(({ id, name, colour }) => [id, { name, colour }]))
  const attached = Map.groupBy(listAttachments(db), ({ document }) => document)
  return listProjects(db)
    .filter(it => it.trashedAtMs === null)
    .map(({ id, title }) => ({ id, title, placed: placedIn(db, id) }))
    .map(({ id, title, placed }) => ({
      title,
      scraps: scrapsOf(db, id, placed),
      documents: placed.map(({ document, depth }) => {
        const { kind, status, synopsis, target } = document
        const label = document.label === null ? null : (labels.get(document.label) ?? null)
        return {
          title: document.title,
          depth,
          card: { kind, status, synopsis, target, label },
          doc: textOf(db, document.id, onBehind),
          attached: attached.get(document.id) ?? [],
        }
      }),
    }))
}

function scrapsOf(db: ReadDb, project: ProjectId, placed: readonly Placed[]): ProjectScrap[] {
  const numbers = new Map(placed.map(({ document }, at) => [document.id, at]))
  return wholeScraps(db, project).map(({ document, run, atMs, starred, content: { doc, openStart, openEnd } }) => ({
    ...{ from: document === null ? null : (numbers.get(document) ?? null), run, atMs, starred },
    ...{ openStart, openEnd, doc },
  }))
}

function placedIn(db: ReadDb, project: ProjectId): Placed[] {
  return inOrder(listProjectDocuments(db, project))
}

function piecesOf(db: ReadDb, placed: readonly Placed[], headings: Headings, onBehind: OnBehind): Text[] {
  const levels = headingsOf(placed, headings)
  return placed.map(({ document: { id, title } }, at) => ({
    ...{ id, title, heading: levels[at]! },
    doc: textOf(db, id, onBehind),
  }))
}

/** With what was typed since it was saved: a studio that was killed leaves that beside it until it is opened. */
function textOf(db: ReadDb, id: DocumentId, onBehind: OnBehind): DocJson {
  const { title, doc, journal } = loadDocument(db, id)
  const typed = withTyped(doc, journal)
  if (typed === null) onBehind(title)
  return typed ?? doc
}

function titleOf(db: ReadDb, id: ProjectId): string {
  const project = listProjects(db).find(it => it.id === id)
  if (!project) throw new ProjectMissing(id)
  return project.title
}
