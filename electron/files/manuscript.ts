import { isManuscript } from '../contract/binder.ts'
import type { Headings } from '../contract/files.ts'
import type { DocumentId, DocumentSummary } from '../contract/library.ts'

/** A document in the order of the binder. `depth`: 0 where nothing holds it. */
export type Placed = Readonly<{ document: DocumentSummary; depth: number }>

/** A project's documents in the order of the binder, without those in the trash and what these hold. */
export function inOrder(documents: readonly DocumentSummary[]): Placed[] {
  const live = documents.filter(({ trashedAtMs }) => trashedAtMs === null)
  const known = new Set(documents.map(({ id }) => id))
  const held = Map.groupBy(live, ({ parent }) => (parent !== null && known.has(parent) ? parent : null))
  const below = (parent: DocumentId | null, depth: number): Placed[] =>
    (held.get(parent) ?? [])
      .sort((a, b) => a.position - b.position)
      .flatMap(document => [{ document, depth }, ...below(document.id, depth + 1)])
  return below(null, 0)
}

/** The document and all it holds, out of a list in order; depth counts from it. */
export function fromDocument(all: readonly Placed[], id: DocumentId): Placed[] {
  const at = all.findIndex(({ document }) => document.id === id)
  const root = all[at]
  if (!root) return []
  const end = all.findIndex(({ depth }, index) => index > at && depth <= root.depth)
  return all
    .slice(at, end < 0 ? undefined : end)
    .map(({ document, depth }) => ({ document, depth: depth - root.depth }))
}

/** What is for the reader: notes and research are left out, with all that they hold. */
export function forReaders(placed: readonly Placed[]): Placed[] {
  let hiddenAt = Infinity
  return placed.filter(({ document, depth }) => {
    if (depth <= hiddenAt) hiddenAt = isManuscript(document.kind) && !document.isImage ? Infinity : depth
    return hiddenAt === Infinity
  })
}

/**
 * At which level titles stand as headings, from 1, by the depth of what they are the titles of; 0 for none. `chapters`:
 * those of parts, of chapters, and of what nothing holds.
 */
export function headingsOf(placed: readonly Placed[], headings: Headings): number[] {
  return placed.map(({ document: { kind }, depth }) => {
    const stands =
      headings === 'all' || (headings === 'chapters' && (depth === 0 || kind === 'part' || kind === 'chapter'))
    return stands ? depth + 1 : 0
  })
}
