import { diffArrays } from 'diff'
import type { ArrayChange } from 'diff'
import { closeHistory } from '@tiptap/pm/history'
import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { footnoteText } from './footnote.ts'
import { contentWithoutGaps } from './gap.ts'
import { isFootnoteNode } from './gap-text.ts'

/** Blocks that stand in both documents, `count` of them; or a place where they differ. */
export type BlockPair = Readonly<{ kind: 'same'; count: number }> | Readonly<{ kind: 'changed'; change: BlockChange }>
/** `from`, `to`: where in the document now; equal where it has nothing. `then`: what stood there, empty for nothing. */
export type BlockChange = Readonly<{ from: number; to: number; now: Fragment; then: Fragment }>

/** Blocks of then and of now that stand beside each other: one of each, or one alone. */
type Beside = readonly [was: readonly Node[], is: readonly Node[]]

/** Blocks gone and blocks added, together, up to which equal ones are looked for: what that costs grows as its square. */
export const EQUAL_MAX = 2_000
/** The same for blocks that are alike: to tell, their words are gone through. */
export const ALIKE_MAX = 1_000

/**
 * How a document differs from what it was, block by block: blocks that are alike (half of their words in common) are one
 * change, what stands between them is another. Where more blocks differ than can be looked through in a moment, the
 * first is taken for the first, and so on.
 */
export function blockPairs(now: Node, then: Node): BlockPair[] {
  const pairs: BlockPair[] = []
  let at = 0
  let old: Node[] = []
  let added: Node[] = []
  const stay = (nodes: readonly Node[]) => {
    const last = pairs.at(-1)
    if (last?.kind === 'same') pairs[pairs.length - 1] = { kind: 'same', count: last.count + nodes.length }
    else pairs.push({ kind: 'same', count: nodes.length })
    at += sizeOf(nodes)
  }
  const flush = () => {
    for (const [was, is] of beside(old, added)) {
      const from = at
      if (was[0] && is[0]?.eq(was[0])) stay(is)
      else {
        at += sizeOf(is)
        pairs.push({ kind: 'changed', change: { from, to: at, now: Fragment.from(is), then: Fragment.from(was) } })
      }
    }
    old = []
    added = []
  }
  for (const { value, added: isNew, removed } of equalBlocks([...then.children], [...now.children])) {
    if (isNew) added.push(...value)
    else if (removed) old.push(...value)
    else {
      flush()
      stay(value)
    }
  }
  flush()
  return pairs
}

/** What was removed, added and left; all of it where that would take too long to find. */
function equalBlocks(was: Node[], is: Node[]): Omit<ArrayChange<Node>, 'count'>[] {
  const all = [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ]
  return diffArrays(was, is, { comparator: (a, b) => a.eq(b), maxEditLength: EQUAL_MAX }) ?? all
}

/** Puts back what stood in these places, as one undo step. Positions are those of the document that they were found in. */
export function restoreBlocks(tr: Transaction, changes: readonly BlockChange[]): Transaction {
  for (const { from, to, then } of joined(changes).reverse()) {
    const empties = then.childCount === 0 && to - from === tr.doc.content.size
    if (empties) tr.delete(from, to)
    else tr.step(new ReplaceStep(from, to, new Slice(then, 0, 0)))
  }
  return closeHistory(tr)
}

/** Changes that touch as one, in order: a document must never be without a block in between. */
function joined(changes: readonly BlockChange[]): BlockChange[] {
  const result: BlockChange[] = []
  for (const change of changes.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1)
    if (last?.to !== change.from) result.push(change)
    else
      result[result.length - 1] = {
        ...{ from: last.from, to: change.to },
        ...{ now: last.now.append(change.now), then: last.then.append(change.then) },
      }
  }
  return result
}

/** The blocks of `was` and `is` beside each other: those that are alike in pairs, the others alone. */
function beside(was: readonly Node[], is: readonly Node[]): Beside[] {
  const parts = diffArrays([...was], [...is], { comparator: areAlike, maxEditLength: ALIKE_MAX })
  if (parts === undefined) return inOrder(was, is)
  const pairs: Beside[] = []
  let next = 0
  let nextNew = 0
  for (const part of parts) {
    if (part.added) {
      pairs.push(...part.value.map(node => [[], [node]] as const))
      nextNew += part.value.length
    } else if (part.removed) {
      pairs.push(...part.value.map(node => [[node], []] as const))
      next += part.value.length
    } else for (let i = 0; i < part.value.length; i++) pairs.push([[was[next++]!], [is[nextNew++]!]])
  }
  return pairs
}

/** The first beside the first, and so on; what is left of the longer alone. */
function inOrder(was: readonly Node[], is: readonly Node[]): Beside[] {
  return Array.from({ length: Math.max(was.length, is.length) }, (_, i) => [was.slice(i, i + 1), is.slice(i, i + 1)])
}

/** Of one type, and with half of their words in common; one that was emptied is still itself. */
function areAlike(a: Node, b: Node): boolean {
  if (a.type !== b.type) return false
  const [words, others] = [wordsOf(a), wordsOf(b)]
  return words.size === 0 || others.size === 0 || shareHalf(words, others)
}

/** Whether they have half of the words of the larger in common. */
function shareHalf(words: Words, others: Words): boolean {
  let spare = words.size - Math.max(words.size, others.size) / 2
  for (const word of words) {
    if (spare < 0) return false
    if (!others.has(word)) spare--
  }
  return spare >= 0
}

type Words = ReadonlySet<string>
/** A block is compared with many others, and again whenever the comparison is drawn. */
const known = new WeakMap<Node, Words>()

function wordsOf(node: Node): Words {
  const words = known.get(node) ?? wordsIn(node)
  known.set(node, words)
  return words
}

function wordsIn(node: Node): Words {
  return new Set(
    node
      .textBetween(0, node.content.size, ' ', ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}

/** The text of blocks, a line for each that holds some; null for no block. A scene break is three asterisks, a footnote its words in brackets, a gap nothing. */
export function fragmentText(blocks: Fragment): string | null {
  const content = contentWithoutGaps(blocks)
  if (content.childCount === 0) return null
  return content.textBetween(0, content.size, '\n', leafText)
}

function leafText(leaf: Node): string {
  if (isFootnoteNode(leaf)) return `[${footnoteText(leaf)}]`
  return leaf.isBlock ? '* * *' : '\n'
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + node.nodeSize, 0)
}
