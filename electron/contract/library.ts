import type { Card, Label } from './binder.ts'
import type { BackendChoice } from './engine.ts'
import type { Passage, RunEnd, RunId, RunSettings } from './infill.ts'
import type { Places } from './places.ts'
import type { Preset } from './presets.ts'

export type ProjectId = string & { readonly __brand: 'ProjectId' }
export type DocumentId = string & { readonly __brand: 'DocumentId' }

/** A document's content as ProseMirror JSON. Its shape is the editor's own business. */
export type DocJson = Readonly<{ type: 'doc'; content?: readonly unknown[] }>

export type Project = Readonly<{ id: ProjectId; title: string; position: number; trashedAtMs: number | null }>
/** `parent`: the document that it stands under; null for the project itself. `isImage`: it shows a picture, not text. */
export type DocumentSummary = Readonly<{
  id: DocumentId
  project: ProjectId
  parent: DocumentId | null
  title: string
  position: number
  words: number
  isImage: boolean
  trashedAtMs: number | null
  updatedAtMs: number
}> &
  Card
/** A document as it is made of the end of another one. */
export type NewDocument = Readonly<{ id: DocumentId; title: string; doc: DocJson; text: string; words: number }>
/** One change of a document as ProseMirror JSON. Its shape is the editor's own business. */
export type StepJson = Readonly<{ stepType: string }>

/**
 * `caret`: the anchor and head of the selection when it was last saved, as document positions. `revision`: counts the
 * saves. `journal`: what was typed after the last one, where the studio was ended before the next; apply it to `doc`.
 */
export type Document = DocumentSummary &
  Readonly<{ doc: DocJson; caret: Caret; revision: number; journal: readonly StepJson[] }>
export type SavedText = DocumentSummary & Readonly<{ revision: number }>
/** `recovered`: new documents, made of words in the journal that the draft was not based on. */
export type SavedDocument = SavedText & Readonly<{ recovered: readonly DocumentSummary[] }>

/** Changes for the journal: they apply to `revision` of the document after the first `first` that the journal holds. */
export type JournalEntry = Readonly<{ id: DocumentId; revision: number; first: number; steps: readonly StepJson[] }>

export type Caret = Readonly<{ anchor: number; head: number }>

/**
 * What the editor hands over to be kept: the content, and its plain text for search and counts. `base`: the revision
 * whose content and journal it holds; without it, what the journal still has of the document is set aside as a copy.
 */
export type DocumentDraft = Readonly<{
  id: DocumentId
  doc: DocJson
  text: string
  words: number
  caret: Caret
  base?: number
}>

/** A draft of which it is known what it holds. */
export type BasedDraft = DocumentDraft & Readonly<{ base: number }>

/** How the page shows where text came from: not, by a line under it, or by a tint and a line. */
export type OriginView = 'off' | 'subtle' | 'full'
export type Theme = 'system' | 'light' | 'sepia' | 'dark'
export type HeatView = 'off' | 'subtle' | 'strong'

export type Settings = Readonly<{
  theme: Theme
  typographicQuotes: boolean
  /** Words that the dictionary does not know are underlined. */
  spelling: boolean
  /** The dictionary's name; empty for the one that comes with the studio. */
  dictionary: string
  openDocument: DocumentId | null
  binderShown: boolean
  studioShown: boolean
  origins: OriginView
  /** How an offered text shows how certain its words were. */
  heat: HeatView
  /** Links and inline code in a passage stay as locked words do. */
  linksLocked: boolean
  /** The line of the caret stays at the same height while one types. */
  typewriter: boolean
  /** Words to write on a day, and from opening the window to closing it; null for no goal. */
  dailyGoal: number | null
  sessionGoal: number | null
  run: RunSettings
  /** The writer chose a seed; otherwise each run draws its own. */
  seedFixed: boolean
  /** What computes the model. */
  backend: BackendChoice
  /** The first steps were taken or skipped. */
  toured: boolean
  presets: readonly Preset[]
  /** Keys that the writer chose, by command; null for none. */
  keys: Readonly<Record<string, string | null>>
}>

/** All that the window needs to draw itself. */
export type LibraryView = Readonly<{
  projects: readonly Project[]
  documents: readonly DocumentSummary[]
  labels: readonly Label[]
  settings: Settings
  /** The library can be read but not written: a sentence that says why, or null. */
  readOnly: string | null
}>

export type RunFate = 'running' | 'offered' | 'accepted' | 'discarded' | 'stopped' | 'failed'
/**
 * A run as history keeps it. `accepted` is the index of the variant that was taken, `starred` are those with a star,
 * `start` what it went on from.
 */
export type RunRecord = Readonly<{
  id: RunId
  document: DocumentId
  startedAtMs: number
  fate: RunFate
  accepted: number | null
  starred: readonly number[]
  settings: RunSettings
  passage: Passage
  start: readonly Places[] | null
  end: RunEnd | null
}>
