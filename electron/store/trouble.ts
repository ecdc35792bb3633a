import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Trouble } from '../contract/recovery.ts'

const MAGIC = 'SQLite format 3\0'

/** What is wrong with a file that SQLite refuses or finds damaged, as its bytes tell. Reads all of it. */
export function damageOf(file: string): Extract<Trouble, 'cut-short' | 'blank-page' | 'damaged' | 'no-library'> {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const header = Buffer.alloc(100)
    readSync(handle, header, 0, 100, 0)
    if (size === 0) return 'cut-short'
    if (header.every(byte => byte === 0)) return 'blank-page'
    if (header.toString('latin1', 0, 16) !== MAGIC) return 'no-library'
    const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    if (pageBytes < 512) return 'damaged'
    if (size < header.readUInt32BE(28) * pageBytes) return 'cut-short'
    return hasBlankPage(handle, size, pageBytes) ? 'blank-page' : 'damaged'
  } finally {
    closeSync(handle)
  }
}

function hasBlankPage(handle: number, size: number, pageBytes: number): boolean {
  const page = Buffer.alloc(pageBytes)
  for (let at = 0; at < size; at += pageBytes) {
    const read = readSync(handle, page, 0, pageBytes, at)
    if (page.subarray(0, read).every(byte => byte === 0)) return true
  }
  return false
}
