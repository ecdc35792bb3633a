import type { Mark, Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { GAP_WORDS_MAX } from '@contract/infill.ts'
import type { Length } from '@contract/infill.ts'
import { wordRanges } from '@contract/strength.ts'
import { gapAt, markedRegions, regionMarkOf, textOf, wishedWords } from './infill/targets.ts'
import type { MarkedRegion, Target } from './infill/targets.ts'

/** The length wished of a marked region, as its mark holds it: empty where it goes by the run's, or a number of words. */
export type LengthAttr = '' | 'same' | 'shorter' | 'longer' | `${number}`

export const attrOfLength = (length: Length | null): LengthAttr =>
  length === null || length.kind === 'auto' ? '' : length.kind === 'words' ? `${length.words}` : length.kind

/** What a region's mark wishes; null where it goes by the run. */
export function lengthOfMark(region: Mark | undefined): Length | null {
  const attr: unknown = region?.attrs['length']
  if (attr === 'same' || attr === 'shorter' || attr === 'longer') return { kind: attr }
  const words = typeof attr === 'string' && /^\d{1,4}$/.test(attr) ? Number(attr) : 0
  return words >= 1 ? { kind: 'words', words: Math.min(words, GAP_WORDS_MAX) } : null
}

/**
 * The length wished of a target that is a lasting gap, or all of a stretch of a marked region; null for all others, and
 * where it is left to the run. Of a number of words each stretch takes a share as large as its own.
 */
export function wishedLength(doc: Node, target: Target): Length | null {
  if (gapAt(doc, target) !== null) {
    const words = wishedWords(doc, target)
    return words === null ? null : { kind: 'words', words }
  }
  const mark = regionMarkOf(doc.nodeAt(target.from))
  const length = lengthOfMark(mark)
  if (length === null) return null
  const region = markedRegions(doc).find(({ id }) => id === mark?.attrs['id'])
  if (region?.targets.some(({ from, to }) => from === target.from && to === target.to) !== true) return null
  if (length.kind !== 'words') return length
  const share = wordsIn(doc, target) / Math.max(1, wordsOfRegion(doc, region))
  return { kind: 'words', words: Math.max(1, Math.round(length.words * share)) }
}

export const wordsOfRegion = (doc: Node, { targets }: MarkedRegion) =>
  targets.reduce((sum, target) => sum + wordsIn(doc, target), 0)

const wordsIn = (doc: Node, target: Target) => wordRanges(textOf(doc, target)).length

/** Wishes a length of the marked region `id`; null leaves it to the run. */
export function wishLength(tr: Transaction, id: string, length: Length | null): Transaction {
  const type = tr.doc.type.schema.marks['region']!
  const region = markedRegions(tr.doc).find(it => it.id === id)
  for (const { from, to } of region?.targets ?? [])
    tr.removeMark(from, to, type).addMark(from, to, type.create({ id, length: attrOfLength(length) }))
  return tr
}
