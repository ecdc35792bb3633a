import type { RunId } from './infill.ts'
import type { DocumentId, ProjectId, RunFate } from './library.ts'
import type { ScrapId } from './scraps.ts'

/**
 * Words to be found, all of them, in any order; the last is the beginning of a word unless a space follows it. `"…"` is a
 * phrase, `-word` must not occur. Case and diacritics are left out. `project`: where to look; null is the whole library.
 */
export type SearchQuery = Readonly<{ text: string; project: ProjectId | null }>

/** A part of an excerpt; `hit` where it is what was looked for. */
export type Piece = Readonly<{ text: string; hit: boolean }>

export type DocumentHit = Readonly<{ document: DocumentId; title: readonly Piece[]; excerpt: readonly Piece[] }>
/** `variant`: the index of the variant that holds the words; null where the text that it was to replace does. */
export type RunHit = Readonly<{
  run: RunId
  document: DocumentId
  variant: number | null
  startedAtMs: number
  fate: RunFate
  excerpt: readonly Piece[]
}>

/** A document by what its card says: its synopsis, and the name of its label, empty for none. */
export type CardHit = Readonly<{
  document: DocumentId
  title: string
  synopsis: readonly Piece[]
  label: readonly Piece[]
}>
/** `number`: which footnote of the document it is, from 1. */
export type FootnoteHit = Readonly<{
  document: DocumentId
  title: string
  number: number
  excerpt: readonly Piece[]
}>

export type ScrapHit = Readonly<{
  scrap: ScrapId
  project: ProjectId
  document: DocumentId | null
  atMs: number
  excerpt: readonly Piece[]
}>

/**
 * Documents, footnotes and cards by relevance, scraps and runs the newest first; at most `HITS_MAX` of each. What is in the trash, or
 * was taken off its shelf, is left out.
 */
export type SearchResults = Readonly<{
  documents: readonly DocumentHit[]
  footnotes: readonly FootnoteHit[]
  cards: readonly CardHit[]
  scraps: readonly ScrapHit[]
  runs: readonly RunHit[]
}>

export const HITS_MAX = 50

/** A document's plain text as it was last saved, which made `revision` of it. */
export type DocumentText = Readonly<{ id: DocumentId; revision: number; text: string }>

/** What to find, letter by letter. `pattern`: `text` is a regular expression, RE2's kind. */
export type FindOptions = Readonly<{ text: string; wholeWord: boolean; matchCase: boolean; pattern: boolean }>
