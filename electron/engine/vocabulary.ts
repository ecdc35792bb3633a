import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import type { Manifest } from './manifest.ts'

/** Traits of a token, as bits of `Vocabulary.traits`. */
export const Trait = {
  /** Begins with exactly one space and goes on with something else: the first token of a word. */
  spaced: 1,
  /** Begins with white space of any kind. */
  leadsWhite: 2,
  /** Holds a line break, a tab or a run of spaces, or is or ends in white space: not for prose. */
  layout: 4,
  /** Is no text of its own (part of a character), or a special token. */
  unusable: 8,
  /** Ends a sentence, quotation marks and brackets aside. */
  ends: 16,
  /** Has a double quotation mark. */
  quotes: 64,
} as const

/** A model's tokens: text to ids, and what the sampler must know of each id. */
export type Vocabulary = Readonly<{
  size: number
  /** Ids of a text. Nothing in the text becomes a special token. */
  encode(text: string): Int32Array
  /** Text of each id; empty for special tokens and parts of characters. [V] */
  texts: readonly string[]
  /** Bits of `Trait` for each id. [V] */
  traits: Uint8Array
}>

/** Reads the model's tokenizer files (byte-level BPE). */
export async function readVocabulary(folder: string, manifest: Manifest): Promise<Vocabulary> {
  const [model, config] = await Promise.all(
    [manifest.tokenizer.file, manifest.tokenizer.config].map(
      async name => JSON.parse(await readFile(join(folder, name), 'utf8')) as object,
    ),
  )
  const tokenizer = new Tokenizer(model!, config!)
  const special = new Set([
    ...manifest.tokens.suppressed,
    manifest.tokens.mask,
    manifest.tokens.blank,
    manifest.tokens.document_start,
  ])
  const texts = Array.from({ length: manifest.vocabulary }, (_, id) =>
    special.has(id) ? '' : textOf(tokenizer.id_to_token(id) ?? ''),
  )
  return {
    size: manifest.vocabulary,
    encode: text => Int32Array.from(tokenizer.encode(text, { add_special_tokens: false }).ids),
    texts,
    traits: Uint8Array.from(texts, traitsOf),
  }
}

/** Bytes that GPT-2's byte-level alphabet writes as themselves. */
const PRINTABLE: readonly (readonly [number, number])[] = [
  [33, 126],
  [161, 172],
  [174, 255],
]

/** GPT-2's alphabet of bytes: printable bytes stand for themselves, the others for code points from 256 on. */
const byteOf: ReadonlyMap<string, number> = (() => {
  const map = new Map<string, number>()
  let extra = 256
  for (let byte = 0; byte < 256; byte++) {
    const plain = PRINTABLE.some(([from, to]) => byte >= from && byte <= to)
    map.set(String.fromCodePoint(plain ? byte : extra++), byte)
  }
  return map
})()

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a token, or the empty string when its bytes are no whole characters. */
function textOf(token: string): string {
  const bytes = Array.from(token, char => byteOf.get(char))
  if (bytes.includes(undefined)) return ''
  try {
    return utf8.decode(Uint8Array.from(bytes as number[]))
  } catch (error) {
    if (error instanceof TypeError) return ''
    throw error
  }
}

function traitsOf(text: string): number {
  if (text === '') return Trait.unusable
  let traits = 0
  if (/^ \S/u.test(text)) traits |= Trait.spaced
  if (/^\s/u.test(text)) traits |= Trait.leadsWhite
  if (/[\p{Cc}\u2028\u2029]|\s\s|\s$/u.test(text)) traits |= Trait.layout
  if (/[.!?…]["'”’)\]]*$/u.test(text)) traits |= Trait.ends
  if (/["“”]/u.test(text)) traits |= Trait.quotes
  return traits
}
