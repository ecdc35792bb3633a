import type { Node } from '@tiptap/pm/model'
import { unspaced } from '@contract/words.ts'

/** A word and where it stands, in its block's content or in a document. */
export type Word = Readonly<{ from: number; to: number; word: string }>

/** Addresses, paths, names of files and handles: whatever of a stretch without spaces looks like no word. */
const NO_WORDS = /\S*(?:\/\/|www\.|[@#\\/_]|[\p{L}\p{N}]\.[\p{L}\p{N}])\S*/gu
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu
const DIGIT = /\p{N}/u

/** All words of a document that a dictionary can know, in order. Code and addresses are left out. */
export function wordsToSpell(doc: Node): Word[] {
  const words: Word[] = []
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    for (const { from, to, word } of blockWords(block)) words.push({ from: pos + 1 + from, to: pos + 1 + to, word })
    return false
  })
  return words
}

/** Textblocks never change once made, so each is read once. */
const known = new WeakMap<Node, readonly Word[]>()

function blockWords(block: Node): readonly Word[] {
  const words = known.get(block) ?? (block.type.spec.code ? [] : wordsOf(proseOf(block)))
  known.set(block, words)
  return words
}

function wordsOf(text: string): Word[] {
  const prose = text.replace(NO_WORDS, found => ' '.repeat(found.length))
  return [...prose.matchAll(WORD)]
    .map(({ 0: word, index }) => ({ from: index, to: index + word.length, word }))
    .filter(({ word }) => word.length > 1 && !DIGIT.test(word) && !unspaced.test(word))
}

/** A block's text, a character for each place; spaces stand for code and for what is no text. */
function proseOf(block: Node): string {
  let text = ''
  block.forEach(child => {
    const isProse = child.isText && !child.marks.some(({ type }) => type.spec.code)
    text += isProse ? child.text! : ' '.repeat(child.nodeSize)
  })
  return text
}
