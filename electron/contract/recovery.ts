import type { Theme } from './library.ts'

/** Every way in which a library may not open. `other`: one that nobody foresaw. */
export const TROUBLES = [
  'cut-short',
  'blank-page',
  'damaged',
  'no-library',
  'log-missing',
  'log-stale',
  'from-future',
  'disk-full',
  'read-only',
  'locked',
  'gone',
  'other',
] as const
export type Trouble = (typeof TROUBLES)[number]

/**
 * What can be done about it. `read`: open a copy that refuses changes. `without-log`: set the log aside, or do without
 * the missing one, and open what the file holds. `begin-anew`: an empty library in this place.
 */
export const RECOVERY_ACTS = ['retry', 'read', 'salvage', 'export', 'without-log', 'begin-anew'] as const
export type RecoveryAct = (typeof RECOVERY_ACTS)[number]

/** Words that the library did not take any more, and the document that they belong to. */
export type UnsavedText = Readonly<{ title: string; text: string }>

/**
 * What the recovery window shows. `detail`: what was found, in the words of the system or of SQLite, for a report. `rescued`:
 * the file in the folder that unsaved words were put into, or null.
 */
export type RecoveryView = Readonly<{
  trouble: Trouble
  folder: string
  detail: string
  rescued: string | null
  acts: readonly RecoveryAct[]
  theme: Theme
  /** How much can still be read; null for nothing. */
  readable: Readonly<{ documents: number; words: number }> | null
}>

/** What an act came to; `opens`: the library can be opened now. Null if the window goes, or nothing was done. */
export type RecoveryOutcome = Readonly<{ sentence: string; opens: boolean }> | null

/** A backup by its file's name: when it was made and why; `elsewhere`: it lies in the other folder that was chosen. */
export type Backup = Readonly<{ name: string; atMs: number; label: string; elsewhere: boolean }>

/**
 * What is in the library now and not in a backup of it. `missing`, `changed`: titles of documents, with their words now
 * and, of those that were changed, then. `scraps`: how many of them. `unread`: what the library holds now cannot all be read, so there may be more.
 */
export type Loss = Readonly<{
  missing: readonly Readonly<{ title: string; words: number }>[]
  changed: readonly Readonly<{ title: string; words: number; wordsThen: number }>[]
  scraps: number
  same: number
  unread: boolean
}>
/** A backup looked into. `loss` is null where nothing at all can be read of the library now. */
export type BackupContents = Readonly<{ documents: number; words: number; loss: Loss | null }>
