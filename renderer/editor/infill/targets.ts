import type { Mark, Node } from '@tiptap/pm/model'
import type { Mappable } from '@tiptap/pm/transform'
import type { CharRange } from '@contract/infill.ts'
import { unite } from '@contract/strength.ts'
import { gapWords } from '../gap.ts'
import { isGapNode, lineRanges, steppedText, textAlone } from '../gap-text.ts'

/**
 * A stretch of one textblock that a run rewrites, as document positions; empty for a gap of the moment, and around the
 * node of a lasting one. A passage over several blocks is several targets, so that its blocks stay as they are. A gap
 * with `paragraph` lies between two blocks: what is written there becomes a paragraph of its own, and until it is
 * accepted there is none.
 */
export type Target = Readonly<{ from: number; to: number; paragraph?: true }>

/**
 * The stretches of text between two positions, one for each block and each line in it, and the gaps between them. White
 * space alone is none.
 */
export function targetsBetween(doc: Node, from: number, to: number): Target[] {
  const targets: Target[] = []
  doc.nodesBetween(from, to, (block, pos) => {
    if (!block.isTextblock) return true
    const start = Math.max(from, pos + 1)
    const end = Math.min(to, pos + 1 + block.content.size)
    targets.push(...(block.type.spec.code === true ? [{ from: start, to: end }] : linesOf(doc, start, end)))
    return false
  })
  return targets.filter(target => hasWords(doc, target) || gapAt(doc, target) !== null)
}

function linesOf(doc: Node, start: number, end: number): Target[] {
  return lineRanges(steppedText(doc, start, end)).map(({ from, to }) => ({ from: start + from, to: start + to }))
}

export const hasWords = (doc: Node, target: Target) => textOf(doc, target).trim() !== ''

/** The lasting gap that a target is; null for one of the moment, and for text. */
export function gapAt(doc: Node, { from, to }: Target): Node | null {
  const node = from + 1 === to ? doc.nodeAt(from) : null
  return isGapNode(node) ? node : null
}

/** The lasting gap that a position is at the edge of, the one before it first. */
export function gapBeside(doc: Node, pos: number): Target | null {
  const { nodeBefore, nodeAfter } = doc.resolve(pos)
  if (isGapNode(nodeBefore)) return { from: pos - 1, to: pos }
  return isGapNode(nodeAfter) ? { from: pos, to: pos + 1 } : null
}

/** All lasting gaps, in order. */
export function gapsOf(doc: Node): Target[] {
  const gaps: Target[] = []
  doc.descendants((node, pos) => {
    if (isGapNode(node)) gaps.push({ from: pos, to: pos + 1 })
  })
  return gaps
}

/** What waits to be filled: the stretches of each marked region, and each gap, in the order in which they begin. */
export function waiting(doc: Node): (readonly Target[])[] {
  return [...markedRegions(doc).map(({ targets }) => targets), ...gapsOf(doc).map(gap => [gap])].sort(
    (a, b) => a[0]!.from - b[0]!.from,
  )
}

/** The words wished of a target that is a lasting gap; null for all others, and for a gap that leaves it to the run. */
export function wishedWords(doc: Node, target: Target): number | null {
  const gap = gapAt(doc, target)
  return gap === null ? null : gapWords(gap)
}

/** A region that the writer marked, with all its stretches in reading order. */
export type MarkedRegion = Readonly<{ id: string; targets: readonly Target[] }>

/** All marked regions, in the order in which they begin. */
export function markedRegions(doc: Node): MarkedRegion[] {
  const found = new Map<string, Target[]>()
  doc.descendants((node, at) => {
    const id = node.isText ? regionId(node.marks) : null
    if (id === null) return
    const targets = found.get(id) ?? []
    found.set(id, targets)
    const last = targets.at(-1)
    if (last?.to === at) targets[targets.length - 1] = { from: last.from, to: at + node.nodeSize }
    else targets.push({ from: at, to: at + node.nodeSize })
  })
  return Array.from(found, ([id, targets]) => ({ id, targets }))
}

/** The marked region that `pos` lies in or at the edge of. Reads that place of the document alone where there is none. */
export function markedRegionAt(doc: Node, pos: number): MarkedRegion | null {
  const here = regionIdAt(doc, pos)
  return here === null ? null : (markedRegions(doc).find(({ id }) => id === here) ?? null)
}

/** Whether `pos` lies in a marked region or at the edge of one. Reads that place of the document alone. */
export function isInRegion(doc: Node, pos: number): boolean {
  return regionIdAt(doc, pos) !== null
}

/** All stretches of the marked region that `pos` lies in or at the edge of; none outside of a region. */
export function regionAt(doc: Node, pos: number): readonly Target[] {
  return markedRegionAt(doc, pos)?.targets ?? []
}

function regionIdAt(doc: Node, pos: number): string | null {
  const { nodeAfter, nodeBefore } = doc.resolve(pos)
  return regionId([...(nodeAfter?.marks ?? []), ...(nodeBefore?.marks ?? [])])
}

export const regionMarkOf = (node: Node | null) => node?.marks.find(({ type }) => type.name === 'region')

function regionId(marks: readonly Mark[]): string | null {
  const id: unknown = marks.find(mark => mark.type.name === 'region')?.attrs['id']
  return typeof id === 'string' ? id : null
}

/** The text of a target: a line break is `\n`, a gap is no text. Of a target, offsets in it and positions keep step. */
export function textOf(doc: Node, { from, to }: Target): string {
  return textAlone(steppedText(doc, from, to))
}

/** Whether a gap or a footnote was put into a target since it became one. */
export function isParted(doc: Node, target: Target): boolean {
  return gapAt(doc, target) === null && textOf(doc, target).length < target.to - target.from
}

/** Moves targets with an edit. What is typed at an edge stays outside; what is typed inside belongs to the target. */
export function mapTargets(targets: readonly Target[], mapping: Mappable): Target[] {
  return targets.map(({ from, to, ...kind }) => {
    if (from === to) {
      const at = mapping.map(from, -1)
      return { from: at, to: at, ...kind }
    }
    const start = mapping.map(from, 1)
    return { from: start, to: Math.max(start, mapping.map(to, -1)) }
  })
}

/** Whether a target is a paragraph to come. Blocks that were joined round it since leave it an ordinary gap. */
export function isParagraph(doc: Node, { from, paragraph }: Target): boolean {
  return paragraph === true && !doc.resolve(from).parent.inlineContent
}

/** Marks whose text is locked wherever the writer has not chosen otherwise. */
const LOCKED_BY_KIND = new Set(['link', 'code'])

export const isLinkOrCode = ({ marks }: Node) => marks.some(({ type }) => LOCKED_BY_KIND.has(type.name))
export const bearsLock = ({ marks }: Node) => marks.some(({ type }) => type.name === 'lock')

/** Locked words, and links and inline code unless these are `open`, as offsets in the target's text, in order. */
export function lockedRanges(doc: Node, { from, to }: Target, open = false): CharRange[] {
  const ranges: CharRange[] = []
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isText || !(bearsLock(node) || (!open && isLinkOrCode(node)))) return
    const offset = (at: number) => textOf(doc, { from, to: at }).length
    ranges.push({ from: offset(Math.max(pos, from)), to: offset(Math.min(pos + node.nodeSize, to)) })
  })
  return unite(ranges, [])
}
