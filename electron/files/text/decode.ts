import { detect } from 'chardet'
import { decode, encodingExists } from 'iconv-lite'

/** `guess`: the name of the encoding where only the look of the bytes speaks for it; null where it is known. */
type Decoded = Readonly<{ text: string; guess: string | null }>

/**
 * The text of a file in whatever encoding: by its byte order mark, as UTF-16 where its white space is that, in the
 * encoding that the file `declared`, as UTF-8 if it is that, otherwise in the encoding that its bytes look like most.
 */
export function decodedWith(bytes: Uint8Array, declared: string | null = null): Decoded {
  const known = markedEncoding(bytes) ?? unmarkedUtf16(bytes) ?? declared
  if (known !== null) return { text: decode(bytes, known), guess: null }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guess: null }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const guess = guessed(bytes)
    return { text: decode(bytes, guess), guess }
  }
}

export function decoded(bytes: Uint8Array): string {
  return decodedWith(bytes).text
}

/** The mark of UTF-32 LE begins with that of UTF-16 LE, and goes on with a NUL, which no text does. */
function markedEncoding([a, b, c, d]: Uint8Array): string | null {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

const SAMPLE_BYTES = 1_000_000

/**
 * UTF-16 without its mark. Text of other encodings holds no NUL, while in UTF-16 every blank and line break has one; with its
 * bytes changed about, white space would be signs that are hardly ever written.
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  if (bytes.length % 2 !== 0 || !bytes.includes(0)) return null
  const units = Math.min(bytes.length, SAMPLE_BYTES) / 2
  const [little, big] = [0, 1].map(low => {
    let [ascii, blank] = [0, 0]
    for (let at = 0; at < units; at++) {
      const byte = bytes[2 * at + low]!
      if (bytes[2 * at + 1 - low] !== 0 || byte === 0 || byte > 0x7e) continue
      ascii++
      if (/\s/.test(String.fromCharCode(byte))) blank++
    }
    return { ascii, blank, likely: blank > units / 100 || ascii > units / 2 }
  }) as [Count, Count]
  if (!little.likely && !big.likely) return null
  return little.blank > big.blank || (little.blank === big.blank && little.ascii > big.ascii) ? 'utf-16le' : 'utf-16be'
}

type Count = Readonly<{ ascii: number; blank: number; likely: boolean }>

/** What Western text without a mark mostly is, where nothing better is found. */
const USUAL = 'windows-1252'

function guessed(bytes: Uint8Array): string {
  return inPractice(detect(bytes.subarray(0, SAMPLE_BYTES)) ?? USUAL) ?? USUAL
}

/** The encoding that is meant by a name; null where nobody knows it. */
export function inPractice(name: string): string | null {
  // What is in ISO 8859-1 by the book is in Windows 1252 in practice: the same letters, and quotation marks besides.
  if (/^(?:iso-?8859-?1|latin-?1|(?:us-)?ascii)$/i.test(name)) return USUAL
  return encodingExists(name) ? name : null
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array): string {
  return decode(bytes, 'latin1')
}
