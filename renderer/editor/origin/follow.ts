import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Mapping, ReplaceAroundStep, ReplaceStep } from '@tiptap/pm/transform'
import type { Step } from '@tiptap/pm/transform'
import { WRITER } from './copied.ts'

/** Set on a transaction whose new text already says where it came from. */
const SETTLED = 'originsSettled'

/** Says that the transaction has recorded the origin of what it puts in: nothing of it is the writer's typing. */
export function settleOrigins(tr: Transaction): Transaction {
  return tr.setMeta(SETTLED, true)
}

const BROUGHT_IN = 'originsBroughtIn'

/** Says that the new text comes from elsewhere in the studio and bears its record already. Words that it breaks up are edited. */
export function bringIn(tr: Transaction): Transaction {
  return tr.setMeta(BROUGHT_IN, true)
}

type Range = Readonly<{ from: number; to: number }>
/** One change: what came in, from where, and the words on either side of it that it cut into or added to. */
type Edit = Readonly<{ put: Range; cut: readonly Range[]; from: 'keys' | 'elsewhere' | 'record' }>

/**
 * What `transactions` leave to be recorded: text that was typed is the writer's, wherever it stands; text that was pasted
 * without a record is pasted; what is left of a word of the model's that was changed is edited. Null when that is nothing.
 * Undo and redo bring back the record that there was.
 */
export function followOrigins(
  transactions: readonly Transaction[],
  state: EditorState,
  day: string,
): Transaction | null {
  const edits = transactions.flatMap((tr, i) => {
    if (!tr.docChanged || isSettled(tr)) return []
    const later = new Mapping(transactions.slice(i + 1).flatMap(({ mapping }) => mapping.maps))
    return editsOf(tr).map(edit => moved(edit, later))
  })
  if (edits.length === 0) return null
  const { tr } = state
  for (const { put, from } of edits) {
    if (from === 'elsewhere') recordPasted(tr, put, day)
    else if (from === 'keys') recordTyped(tr, put)
  }
  for (const { cut } of edits) for (const word of cut) recordEdited(tr, word)
  return tr.docChanged ? tr : null
}

const isSettled = (tr: Transaction) => tr.getMeta(SETTLED) === true || tr.getMeta('history$') !== undefined

function moved({ put, cut, from: source }: Edit, mapping: Mapping): Edit {
  const move = ({ from, to }: Range) => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) })
  return { put: move(put), cut: cut.map(move), from: source }
}

function editsOf(tr: Transaction): Edit[] {
  const source = sourceOf(tr)
  return tr.steps.flatMap((step, i) => {
    if (!bringsText(step)) return []
    const [before, after] = [tr.docs[i]!, tr.docs[i + 1] ?? tr.doc]
    const edits: Edit[] = []
    tr.mapping.maps[i]!.forEach((oldFrom, oldTo, from, to) => {
      const changed = { from: oldFrom, to: oldTo }
      const put = { from, to }
      edits.push({ put, cut: cutWords(before, changed, after, put), from: source })
    })
    return edits.map(edit => moved(edit, tr.mapping.slice(i + 1)))
  })
}

/** Other steps wrap, unwrap and mark: they move no text. Around what stays, text comes in where what is pasted is fitted. */
function bringsText(step: Step): boolean {
  if (step instanceof ReplaceStep) return true
  return step instanceof ReplaceAroundStep && step.slice.content.textBetween(0, step.slice.content.size) !== ''
}

function sourceOf(tr: Transaction): Edit['from'] {
  const event: unknown = tr.getMeta('uiEvent')
  if (tr.getMeta(BROUGHT_IN) === true) return 'record'
  return event === 'paste' || event === 'drop' ? 'elsewhere' : 'keys'
}

/** The words of `after` that end where a change begins, or begin where it ends, and were more or less before it. */
function cutWords(before: Node, changed: Range, after: Node, put: Range): Range[] {
  if (textIn(before, changed) === '' && textIn(after, put) === '') return []
  const left = wordBefore(after, put.from)
  const right = wordAfter(after, put.to)
  const words: Range[] = []
  if (left > 0 && (wordAfter(before, changed.from) > 0 || wordAfter(after, put.from) > 0))
    words.push({ from: put.from - left, to: put.from })
  if (right > 0 && (wordBefore(before, changed.to) > 0 || wordBefore(after, put.to) > 0))
    words.push({ from: put.to, to: put.to + right })
  return words
}

const textIn = (doc: Node, { from, to }: Range) => doc.textBetween(from, to)

/** Letters, digits, what joins them, and the halves of pairs. */
const WORD = "[\\p{L}\\p{N}\\p{M}\\p{Cs}'’-]"
const ENDING = new RegExp(`${WORD}*$`, 'u')
const BEGINNING = new RegExp(`^${WORD}*`, 'u')
/** No word is longer. */
const REACH = 64

/** How much of a word stands right before a position, and right after it, in the same block. */
function wordBefore(doc: Node, pos: number): number {
  const { parent, parentOffset } = doc.resolve(pos)
  if (!parent.isTextblock) return 0
  const text = parent.textBetween(Math.max(0, parentOffset - REACH), parentOffset, '\n', '\n')
  return ENDING.exec(text)![0].length
}

function wordAfter(doc: Node, pos: number): number {
  const { parent, parentOffset } = doc.resolve(pos)
  if (!parent.isTextblock) return 0
  const text = parent.textBetween(parentOffset, Math.min(parent.content.size, parentOffset + REACH), '\n', '\n')
  return BEGINNING.exec(text)![0].length
}

/** Typed text takes over the marks around it; this one it must not. A block that came whole was moved, not typed. */
function recordTyped(tr: Transaction, { from, to }: Range): void {
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true
    const whole = pos >= from && pos + node.nodeSize <= to
    if (!whole) tr.removeMark(Math.max(from, pos + 1), Math.min(to, pos + 1 + node.content.size), originType(tr))
    return false
  })
}

function recordPasted(tr: Transaction, { from, to }: Range, day: string): void {
  const pasted = originType(tr).create({ kind: 'pasted', day })
  tr.doc.nodesBetween(from, to, (node, pos, parent) => {
    if (!node.isText) return
    const range = [Math.max(from, pos), Math.min(to, pos + node.nodeSize)] as const
    const known = originType(tr).isInSet(node.marks)
    if (known?.attrs['kind'] === WRITER) tr.removeMark(...range, known)
    // In code, text is pasted plain and takes over the marks around it.
    else if (known === undefined || parent?.type.spec.code === true) tr.addMark(...range, pasted)
  })
}

function recordEdited(tr: Transaction, { from, to }: Range): void {
  tr.doc.nodesBetween(from, to, (node, pos) => {
    const known = node.isText ? originType(tr).isInSet(node.marks) : undefined
    if (known?.attrs['kind'] !== 'model') return
    tr.addMark(
      Math.max(from, pos),
      Math.min(to, pos + node.nodeSize),
      known.type.create({ ...known.attrs, kind: 'edited' }),
    )
  })
}

const originType = (tr: Transaction) => tr.doc.type.schema.marks['origin']!
