import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { UnreadableFile } from './failures.ts'
import type { Source } from './source.ts'

/** A long novel as a Word file has a few MB; pictures make it more. */
const FILE_BYTES_MAX = 128 * 1024 * 1024
const FILES_MAX = 5_000
const DEPTH_MAX = 12

/** Reads files from the disk, within bounds. @throws {UnreadableFile} */
export async function gather(paths: readonly string[]): Promise<Source[]> {
  refuseMany(paths.length)
  const sources: Source[] = []
  for (const path of paths) sources.push({ name: basename(path), bytes: await readBounded(path) })
  return sources
}

/**
 * Reads the files below `folder` whose names are `wanted`, in the order of a table of contents: 2 before 10. Links are not
 * followed and hidden files not read. `others`: the names of the rest.
 *
 * @throws {UnreadableFile}
 */
export async function gatherFolder(
  folder: string,
  wanted: (name: string) => boolean,
): Promise<Readonly<{ sources: Source[]; others: string[] }>> {
  const all = (await filesBelow(folder, DEPTH_MAX)).map(path => ({
    path,
    name: relative(folder, path).split(sep).join('/'),
  }))
  const chosen = all.filter(({ name }) => wanted(name)).sort((a, b) => order.compare(a.name, b.name))
  refuseMany(chosen.length)
  const sources: Source[] = []
  for (const { path, name } of chosen) sources.push({ name, bytes: await readBounded(path) })
  return { sources, others: all.flatMap(({ name }) => (wanted(name) ? [] : name)) }
}

const order = new Intl.Collator('en', { numeric: true })

async function filesBelow(folder: string, depth: number): Promise<string[]> {
  if (depth === 0)
    throw new UnreadableFile(`${basename(folder)} lies too deep in this folder. Choose a folder nearer to the texts.`)
  const files: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await filesBelow(path, depth - 1)))
    else if (entry.isFile()) files.push(path)
  }
  return files
}

function refuseMany(count: number): void {
  if (count > FILES_MAX) throw new UnreadableFile(`${count} files are too many. Import at most ${FILES_MAX} at once.`)
}

async function readBounded(path: string): Promise<Uint8Array> {
  const name = basename(path)
  try {
    const { size } = await stat(path)
    if (size > FILE_BYTES_MAX)
      throw new UnreadableFile(
        `${name} is larger than ${FILE_BYTES_MAX / 1024 / 1024} MB. Save its text without the pictures, and import that.`,
      )
    return await readFile(path)
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(
      `${name} could not be read (${reasonOf(error)}). See that it is there and that you may read it.`,
      {
        cause: error,
      },
    )
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
