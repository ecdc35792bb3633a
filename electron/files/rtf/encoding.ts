import { decode, encodingExists } from 'iconv-lite'

/** The encoding that an RTF file says its bytes are in; Windows' Western one where it says nothing known. */
export function encodingOf(source: string): string {
  const page = /\\ansicpg(\d{1,5})/.exec(source.slice(0, 2_000))?.[1]
  const named = page === '65001' ? 'utf-8' : page === undefined ? '' : `windows-${page}`
  if (named === '' && /\\mac\b/.test(source.slice(0, 200))) return 'macintosh'
  const known = [named, `cp${page ?? ''}`].find(name => name !== '' && encodingExists(name))
  return known ?? 'windows-1252'
}

export function wordIn(bytes: readonly number[], encoding: string): string {
  return decode(Uint8Array.from(bytes), encoding)
}
