import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Theme } from '../contract/library.ts'

/**
 * What is remembered of the library outside of it, in the profile: that there is one, so that a drive that is not
 * connected is not taken for a first start; how the window looked; and the other folder for backups.
 */
export type KnownLibrary = Readonly<{ theme: Theme; otherBackups: string | null }>

const schema = z.object({
  theme: z.enum(['system', 'light', 'sepia', 'dark']),
  otherBackups: z.string().nullable(),
})

/** Null if no library was opened with this profile yet, or nothing sensible was kept. */
export function readKnownLibrary(file: string): KnownLibrary | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') console.error(`palimpsest: ${file}: ${String(error)}`)
    return null
  }
}

/** Keeps it in `file`; a failure is only said, as nothing of the writer's is lost with it. */
export function writeKnownLibrary(file: string, known: KnownLibrary): void {
  try {
    writeFileSync(`${file}.partial`, JSON.stringify(known))
    renameSync(`${file}.partial`, file)
  } catch (error) {
    console.error(`palimpsest: ${file}: ${String(error)}`)
  }
}
