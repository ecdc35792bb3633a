import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { FindOptions } from '@contract/search.ts'

/** A hit in a line of a document (offsets in it), and the text that would take its place. */
export type Place = Readonly<{ line: string; from: number; to: number; text: string }>
export type FoundDocument = Readonly<{ id: DocumentId; title: string; places: readonly Place[] }>

/** Finding and replacing in all documents of a project, or (null) of the library. */
export type Replacing = Readonly<{
  options: FindOptions
  replacement: string
  project: ProjectId | null
  phase: 'resting' | 'looking' | 'listed' | 'replacing'
  /** Why nothing was found or replaced, as a sentence; empty for none. */
  problem: string
  found: readonly FoundDocument[]
  /** There are more places than are listed. */
  more: boolean
  /** Places that are to stay, by `placeKey`. */
  kept: ReadonlySet<string>
  /** Documents that are ready to be saved, of all; null while nothing is replaced. */
  progress: Readonly<{ done: number; of: number }> | null
}>

/** The most places that are listed, and so can be replaced at once. */
export const PLACES_MAX = 20_000

export const resting: Replacing = {
  options: { text: '', wholeWord: false, matchCase: false, pattern: false },
  replacement: '',
  project: null,
  phase: 'resting',
  problem: '',
  found: [],
  more: false,
  kept: new Set(),
  progress: null,
}

export const placeKey = (document: DocumentId, index: number) => `${document} ${index}`

/** The state with these places to stay, or not to. */
export function withKept(state: Replacing, keys: readonly string[], kept: boolean): Replacing {
  const next = new Set(state.kept)
  for (const key of keys)
    if (kept) next.add(key)
    else next.delete(key)
  return { ...state, kept: next }
}

/** Documents with what is to be replaced in them; none with nothing. */
export function chosen({ found, kept }: Replacing): FoundDocument[] {
  return found
    .map(it => ({ ...it, places: it.places.filter((_, i) => !kept.has(placeKey(it.id, i))) }))
    .filter(({ places }) => places.length > 0)
}

export function placeCount(documents: readonly FoundDocument[]): number {
  return documents.reduce((sum, { places }) => sum + places.length, 0)
}
