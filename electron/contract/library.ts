import type { Passage, RunEnd, RunId, RunSettings } from './infill.ts'

export type ProjectId = string & { readonly __brand: 'ProjectId' }
export type DocumentId = string & { readonly __brand: 'DocumentId' }

/** A document's content as ProseMirror JSON. Its shape is the editor's own business. */
export type DocJson = Readonly<{ type: 'doc'; content?: readonly unknown[] }>

export type Project = Readonly<{ id: ProjectId; title: string; position: number; trashedAtMs: number | null }>
export type DocumentSummary = Readonly<{
  id: DocumentId
  project: ProjectId
  title: string
  position: number
  words: number
  trashedAtMs: number | null
  updatedAtMs: number
}>
/** `caret`: the anchor and head of the selection when it was last saved, as document positions. */
export type Document = DocumentSummary & Readonly<{ doc: DocJson; caret: Caret }>
export type Caret = Readonly<{ anchor: number; head: number }>

/** What the editor hands over to be kept: the content, and its plain text for search and counts. */
export type DocumentDraft = Readonly<{ id: DocumentId; doc: DocJson; text: string; words: number; caret: Caret }>

export type Theme = 'system' | 'light' | 'sepia' | 'dark'
export type Settings = Readonly<{
  theme: Theme
  typographicQuotes: boolean
  openDocument: DocumentId | null
  binderShown: boolean
  studioShown: boolean
  run: RunSettings
  /** The writer chose a seed; otherwise each run draws its own. */
  seedFixed: boolean
}>

/** All that the window needs to draw itself. */
export type LibraryView = Readonly<{
  projects: readonly Project[]
  documents: readonly DocumentSummary[]
  settings: Settings
  /** The library can be read but not written: a sentence that says why, or null. */
  readOnly: string | null
}>

export type RunFate = 'running' | 'offered' | 'accepted' | 'discarded' | 'stopped' | 'failed'
/** A run as history keeps it. `accepted` is the index of the variant that was taken. */
export type RunRecord = Readonly<{
  id: RunId
  document: DocumentId
  startedAtMs: number
  fate: RunFate
  accepted: number | null
  settings: RunSettings
  passage: Passage
  end: RunEnd | null
}>
