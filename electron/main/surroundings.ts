import { AROUND_CHARS_MAX } from '../contract/infill.ts'
import type { Around, Surroundings } from '../contract/infill.ts'
import type { DocumentId, DocumentSummary } from '../contract/library.ts'
import { forReaders, inOrder } from '../files/manuscript.ts'
import type { ReadDb } from '../store/database.ts'
import { listProjectDocuments, plainText, summary } from '../store/documents.ts'
import { ancestorsOf } from '../store/places.ts'

/**
 * What a run over a document may read of its project: the text of the documents before and after it in the order of the
 * binder, as they were last saved, and its outline, as the writer wishes. Notes, research and the trash are left out,
 * and have no surroundings themselves. A little more than is read, cut off far from the document.
 */
export function surroundingsOf(db: ReadDb, id: DocumentId, wished: Around): Surroundings | undefined {
  if (wished === 'nothing') return undefined
  const { project } = summary(db, id)
  const placed = forReaders(inOrder(listProjectDocuments(db, project)))
  const documents = placed.map(({ document }) => document)
  const at = documents.findIndex(document => document.id === id)
  if (at < 0) return undefined
  const before = nearestTexts(db, documents.slice(0, at).toReversed()).toReversed().join('\n\n')
  const after = nearestTexts(db, documents.slice(at + 1)).join('\n\n')
  return {
    outline: wished === 'outline' ? outlineOf([...ancestorsOf(db, id).toReversed(), id], documents) : '',
    before: before.slice(-AROUND_CHARS_MAX).toWellFormed(),
    after: after.slice(0, AROUND_CHARS_MAX).toWellFormed(),
  }
}

/** The texts of the first of these documents that are enough together; those without text do not count. */
function nearestTexts(db: ReadDb, documents: readonly DocumentSummary[]): string[] {
  const texts: string[] = []
  let length = 0
  for (const { id } of documents) {
    if (length >= AROUND_CHARS_MAX) break
    const text = plainText(db, id).trim()
    if (text !== '') texts.push(text)
    length += text.length
  }
  return texts
}

/** Titles and synopses of these documents, the outermost first. */
function outlineOf(ids: readonly DocumentId[], documents: readonly DocumentSummary[]): string {
  const told = ids.flatMap(id => documents.find(document => document.id === id) ?? [])
  return told
    .flatMap(({ title, synopsis }) => [title, synopsis.trim()])
    .filter(text => text !== '')
    .join('\n\n')
}
