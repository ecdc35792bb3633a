import { diffWordsWithSpace } from 'diff'
import type { Mark, Node } from '@tiptap/pm/model'
import type { CharRange } from '@contract/infill.ts'
import type { Origin } from '@contract/origin.ts'
import { closeHistory } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { settleOrigins } from '../origin/follow.ts'
import { deleteText, steppedRange, steppedText, textAlone } from '../gap-text.ts'
import { gapAt, isParagraph, lockedRanges } from './targets.ts'
import type { Target } from './targets.ts'

/** A stretch of a target's text that gives way to other text; offsets in UTF-16 code units. */
export type Change = Readonly<{ from: number; to: number; text: string }>

/**
 * Puts the new texts in the place of the targets, as an undo step of its own. Words that stay are not touched, so they
 * keep their marks; new words take the marks that surround them and are recorded as of `origin` (null: the writer's),
 * but for what is in `own`, ranges of each text that the writer typed. The targets stop being marked regions, and the caret goes behind the last one.
 *
 * @throws {RangeError} when there are not as many texts as targets.
 */
export function acceptTexts(
  tr: Transaction,
  targets: readonly Target[],
  texts: readonly string[],
  origin: Origin | null = null,
  own: readonly (readonly CharRange[])[] = [],
): Transaction {
  if (targets.length !== texts.length) throw new RangeError(`${texts.length} texts for ${targets.length} targets`)
  const first = tr.steps.length
  for (const { target, text, typed } of lastFirst(targets, texts, own)) {
    replace(tr, united(tr, target), text, range => recorded(tr, text, range, origin, typed))
  }
  const end = tr.mapping.slice(first).map(Math.max(...targets.map(({ to }) => to)), 1)
  return closeHistory(settleOrigins(tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1))))
}

function lastFirst(targets: readonly Target[], texts: readonly string[], own: readonly (readonly CharRange[])[]) {
  return targets
    .map((target, i) => ({ target, text: texts[i]!, typed: own[i] ?? [] }))
    .sort((a, b) => b.target.from - a.target.from)
}

/** Makes one block again of what a target was split into, and tells where the target is then. What is no text stays. */
export function united(tr: Transaction, target: Target): Target {
  const { doc, steps } = tr
  if (doc.resolve(target.from).sameParent(doc.resolve(target.to))) return target
  const blocks: { from: number; to: number }[] = []
  doc.nodesBetween(target.from, target.to, (block, pos) => {
    if (!block.isTextblock) return true
    blocks.push({ from: pos + 1, to: pos + 1 + block.content.size })
    return false
  })
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (first === undefined || last === undefined) return target
  const before = steps.length
  for (let i = blocks.length - 1; i > 0; i--) tr.delete(blocks[i - 1]!.to, blocks[i]!.from)
  const end = tr.mapping.slice(before).map(Math.min(target.to, last.to))
  return { from: Math.max(target.from, first.from), to: end }
}

/** Makes text nodes of a range of the text that comes in. */
type Nodes = (range: CharRange) => Node[]

function replace(tr: Transaction, target: Target, text: string, nodesOf: Nodes): void {
  const { doc } = tr
  const { schema } = doc.type
  const { region } = schema.marks
  const marked = (from: number, to: number, nodes: readonly Node[]) => {
    const marks = surroundingMarks(doc, from, to)
    return nodes.map(node => node.mark(withMarks(marks, node.marks)))
  }
  if (isParagraph(doc, target)) {
    if (text !== '') tr.insert(target.from, schema.node('paragraph', null, nodesOf({ from: 0, to: text.length })))
    return
  }
  if (gapAt(doc, target) !== null) {
    const { from, to } = target
    // A gap for which nothing was written stays.
    if (text !== '') tr.replaceWith(from, to, marked(from, to, nodesOf({ from: 0, to: text.length })))
    return
  }
  if (region !== undefined && target.from < target.to) tr.removeMark(target.from, target.to, region)
  const stepped = steppedText(doc, target.from, target.to)
  const before = textAlone(stepped)
  let grown = text.length - before.length
  for (const change of changesAround(before, text, lockedRanges(doc, target)).reverse()) {
    const range = steppedRange(stepped, change)
    const [from, to] = [target.from + range.from, target.from + range.to]
    grown -= change.text.length - (change.to - change.from)
    const put = change.from + grown
    const nodes = nodesOf({ from: put, to: put + change.text.length })
    const made = marked(from, to, nodes)
    // What was put into the target while the run went on, and is no text, stays behind what comes in.
    const gone = stepped.slice(range.from, range.to)
    if (textAlone(gone) === gone) tr.replaceWith(from, to, made)
    else {
      deleteText(tr, from, gone)
      if (made.length > 0) tr.insert(from, made)
    }
  }
}

