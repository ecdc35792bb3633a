import { regionString } from '../contract/infill.ts'
import type { RegionText } from '../contract/infill.ts'
import type { DocJson } from '../contract/library.ts'
import { isOriginKind } from '../contract/origin.ts'
import type { OriginKind } from '../contract/origin.ts'

/** Where one character came from. `run` and `day` are empty where they are not known. */
export type Source = Readonly<{ kind: OriginKind | 'writer'; run: string; day: string }>
/** A block's text, and where each of its UTF-16 code units came from. */
export type Block = Readonly<{ text: string; sources: Source[] }>

type Json = Readonly<{ type?: string; text?: string; marks?: readonly JsonMark[]; content?: readonly Json[] }>
type JsonMark = Readonly<{ type?: string; attrs?: Readonly<Record<string, unknown>> }>

const WRITER: Source = { kind: 'writer', run: '', day: '' }

/** The blocks of a document's content that hold text. Text without a record is the writer's. */
export function blocksOf(doc: DocJson): Block[] {
  const blocks: Block[] = []
  collect(doc as Json, blocks)
  return blocks
}

function collect({ content = [] }: Json, blocks: Block[]): void {
  const texts = content.filter(({ text }) => text !== undefined)
  if (texts.length > 0) blocks.push(blockOf(texts))
  for (const node of content) collect(node, blocks)
}

function blockOf(texts: readonly Json[]): Block {
  const sources = texts.flatMap(({ text = '', marks }) => new Array<Source>(text.length).fill(sourceOf(marks)))
  return { text: texts.map(({ text }) => text).join(''), sources }
}

function sourceOf(marks: readonly JsonMark[] = []): Source {
  const { kind, run, day } = marks.find(({ type }) => type === 'origin')?.attrs ?? {}
  return isOriginKind(kind) ? { kind, run: textOr(run), day: textOr(day) } : WRITER
}

const textOr = (value: unknown) => (typeof value === 'string' ? value : '')

/** Shorter texts stand in a document by chance. */
const RECOGNISED_CHARS_MIN = 16

type Known = Readonly<{ id: string; day: string; regions: readonly RegionText[] }>

/**
 * Takes what an accepted variant wrote for the model's wherever the whole of its region stands in a block without a
 * record, the first time it does. Changes `sources`; returns how many characters they were.
 */
export function recognised(blocks: readonly Block[], { id, day, regions }: Known): number {
  const source: Source = { kind: 'model', run: id, day }
  let count = 0
  for (const region of regions) {
    const whole = regionString(region)
    const block = blocks.find(({ text }) => whole.trim().length >= RECOGNISED_CHARS_MIN && text.includes(whole))
    if (block === undefined) continue
    let at = block.text.indexOf(whole)
    for (const piece of region) {
      if (piece.kind === 'open') continue
      for (let i = at; piece.kind === 'written' && i < at + piece.text.length; i++) {
        if (block.sources[i]!.kind !== 'writer') continue
        block.sources[i] = source
        count++
      }
      at += piece.text.length
    }
  }
  return count
}
