import type { Node } from '@tiptap/pm/model'
import { CONTEXT_CHARS_MAX } from '@contract/infill.ts'
import type { CharRange, Passage, Span } from '@contract/infill.ts'
import { drawKept, unite } from '@contract/strength.ts'
import { holdsOnlyGaps } from '../gap-text.ts'
import { wishedLength } from '../region-length.ts'
import { isParagraph, lockedRanges, textOf } from './targets.ts'
import type { Target } from './targets.ts'

/**
 * How much of each target's words may change, and the draw that says which. Links and inline code are locked unless
 * they are `linksOpen`.
 */
export type Draw = Readonly<{ strength: number; seed: number; linksOpen?: boolean }>

/** What the model is to read: the document's text with its targets as regions, as much of it as is of use. */
export function passageOf(doc: Node, targets: readonly Target[], draw: Draw): Passage {
  const spans: Span[] = []
  let fixed = ''
  let previous: Block | null = null
  for (const block of blocksOf(doc, targets)) {
    if (previous !== null) fixed += separator(previous, block)
    previous = block
    let at = block.start
    for (const target of targetsIn(block, targets)) {
      fixed += textOf(doc, { from: at, to: target.from })
      spans.push({ kind: 'fixed', text: fixed }, regionSpan(doc, block, target, targets.indexOf(target), draw))
      fixed = ''
      at = target.to
    }
    fixed += textOf(doc, { from: at, to: block.end })
  }
  return trimmed([...spans, { kind: 'fixed', text: fixed }])
}

/** A textblock, or a paragraph to come: then `gap` is its target. */
type Block = Readonly<{ start: number; end: number; parent: Node | null; code: boolean; gap: Target | null }>

function blocksOf(doc: Node, targets: readonly Target[]): Block[] {
  const blocks: Block[] = targets
    .filter(target => isParagraph(doc, target))
    .map(gap => ({ start: gap.from, end: gap.from, parent: null, code: false, gap }))
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true
    const code = node.type.spec.code === true
    // A paragraph to come that this run leaves alone is none yet.
    if (holdsOnlyGaps(node) && !targets.some(({ from }) => from > pos && from < pos + node.nodeSize)) return false
    blocks.push({ start: pos + 1, end: pos + 1 + node.content.size, parent, code, gap: null })
    return false
  })
  return blocks.sort((a, b) => a.start - b.start)
}

function targetsIn({ start, end, gap }: Block, targets: readonly Target[]): readonly Target[] {
  return gap !== null ? [gap] : targets.filter(({ from, to }) => from >= start && to <= end)
}

/** Items of a list follow each other closely; all else is parted by an empty line, as in the text the model learnt from. */
function separator(before: Block, after: Block): string {
  const item = (block: Block) => block.parent?.type.name === 'listItem'
  return item(before) && item(after) ? '\n' : '\n\n'
}

function regionSpan(doc: Node, block: Block, target: Target, index: number, draw: Draw): Span {
  const kept = keptRanges(doc, target, index, draw)
  const length = wishedLength(doc, target)
  return {
    ...{ kind: 'region', text: textOf(doc, target), kept },
    ...(block.code ? { lines: true } : {}),
    ...(length === null ? {} : { length }),
  }
}

/** What a run leaves standing of its target number `index`: locks, and the words that a strength below 1 keeps. */
export function keptRanges(doc: Node, target: Target, index: number, draw: Draw): CharRange[] {
  const { strength, seed, linksOpen } = draw
  return unite(
    lockedRanges(doc, target, linksOpen),
    strength < 1 ? drawKept(textOf(doc, target), strength, seed + index) : [],
  )
}

/** Only the text nearest to the regions can be read, so the rest need not travel. */
function trimmed(spans: readonly Span[]): Passage {
  return spans.map((span, i) => {
    if (span.kind === 'region' || span.text.length <= CONTEXT_CHARS_MAX) return span
    if (i === 0) return { kind: 'fixed', text: span.text.slice(-CONTEXT_CHARS_MAX).toWellFormed() }
    if (i === spans.length - 1) return { kind: 'fixed', text: span.text.slice(0, CONTEXT_CHARS_MAX).toWellFormed() }
    return span
  })
}
