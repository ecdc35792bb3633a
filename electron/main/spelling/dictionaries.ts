import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { BUNDLED_DICTIONARY, isDictionaryName } from '../../contract/spelling.ts'
import type { DictionaryFiles } from '../../spelling/orders.ts'
import { FilesFault } from '../files/jobs.ts'
import { writeWhole } from '../files/write.ts'

/** Dictionaries that were added lie beside the library. */
const folderOf = (library: string) => join(library, 'dictionaries')

export function listDictionaries(library: string): string[] {
  const folder = folderOf(library)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter(name => name.endsWith('.aff') && names.includes(name.replace(/aff$/, 'dic')))
    .map(name => name.slice(0, -'.aff'.length))
    .filter(name => name !== '' && isDictionaryName(name))
    .sort((a, b) => a.localeCompare(b))
}

/** Where the files of the dictionary of that name lie. */
export function dictionaryFiles(library: string, name: string): DictionaryFiles {
  if (name === BUNDLED_DICTIONARY) return null
  return { name, aff: join(folderOf(library), `${name}.aff`), dic: join(folderOf(library), `${name}.dic`) }
}

/** The two files of the dictionary that was chosen by one of them, or by both. @throws {FilesFault} */
export function chosenFiles(paths: readonly string[]): NonNullable<DictionaryFiles> {
  const stems = new Set(paths.map(path => join(dirname(path), basename(path, extname(path)))))
  const [stem] = stems
  if (stem === undefined || stems.size > 1) throw refusal('Choose the .aff and .dic files of one dictionary.')
  const name = basename(stem)
  const files = { name, aff: `${stem}.aff`, dic: `${stem}.dic` }
  for (const file of [files.aff, files.dic])
    if (!existsSync(file))
      throw refusal(
        `${basename(file)} is missing. A dictionary is two files of one name, ${name}.aff and ${name}.dic, in one folder.`,
      )
  if (!isDictionaryName(name))
    throw refusal(`“${name}” cannot be a dictionary’s name. Call its files by letters and digits, as en_GB.`)
  return files
}

/** Copies a dictionary beside the library, over one of that name. @throws {FilesFault} */
export async function keepDictionary(library: string, { name, aff, dic }: NonNullable<DictionaryFiles>): Promise<void> {
  const to = dictionaryFiles(library, name)!
  const bytes = { aff: await readFile(aff), dic: await readFile(dic) }
  await mkdir(folderOf(library), { recursive: true })
  await writeWhole(to.dic, bytes.dic)
  await writeWhole(to.aff, bytes.aff)
}

function refusal(message: string): FilesFault {
  return new FilesFault({ code: 'file-unreadable', message })
}
