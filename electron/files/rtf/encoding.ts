import { decode, encodingExists } from 'iconv-lite'

/** The encoding that an RTF file says its bytes are in; Windows' Western one where it says nothing known. */
export function encodingOf(source: string): string {
  const page = /\\ansicpg(\d{1,5})/.exec(source.slice(0, 2_000))?.[1]
  if (page === '65001') return 'utf-8'
  if (page === undefined && /\\mac\b/.test(source.slice(0, 200))) return 'macintosh'
  return (page === undefined ? null : encodingOfPage(page)) ?? 'windows-1252'
}

/** Windows' code pages by the numbers that fonts have for their letters. */
const pages: Readonly<Record<number, number>> = {
  ...{ 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254 },
  ...{ 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 },
}

/** The encoding of bytes in a font with this `\fcharset`; null where it is the file's. */
export function encodingOfCharset(charset: number): string | null {
  const page = pages[charset]
  return page === undefined ? null : encodingOfPage(String(page))
}

function encodingOfPage(page: string): string | null {
  return [`windows-${page}`, `cp${page}`].find(encodingExists) ?? null
}

export function wordIn(bytes: readonly number[], encoding: string): string {
  return decode(Uint8Array.from(bytes), encoding)
}
