import type { DocJson, DocumentId, DocumentSummary, Project, ProjectId } from './library.ts'

/** One export or import, from the dialog to its end. The window mints it. */
export type JobId = string & { readonly __brand: 'JobId' }

export const EXPORT_FORMATS = ['markdown', 'docx', 'epub', 'pdf', 'html', 'text'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What leaves the studio. A selection comes with its content, since only the window has it. */
export type ExportScope =
  | Readonly<{ kind: 'document'; document: DocumentId }>
  | Readonly<{ kind: 'selection'; document: DocumentId; doc: DocJson }>
  | Readonly<{ kind: 'project'; project: ProjectId }>

/** Which titles stand as headings. `chapters`: not those of scenes in a part or chapter. */
export const HEADINGS = ['all', 'chapters', 'none'] as const
export type Headings = (typeof HEADINGS)[number]

export type ExportRequest = Readonly<{
  id: JobId
  scope: ExportScope
  format: ExportFormat
  headings: Headings
  titlePage: boolean
  /** Says whose words they are: a report at the end, and in HTML a mark at every stretch of them. */
  origins: boolean
  /** May be empty. */
  author: string
  /** Of the text, as BCP 47 has it: `en`, `de-AT`. */
  language: string
}>

/** What was written: a file or a folder, by its name alone. */
export type WrittenFile = Readonly<{ name: string }>
/**
 * `behind`: titles of documents that went out as they were saved, since what was typed afterwards, just before the studio was
 * killed, does not fit them. When such a one is opened, those words become a document of their own.
 */
export type Exported = WrittenFile & Readonly<{ behind: readonly string[] }>

/** What an import could not keep. */
export const LOSSES = [
  'picture',
  'table',
  'footnote',
  'comment',
  'underline',
  'raised',
  'deep-heading',
  'link',
  'file',
] as const
export type LossKind = (typeof LOSSES)[number]
export type Loss = Readonly<{ kind: LossKind; count: number }>
/** A file that does not say how its letters are written, and what it was taken for. */
export type EncodingGuess = Readonly<{ file: string; encoding: string }>

/** Where an import is cut into documents. `as-is`: one for each part that the files have themselves. */
export const SPLITS = ['as-is', 'heading-1', 'heading-2', 'scene-break'] as const
export type Split = (typeof SPLITS)[number]

/** `project`: where the files say to which one a part belongs; a new one of that title is made for it. */
export type ImportPart = Readonly<{
  title: string
  words: number
  begins: string
  project: string | null
  isImage: boolean
}>
/** Where an import comes from: files of any kind, or a folder of texts, of Scrivener's, or one that this studio wrote. */
export type ImportFrom = 'files' | 'folder'
/** How files would come in. `splits`: those that would make a difference. */
export type ImportPreview = Readonly<{
  title: string
  files: readonly string[]
  split: Split
  splits: readonly Split[]
  parts: readonly ImportPart[]
  losses: readonly Loss[]
  guesses: readonly EncodingGuess[]
  /** How many of the files can be kept as they are, each with the first document that is made of it. */
  originals: number
  /** Titles of projects without documents. They come in where the import does not go into another. */
  emptyProjects: readonly string[]
  /** How many scraps come in with them. */
  scraps: number
}>
/** `into`: a project that is there; null for a new one called `title`, or for those that the parts name. `leaveOut`: numbers of parts, from 0. */
export type ImportChoice = Readonly<{
  id: JobId
  split: Split
  leaveOut: readonly number[]
  into: ProjectId | null
  title: string
  /** The files themselves are kept too. */
  keepOriginals: boolean
}>
/** A file that a document was imported from, as it was. `size` in bytes. */
export type Original = Readonly<{ key: number; name: string; size: number }>
export type ImportKept = Readonly<{ projects: readonly Project[]; documents: readonly DocumentSummary[] }>

/** How far a job has come: `done` of `of` parts, or `of` 0 where nobody knows. */
export type JobProgress = Readonly<{ id: JobId; doing: string; done: number; of: number }>
