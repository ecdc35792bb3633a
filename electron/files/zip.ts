import { unzipSync } from 'fflate'
import type { UnzipFileInfo } from 'fflate'
import { UnreadableFile } from './failures.ts'

const ENTRIES_MAX = 20_000
/** Unpacked, of all that is wanted. A novel's text has a few MB. */
const BYTES_MAX = 256 * 1024 * 1024

/**
 * The files in a zip archive that are `wanted`, by their names. Room is made for as many bytes as the archive says and
 * what is beyond them is dropped, so one that lies about its size gains nothing.
 *
 * @throws {UnreadableFile} if it is no archive, a name leads out of it, or it unpacks to more than it should.
 */
export function unzip(bytes: Uint8Array, file: string, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let entries = 0
  let total = 0
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (isUnsafeName(name))
      throw new UnreadableFile(`${file} holds a file whose name leads out of it. It was not opened.`)
    if (++entries > ENTRIES_MAX) throw new UnreadableFile(`${file} holds too many files. It was not opened.`)
    if (name.endsWith('/') || !wanted(name)) return false
    total += originalSize
    if (total > BYTES_MAX)
      throw new UnreadableFile(`${file} would unpack to more than ${BYTES_MAX / 1024 / 1024} MB. It was not opened.`)
    return true
  }
  return new Map(Object.entries(unpacked(bytes, file, filter)))
}

function unpacked(
  bytes: Uint8Array,
  file: string,
  filter: (info: UnzipFileInfo) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(`${file} is damaged, or is not what its name says. Open it in the program that made it.`, {
      cause: error,
    })
  }
}

export function isUnsafeName(name: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(name) || /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name) || name.includes('\0')
}

export function utf8(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}
