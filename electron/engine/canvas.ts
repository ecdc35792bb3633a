import type { CharRange, Length, Passage, Span } from '../contract/infill.ts'
import { toPlain } from './typography.ts'

/**
 * A passage cut for the model. Fixed text, locks and kept words are known from the start, so they are context; what is
 * left of each region is one or more slots, each a row of places to be written. `stretches[i]` is the text before
 * `slots[i]`, and the last one the text after all slots: the model's own view of it (`toPlain`), without the space
 * that the first token of the slot after it will carry.
 */
export type Cut = Readonly<{
  stretches: readonly string[]
  slots: readonly SlotText[]
  /** For each region, what its text is made of, in reading order. */
  regions: readonly (readonly Part[])[]
  /** For each region, the fixed text between it and the region before it, as the writer has it. */
  fixed: readonly string[]
}>

/** A region's part: text that is there already, or the slot of that index. */
export type Part = Readonly<{ kind: 'known'; text: string } | { kind: 'slot'; slot: number }>

export type SlotText = Readonly<{
  region: number
  /** What is to be replaced, without the white space around it. Empty for a gap. */
  erased: string
  /** Whether the slot's first token carries a space (`spaced`) or must not (`tight`). */
  opening: 'spaced' | 'tight'
  /** The region has known words too: this slot is a hole in a text rather than a passage of its own. */
  partial: boolean
  /** Line breaks may be written (code). */
  lines: boolean
  /** What is wished of its region alone; null where the run's wish goes. */
  length: Length | null
}>

type Builder = { stretches: string[]; slots: SlotText[]; regions: Part[][]; fixed: string[] }

/**
 * @throws {RangeError} when a region's kept ranges are out of bounds, out of order or overlapping.
 */
export function cutPassage(passage: Passage): Cut {
  const build: Builder = { stretches: [''], slots: [], regions: [], fixed: [] }
  let fixed = ''
  passage.forEach((span, i) => {
    if (span.kind === 'fixed') {
      addKnown(build, span.text)
      fixed += span.text
      return
    }
    build.fixed.push(fixed)
    fixed = ''
    addRegion(
      build,
      span,
      passage.slice(i + 1).find(({ text }) => text !== ''),
    )
  })
  return build
}

function addKnown(build: Builder, text: string): void {
  build.stretches.push(build.stretches.pop()! + toPlain(text))
}

function addRegion(build: Builder, span: Extract<Span, { kind: 'region' }>, next: Span | undefined): void {
  const pieces = piecesOf(span.text, span.kept)
  const parts: Part[] = []
  build.regions.push(parts)
  const region = build.regions.length - 1
  const partial = pieces.some(piece => piece.known)
  pieces.forEach((piece, i) => {
    if (piece.known) {
      parts.push({ kind: 'known', text: piece.text })
      addKnown(build, piece.text)
      return
    }
    const after = pieces[i + 1]?.text ?? next?.text ?? ''
    addSlot(build, parts, piece.text, after, {
      ...{ region, partial },
      lines: span.lines === true,
      length: span.length ?? null,
    })
  })
}

/**
 * A hole's text, with the white space at its edges moved to where the model expects it. Line breaks that it begins with
 * are known.
 */
function addSlot(
  build: Builder,
  parts: Part[],
  text: string,
  after: string,
  rest: Pick<SlotText, 'region' | 'partial' | 'lines' | 'length'>,
): void {
  const erased = text.trim()
  const ownSpace = erased === '' ? text : /^\s*/.exec(text)![0]
  const breaks = ownSpace.slice(0, ownSpace.lastIndexOf('\n') + 1)
  if (breaks !== '') addKnown(build, breaks)
  const left = build.stretches.at(-1)!
  const leftSpace = /[ \t]+$/.exec(left)?.[0] ?? ''
  const behindSlot = left === '' && build.slots.length > 0
  const opening = openingOf(left, behindSlot, erased, leftSpace + ownSpace)
  build.stretches[build.stretches.length - 1] = left.slice(0, left.length - leftSpace.length)
  const prefix = opening === 'tight' || leftSpace !== '' ? ownSpace : ownSpace || ' '
  if (prefix !== '') parts.push({ kind: 'known', text: prefix })
  build.slots.push({ ...rest, erased, opening })
  parts.push({ kind: 'slot', slot: build.slots.length - 1 })
  build.stretches.push('')
  const suffix = erased === '' ? gapSuffix(after) : /\s*$/.exec(text)![0]
  if (suffix === '') return
  parts.push({ kind: 'known', text: suffix })
  addKnown(build, suffix)
}

function openingOf(left: string, behindSlot: boolean, erased: string, space: string): SlotText['opening'] {
  if ((left === '' && !behindSlot) || left.endsWith('\n')) return 'tight'
  if (space !== '') return 'spaced'
  return erased === '' && !/[([{"'—–-]$/.test(left) ? 'spaced' : 'tight'
}

/** A gap put right before a word needs a space after it. */
function gapSuffix(after: string): string {
  return /^[\p{L}\p{N}"'“‘([]/u.test(after) ? ' ' : ''
}

type RegionPiece = Readonly<{ known: boolean; text: string }>

/** Kept ranges, each with the white space before it, and what lies between them. A region without text is one hole. */
function piecesOf(text: string, kept: readonly CharRange[]): RegionPiece[] {
  if (text === '') return [{ known: false, text }]
  const pieces: RegionPiece[] = []
  const push = (known: boolean, from: number, to: number) => {
    if (from >= to) return
    const last = pieces.at(-1)
    if (last?.known === known) pieces[pieces.length - 1] = { known, text: last.text + text.slice(from, to) }
    else pieces.push({ known, text: text.slice(from, to) })
  }
  let at = 0
  for (const { from, to } of kept) {
    if (from < at || to < from || to > text.length)
      throw new RangeError(`kept range ${from}-${to} after ${at} in a text of ${text.length}`)
    const wide = text.slice(at, from).trimEnd().length + at
    push(false, at, wide)
    push(true, wide, to)
    at = to
  }
  const blankTail = kept.length > 0 && text.slice(at).trim() === ''
  push(blankTail, at, text.length)
  return pieces
}
