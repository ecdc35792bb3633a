import { detect } from 'chardet'
import { decode, encodingExists } from 'iconv-lite'

/**
 * The text of a file in whatever encoding: by its byte order mark, as UTF-8 if it is that, otherwise in the encoding that
 * its bytes look like most.
 */
export function decoded(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes)
  if (marked !== null) return decode(bytes, marked)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return decode(bytes, guessed(bytes))
  }
}

function markedEncoding([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** What Western text without a mark mostly is, where nothing better is found. */
const USUAL = 'windows-1252'

function guessed(bytes: Uint8Array): string {
  const name = detect(bytes.subarray(0, 1_000_000)) ?? USUAL
  // What is in ISO 8859-1 by the book is in Windows 1252 in practice: the same letters, and quotation marks besides.
  if (name === 'ISO-8859-1') return USUAL
  return encodingExists(name) ? name : USUAL
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array): string {
  return decode(bytes, 'latin1')
}
