import type { Card } from '@contract/binder.ts'
import type { DocumentId, DocumentSummary, LibraryView, Project, ProjectId } from '@contract/library.ts'

/** A summary with what matters to a test; the rest is that of a new scene of ten words. */
export function summaryOf(id: string, home: string, change: Partial<DocumentSummary> = {}): DocumentSummary {
  const card: Card = { kind: 'scene', label: null, status: 'none', synopsis: '', target: null }
  return {
    ...{ id: id as DocumentId, project: home as ProjectId, parent: null, title: `Scene ${id}`, position: 0 },
    ...{ words: 10, isImage: false, trashedAtMs: null, updatedAtMs: 0 },
    ...card,
    ...change,
  }
}

export function projectOf(id: string, position = 0, trashedAtMs: number | null = null): Project {
  return { id: id as ProjectId, title: `Project ${id}`, position, trashedAtMs }
}

/**
 * Documents as an outline says: `P(C(ab)c)x` makes a part with a chapter of two scenes, and so on. Capitals are
 * containers: P and Q parts, C and D chapters, N a note that holds notes; small letters are scenes, n and m notes.
 */
export function documentsAs(outline: string, home: string): DocumentSummary[] {
  const made: DocumentSummary[] = []
  const parents: DocumentId[] = []
  for (const mark of outline) {
    const last = made.at(-1)
    if (mark === '(' && last) parents.push(last.id)
    else if (mark === ')') parents.pop()
    else made.push(summaryOf(mark, home, { parent: parents.at(-1) ?? null, position: made.length, kind: kindOf(mark) }))
  }
  return made
}

function kindOf(mark: string): Card['kind'] {
  if ('PQ'.includes(mark)) return 'part'
  if ('CD'.includes(mark)) return 'chapter'
  return 'Nnm'.includes(mark) ? 'note' : 'scene'
}

/** A view of projects p, q, … that hold what the outlines say. */
export function viewAs(...outlines: string[]): LibraryView {
  const names = Array.from('pqr').slice(0, outlines.length)
  return {
    projects: names.map((name, at) => projectOf(name, at)),
    documents: outlines.flatMap((outline, at) => documentsAs(outline, names[at]!)),
    labels: [],
    settings: {} as LibraryView['settings'],
    readOnly: null,
  }
}