/** A range of `text` as nodes: what the writer typed bears no record, the rest that of `origin`. */
function recorded(
  { doc }: Transaction,
  text: string,
  { from, to }: CharRange,
  origin: Origin | null,
  typed: readonly CharRange[],
): Node[] {
  const { schema } = doc.type
  const record = origin === null ? [] : [schema.mark('origin', origin)]
  const cuts = [from, ...typed.flatMap(range => [range.from, range.to]).filter(cut => cut > from && cut < to), to]
  return cuts.slice(1).flatMap((end, i) => {
    const start = cuts[i]!
    const own = typed.some(range => range.from <= start && end <= range.to)
    return start < end ? [schema.text(text.slice(start, end), own ? [] : record)] : []
  })
}

/** As `changesOf`, but what is locked in the one text is not touched where the other has it too, so that it stays locked. */
export function changesAround(before: string, after: string, locked: readonly CharRange[]): Change[] {
  const changes: Change[] = []
  let at = 0
  let found = 0
  for (const { from, to } of [...locked, { from: before.length, to: before.length }]) {
    const place = from === before.length ? after.length : after.indexOf(before.slice(from, to), found)
    if (place < 0) continue
    for (const change of changesOf(before.slice(at, from), after.slice(found, place)))
      changes.push({ from: at + change.from, to: at + change.to, text: change.text })
    at = to
    found = place + to - from
  }
  return changes
}

/** What must change to turn one text into the other, word by word, in order. White space between two changes goes with them. */
export function changesOf(before: string, after: string): Change[] {
  const changes: Change[] = []
  let at = 0
  /** What stands between the last change and here, as long as that is white space. */
  let space: string | null = null
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    const to = added ? at : at + value.length
    if (added || removed) {
      const last = space === null ? undefined : changes.pop()
      changes.push({ from: last?.from ?? at, to, text: (last?.text ?? '') + (space ?? '') + (added ? value : '') })
      space = ''
    } else space = space !== null && value.trim() === '' ? space + value : null
    at = to
  }
  return changes
}

const withMarks = (marks: readonly Mark[], more: readonly Mark[]) =>
  more.reduce((set, mark) => mark.addToSet(set), marks)

/** The ranges of `after` that `before` does not have, by word. */
export function insertedRanges(before: string, after: string): CharRange[] {
  let grown = 0
  return changesOf(before, after).map(({ from, to, text }) => {
    const start = from + grown
    grown += text.length - (to - from)
    return { from: start, to: start + text.length }
  })
}

/** Marks that say what text is to a run and where it came from, not how it looks: new text does not take them. */
const TRANSIENT = new Set(['region', 'lock', 'origin'])

/** The marks on both sides of a stretch; at the edge of its block those of the other side, or of all that it replaces. */
function surroundingMarks(doc: Node, from: number, to: number): readonly Mark[] {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  const before = $from.nodeBefore ?? ($from.textOffset > 0 ? $from.parent.child($from.index()) : null)
  const after = $to.nodeAfter
  const sides = [before, after].filter(node => node?.isText === true).map(node => node!.marks)
  const within = sides.length > 0 ? sides : textMarks(doc, from, to)
  const shared = (within[0] ?? []).filter(mark => within.every(marks => mark.isInSet(marks)))
  return shared.filter(mark => !TRANSIENT.has(mark.type.name))
}

function textMarks(doc: Node, from: number, to: number): (readonly Mark[])[] {
  const all: (readonly Mark[])[] = []
  doc.nodesBetween(from, to, node => {
    if (node.isText) all.push(node.marks)
  })
  return all
}
