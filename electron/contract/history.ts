import type { Fit, RunId, RunSettings } from './infill.ts'
import type { DocumentId, ProjectId, RunFate } from './library.ts'

/**
 * Where the caret or the selection is: the text of its blocks, a line each, the offsets of the selection in it, and the
 * runs that the text in the selection is recorded as coming from.
 */
export type PassagePlace = Readonly<{ text: string; from: number; to: number; runs: readonly RunId[] }>

/** What is in the trash is left out of a project and of the library. */
export type HistoryScope =
  | Readonly<{ kind: 'passage'; document: DocumentId; place: PassagePlace }>
  | Readonly<{ kind: 'document'; document: DocumentId }>
  | Readonly<{ kind: 'project'; project: ProjectId }>
  | Readonly<{ kind: 'library' }>

/**
 * Which runs to list. `text`: words as in the search of everything, looked for in what was to be replaced and in the
 * variants, and settings by name: `seed:7`, `strength:40`, `variety:0.7`, `length:same`, `care:quick`, `model:starter`,
 * `writing:forward`, `use:lamp`, `avoid:sea`. A number alone is a seed too. `sinceMs`: begun then or later, null for ever.
 */
export type HistoryQuery = Readonly<{
  scope: HistoryScope
  text: string
  starred: boolean
  accepted: boolean
  sinceMs: number | null
}>

/** What one variant of a run says. `number` is its index among all that the run left; those without words are left out. */
export type VariantLine = Readonly<{
  number: number
  starred: boolean
  seed: number | null
  fit: Fit | null
  text: string
}>

/** A run as a list shows it. `regions`: what stood in each region before. `model` and `fault` are null for none. */
export type RunLine = Readonly<{
  id: RunId
  document: DocumentId
  startedAtMs: number
  fate: RunFate
  accepted: number | null
  settings: RunSettings
  model: string | null
  fault: string | null
  regions: readonly string[]
  variants: readonly VariantLine[]
}>

/** Behind which run a list goes on. */
export type RunCursor = Readonly<{ atMs: number; key: number }>
/** Newest first. `next` is null where no run is left. */
export type HistoryPage = Readonly<{ runs: readonly RunLine[]; next: RunCursor | null }>

/** The most runs of one page. */
export const HISTORY_PAGE_MAX = 200

/**
 * Which runs to delete: those begun before `beforeMs`, and the oldest beyond the newest `keepBytes`; null leaves that out.
 * Starred and accepted ones only where they are chosen, and never one that still goes on.
 */
export type PruneRule = Readonly<{
  scope: Exclude<HistoryScope, { kind: 'passage' }>
  beforeMs: number | null
  keepBytes: number | null
  starred: boolean
  accepted: boolean
}>
/** `text`: what was to be replaced, else what was written. */
export type PruneLine = Readonly<{
  id: RunId
  document: DocumentId
  startedAtMs: number
  fate: RunFate
  starred: boolean
  bytes: number
  text: string
}>
/** What a rule lets go, newest first, all of it; and how much there is in its scope. */
export type PrunePreview = Readonly<{ gone: readonly PruneLine[]; runs: number; bytes: number }>
