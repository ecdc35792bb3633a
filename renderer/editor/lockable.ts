import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { CharRange } from '@contract/infill.ts'
import { partedByGaps, steppedText } from './gap-text.ts'
import type { Target } from './infill/targets.ts'

const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:['’\u2010\u2011-]|[.,:](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/gu
/** What stands before the first word of a sentence, or of what somebody says. */
const BEGINNING = /(?:^|[.!?…:\n]["'”’»)\]]*\s+|["“„«‘(\[]|[—–])\s*$/u
const PRONOUN = /^I(?:['’]\p{L}+)?$/u

/**
 * Names and numbers, by a plain rule: a word with a digit in it, and a word that begins with a capital letter although
 * it begins no sentence, English `I` left out. So a name at the start of a sentence is not found. Neighbours are one.
 */
export function namesAndNumbers(text: string): CharRange[] {
  const found: { from: number; to: number }[] = []
  for (const { index: from, 0: word } of text.matchAll(WORD)) {
    const named = /^\p{Lu}/u.test(word) && !PRONOUN.test(word) && !BEGINNING.test(text.slice(0, from))
    if (!named && !/\p{N}/u.test(word)) continue
    const last = found.at(-1)
    if (last !== undefined && text.slice(last.to, from) === ' ') last.to = from + word.length
    else found.push({ from, to: from + word.length })
  }
  return found
}

/** Double-quoted stretches, their marks included, that open and close in one block. */
export function quotedSpeech(text: string): CharRange[] {
  return Array.from(text.matchAll(/“[^“”]+”|„[^„“”]+[“”]|"[^"]+"|«[^«»]+»/gu), ({ index, 0: said }) => ({
    from: index,
    to: index + said.length,
  }))
}

/** Locks what `find` finds in the blocks of the targets, as far as it lies in them. The transaction is empty if nothing does. */
export function lockFound(
  tr: Transaction,
  targets: readonly Target[],
  find: (blockText: string) => readonly CharRange[],
): Transaction {
  const { doc } = tr
  const lock = doc.type.schema.marks['lock']!
  for (const { from, to } of targets) {
    const $from = doc.resolve(from)
    for (const range of find(partedByGaps(steppedText(doc, $from.start(), $from.end())))) {
      const start = Math.max(from, $from.start() + range.from)
      const end = Math.min(to, $from.start() + range.to)
      if (start < end && !isLocked(doc, start, end)) tr.addMark(start, end, lock.create())
    }
  }
  return tr
}

function isLocked(doc: Node, from: number, to: number): boolean {
  let locked = true
  doc.nodesBetween(from, to, node => {
    if (node.isText && !node.marks.some(mark => mark.type.name === 'lock')) locked = false
  })
  return locked
}

/** Takes all locks off the document. */
export function unlockAll(tr: Transaction): Transaction {
  return tr.removeMark(0, tr.doc.content.size, tr.doc.type.schema.marks['lock'])
}
