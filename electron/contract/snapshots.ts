import type { DocJson, DocumentId } from './library.ts'

export type SnapshotId = string & { readonly __brand: 'SnapshotId' }
export type SnapshotSetId = string & { readonly __brand: 'SnapshotSetId' }

/** What a snapshot was taken for, or before. Those by hand stay until the writer removes them; the others are pruned. */
export const SNAPSHOT_CAUSES = ['by hand', 'accept', 'replace all', 'import', 'restore', 'deletion', 'daily'] as const
export type SnapshotCause = (typeof SNAPSHOT_CAUSES)[number]

/**
 * A document as it was at `atMs`. `title` and `words` are those of then; `name` is the writer's own, or empty. `set`:
 * shared by those that were taken of several documents at once.
 */
export type Snapshot = Readonly<{
  id: SnapshotId
  document: DocumentId
  set: SnapshotSetId | null
  atMs: number
  cause: SnapshotCause
  name: string
  title: string
  words: number
}>

/** The content that a snapshot holds, and its plain text. */
export type SnapshotContent = Readonly<{ doc: DocJson; text: string; words: number }>

/** What to take of one document. Without `content` it is what was last saved. */
export type SnapshotRequest = Readonly<{
  document: DocumentId
  cause: SnapshotCause
  name: string
  content?: SnapshotContent
}>
