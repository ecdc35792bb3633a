import type { RunId } from './infill.ts'
import type { DocJson, DocumentId, ProjectId } from './library.ts'
import type { Piece } from './search.ts'

export type ScrapId = string & { readonly __brand: 'ScrapId' }

/**
 * A piece of text that was put aside. `openStart`, `openEnd`: how many levels its first and its last block were cut into;
 * 0 where they are whole. `text`: what it says, plain.
 */
export type ScrapContent = Readonly<{ doc: DocJson; openStart: number; openEnd: number; text: string; words: number }>

/** `document`, `run`: where it came from, as far as that is known; they name what may be gone. `run`: for a variant. */
export type NewScrap = Readonly<{
  id: ScrapId
  project: ProjectId
  document: DocumentId | null
  run: RunId | null
  content: ScrapContent
}>

/**
 * A scrap as the shelf lists it. `excerpt`: how it begins, or what is round the words that were looked for. `whole`: there is
 * no more of it. `trashedAtMs`: when it was taken off the shelf, null while it lies there.
 */
export type ScrapLine = Omit<NewScrap, 'content'> &
  Readonly<{
    atMs: number
    starred: boolean
    trashedAtMs: number | null
    words: number
    excerpt: readonly Piece[]
    whole: boolean
  }>

export const SCRAPS_SHOWN = ['shelf', 'starred', 'removed'] as const
export type ScrapsShown = (typeof SCRAPS_SHOWN)[number]
/** `text`: words as in the search of everything; empty for all. `removed`: only those that were taken off the shelf. */
export type ScrapQuery = Readonly<{ project: ProjectId; text: string; shown: ScrapsShown }>
/** Behind which scrap a list goes on. */
export type ScrapCursor = Readonly<{ atMs: number; key: number }>
/** Newest first. `next` is null where none is left. */
export type ScrapPage = Readonly<{ scraps: readonly ScrapLine[]; next: ScrapCursor | null }>

/** The most scraps of one page. */
export const SCRAPS_PAGE_MAX = 200
/** Names a scrap that is dragged: its id is the data. */
export const SCRAP_MEDIA = 'application/x-palimpsest-scrap'
