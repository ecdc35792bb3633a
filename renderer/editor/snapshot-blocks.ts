import { diffArrays } from 'diff'
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

/**
 * How a document differs from what it was, block by block: blocks that are alike (half of their words in common) are one
 * change, what stands between them is another.
 */
export function blockPairs(now: Node, then: Node): BlockPair[] {
  const pairs: BlockPair[] = []
  let at = 0
  let old: Node[] = []
  let added: Node[] = []
  const flush = () => {
    for (const [was, is] of alike(old, added)) {
      const from = at
      at += sizeOf(is)
      pairs.push({ kind: 'changed', change: { from, to: at, now: Fragment.from(is), then: Fragment.from(was) } })
    }
    old = []
    added = []
  }
  const parts = diffArrays([...then.children], [...now.children], { comparator: (a, b) => a.eq(b) })
  for (const { value, added: isNew, removed } of parts) {
    if (isNew) added.push(...value)
    else if (removed) old.push(...value)
    else {
      flush()
      pairs.push({ kind: 'same', count: value.length })
      at += sizeOf(value)
    }
  }
  flush()
  return pairs
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
function alike(was: readonly Node[], is: readonly Node[]): (readonly [readonly Node[], readonly Node[]])[] {
  const pairs: (readonly [readonly Node[], readonly Node[]])[] = []
  let next = 0
  let nextNew = 0
  for (const part of diffArrays([...was], [...is], { comparator: areAlike })) {
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

/** Of one type, and with half of their words in common; one that was emptied is still itself. */
function areAlike(a: Node, b: Node): boolean {
  const [words, others] = [wordsOf(a), wordsOf(b)]
  const shared = [...words].filter(word => others.has(word)).length
  const isEmptied = words.size === 0 || others.size === 0
  return a.type === b.type && (isEmptied || shared * 2 >= Math.max(words.size, others.size))
}

function wordsOf(node: Node): Set<string> {
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
