/** A Hunspell dictionary as text: `aff` says how words bend, `dic` lists them. */
export type Dictionary = Readonly<{ aff: string; dic: string }>

/** Files that are no dictionary. The message says what is wrong and what to do. */
export class UnfitDictionary extends Error {
  override name = 'UnfitDictionary'
}

/** Reads a dictionary's two files, in the encoding that the first names. @throws {UnfitDictionary} */
export function readDictionary(name: string, aff: Uint8Array, dic: Uint8Array): Dictionary {
  const encoding = /^SET\s+(\S+)/m.exec(new TextDecoder('latin1').decode(aff))?.[1] ?? 'ISO8859-1'
  const texts = { aff: decoded(aff, encoding, `${name}.aff`), dic: decoded(dic, encoding, `${name}.dic`) }
  if (!/^\s*(?:SET|PFX|SFX|TRY|REP|FLAG|LANG|WORDCHARS|KEY)\s/m.test(texts.aff))
    throw new UnfitDictionary(
      `${name}.aff holds no rules of a Hunspell dictionary. Take the .aff and .dic files of one.`,
    )
  if (!/^\d+\s/.test(texts.dic) || wordsOf(texts.dic, 1).length === 0)
    throw new UnfitDictionary(
      `${name}.dic is no list of words: it must begin with their number. Take the .aff and .dic files of one dictionary.`,
    )
  return texts
}

/** The first `count` words that a dictionary lists, as they stand there. */
export function wordsOf(dic: string, count: number): string[] {
  const words: string[] = []
  for (const line of dic.slice(0, 200_000).split(/\r?\n/).slice(1)) {
    const word = /^[^/\s]+/.exec(line)?.[0]
    if (word !== undefined) words.push(word)
    if (words.length === count) break
  }
  return words
}

function decoded(bytes: Uint8Array, encoding: string, file: string): string {
  if (bytes.includes(0)) throw new UnfitDictionary(`${file} is no text. Take the .aff and .dic files of a dictionary.`)
  try {
    return new TextDecoder(labelOf(encoding), { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      throw new UnfitDictionary(`${file} is not written in ${encoding}, as its dictionary says. Take it as UTF-8.`, {
        cause: error,
      })
    throw error
  }
}

/** Hunspell's names of encodings as the decoder knows them. */
function labelOf(encoding: string): string {
  return encoding
    .replace(/^ISO-?8859-?/i, 'iso-8859-')
    .replace(/^microsoft-cp/i, 'windows-')
    .replace(/^TIS620.*/i, 'tis-620')
}
