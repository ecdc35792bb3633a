import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { RecoveryOutcome, UnsavedText } from '../contract/recovery.ts'
import { syncFolder } from '../store/durable.ts'
import type { LibraryRemains } from '../store/remains.ts'
import { setAside } from '../store/restore.ts'
import { textFiles } from '../store/text-export.ts'
import type { Watch } from '../store/watch.ts'
import { writeFolder, writeWhole } from './files/write.ts'
import type { Salvage } from './salvage-process.ts'

/** Makes a library of what can be read of the damaged one and puts it in its place; the damaged one is kept. */
export async function salvage(
  folder: string,
  now: Date,
  withLog: boolean,
  salvageFile: Salvage,
  watch: Watch,
): Promise<RecoveryOutcome> {
  const file = join(folder, 'library.sqlite')
  const made = await salvageFile(file, `${file}.partial`, now.getTime(), withLog, watch)
  if (!made) throw new Error('Nothing could be read from the file, so nothing was changed. Restore a backup instead.')
  const aside = setAside(folder, now)
  renameSync(`${file}.partial`, file)
  syncFolder(folder)
  const kept = aside === null ? '' : ` The damaged file is kept as “${aside}”.`
  const scraps = made.scraps === 0 ? '' : ` and ${counted(made.scraps, 'scrap')}`
  const told = `${counted(made.documents, 'document')} with ${counted(made.words, 'word')}${scraps} were saved into a new library.`
  return { sentence: told + kept, opens: true }
}

/** Puts words that the library did not take any more into a file beside it. Returns its name. @throws {FilesFault} */
export async function rescue(folder: string, { title, text }: UnsavedText, now: Date): Promise<string> {
  const name = `Unsaved words ${stampOf(now)}.txt`
  await writeWhole(join(folder, name), Buffer.from(`${title}\n\n${text}\n`))
  return name
}

/**
 * Writes the text of all documents into a new folder in `parent`: all of it or nothing. Null if it was given up.
 *
 * @throws {FilesFault} with a sentence that says what the disk refused.
 */
export async function exportAll(
  parent: string,
  remains: Omit<LibraryRemains, 'whole'>,
  now: Date,
  { tell, signal }: Watch,
): Promise<RecoveryOutcome> {
  const { files, documents } = textFiles(remains)
  const lazy = files.map(({ name, text }) => ({ name, bytes: () => Buffer.from(text) }))
  const name = `Palimpsest text ${stampOf(now)}`
  const target = await writeFolder(parent, name, lazy, {
    onFile: (done, doing) => tell(doing, done, files.length),
    isCancelled: () => signal.aborted,
  })
  if (target === null) return null
  const scraps = remains.scraps.length === 0 ? '' : ` and ${counted(remains.scraps.length, 'scrap')}`
  return { sentence: `${counted(documents, 'document')}${scraps} written as text files in ${target}.`, opens: false }
}

/** Said after a backup was put in the library's place. */
export function restored(aside: string | null): NonNullable<RecoveryOutcome> {
  const kept = aside === null ? '' : ` What was there is kept as “${aside}”.`
  return { sentence: `The backup is in place.${kept}`, opens: true }
}

const stampOf = (now: Date) => now.toISOString().slice(0, 19).replaceAll(':', '-')
const counted = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
