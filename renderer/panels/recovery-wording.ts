import type { Backup, RecoveryAct, Trouble } from '@contract/recovery.ts'

/** What is said of each trouble: what happened, and what is safe. */
export type TroubleText = Readonly<{ heading: string; happened: string; safe: string }>

const untouched = 'Nothing was changed: the file lies where it was, as it was.'

export const troubleTexts: Readonly<Record<Trouble, TroubleText>> = {
  'cut-short': {
    heading: 'The library file is cut short',
    happened:
      'The end of the file is missing. A disk that was full or taken out, or a copy that was broken off, can do that.',
    safe: `${untouched} What stands before the cut can be read.`,
  },
  'blank-page': {
    heading: 'Part of the library file is blank',
    happened: 'A stretch of the file holds nothing but zeros. A power cut or a failing disk can do that.',
    safe: `${untouched} What stands outside of that stretch can be read.`,
  },
  damaged: {
    heading: 'The library is damaged',
    happened:
      'Some of the file does not hold what it should. A failing disk, or a program that wrote into it, can do that.',
    safe: `${untouched} What is sound in it can be read.`,
  },
  'no-library': {
    heading: 'This file is no library',
    happened:
      'A file called “library.sqlite” lies in the folder, but Palimpsest did not make it. Something else was saved under that name.',
    safe: `${untouched} Backups are files of their own.`,
  },
  'log-missing': {
    heading: 'The library’s log is missing',
    happened:
      'Palimpsest ended without closing the library, and the file “library.sqlite-wal” that held the last changes is gone. Programs that tidy or synchronise folders take it for rubbish.',
    safe: 'The library itself is whole, as it was when the log was last written into it. What was changed after that was in the log.',
  },
  'log-stale': {
    heading: 'A log lies here that is not this library’s',
    happened:
      'The file “library.sqlite-wal” belongs to another state of this library. That happens when one of the two is copied back without the other.',
    safe: 'The log was not applied, so the library is as it was. Both files lie where they were.',
  },
  'from-future': {
    heading: 'The library is newer than this Palimpsest',
    happened:
      'A newer version of Palimpsest has changed how the library is kept. This one would not understand all of it, so it does not touch it.',
    safe: 'Everything. Open it with the newer version. Before a change of that kind a backup is made, which this version can read.',
  },
  'disk-full': {
    heading: 'The disk is full',
    happened: 'There is no room left to open the library, which needs some for its log.',
    safe: 'Everything that was saved. Free some space, then try again.',
  },
  'read-only': {
    heading: 'The library cannot be changed here',
    happened: 'The folder or the file of the library may be read but not written.',
    safe: 'Everything. You can open it for reading; to write, make the folder writable, then try again.',
  },
  locked: {
    heading: 'The library is already open',
    happened: 'Another Palimpsest, or another program, is using the library.',
    safe: 'Everything. Close it there, then try again. A copy can be opened for reading meanwhile.',
  },
  gone: {
    heading: 'The library is not where it was',
    happened:
      'There was a library in this folder, and now there is none. The drive may not be connected, or the folder was moved.',
    safe: 'Whatever is on that drive. Nothing was made in its place. Connect the drive or move the folder back, then try again.',
  },
  other: {
    heading: 'The library could not be opened',
    happened: 'Something happened that Palimpsest does not know how to explain; what the system said stands below.',
    safe: 'Nothing was changed by trying to open it.',
  },
}

/** What each act is called, and what it does. */
export const actTexts: Readonly<Record<RecoveryAct, Readonly<{ label: string; does: string }>>> = {
  retry: { label: 'Try again', does: 'Opens the library, if what was wrong is mended.' },
  read: {
    label: 'Open a copy for reading',
    does: 'Opens a copy that cannot be changed. What is damaged in it is left blank.',
  },
  salvage: {
    label: 'Salvage what can be read',
    does: 'Makes a new library of everything that can still be read. The damaged file is kept beside it.',
  },
  export: {
    label: 'Export all text…',
    does: 'Writes every document as a text file, and the scraps of each project, into a folder of your choice.',
  },
  'without-log': {
    label: 'Open it without the log',
    does: 'Opens what the library file itself holds. A log that lies here is kept beside it.',
  },
  'begin-anew': { label: 'Begin a new library here', does: 'Makes an empty library in this folder.' },
}

const labels: Readonly<Record<string, string>> = { hourly: 'hourly', 'by hand': 'made by hand' }

/** Why a backup was made: `hourly`, `made by hand`, `before version 3`. */
export function backupReason({ label }: Backup): string {
  const version = /^version (\d+)$/.exec(label)?.[1]
  return labels[label] ?? (version === undefined ? label : `before the change from version ${version}`)
}
