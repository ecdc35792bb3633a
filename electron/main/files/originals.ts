import { gather } from '../../files/gather.ts'
import { UnreadableFile } from '../../files/failures.ts'
import type { OriginalFile } from '../../store/originals.ts'
import { FilesFault } from './jobs.ts'
import type { Watch } from './write.ts'

/** What the pictures and originals of one import may hold together: they go into the library in one transaction. */
const BYTES_MAX = 512 * 1024 * 1024

/**
 * Reads the files that an import keeps as they are. `paths`: where each lies, by the name that the import knows it by, which may
 * be a path in a folder; only its last part is kept. Returns null if it was cancelled.
 *
 * @throws {FilesFault} where one is gone, or they are too large together.
 */
export async function readOriginals(
  paths: ReadonlyMap<string, string>,
  { onFile, isCancelled }: Watch,
): Promise<Map<string, OriginalFile> | null> {
  const read = new Map<string, OriginalFile>()
  let size = 0
  for (const [name, path] of paths) {
    if (isCancelled()) return null
    onFile(read.size, name)
    const { bytes } = await readOne(path)
    size += bytes.length
    if (size > BYTES_MAX) throw tooLarge
    read.set(name, { name: name.replace(/^.*\//, ''), bytes })
  }
  return read
}

async function readOne(path: string): Promise<OriginalFile> {
  try {
    return (await gather([path]))[0]!
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FilesFault({ code: 'file-unreadable', message: error.message })
    throw error
  }
}

const tooLarge = new FilesFault({
  code: 'bad-request',
  message: `The pictures and original files hold more than ${BYTES_MAX / 1024 / 1024} MB together. Import without keeping the originals, or fewer documents at once.`,
})
