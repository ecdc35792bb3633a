import type { Card, Label } from '../contract/binder.ts'
import { SPLITS } from '../contract/files.ts'
import type { ImportPart, Split } from '../contract/files.ts'
import { countWords } from '../contract/words.ts'
import { holdsAtom, isBlank, levelOf, paragraph, plainText, textOf } from './rich-text.ts'
import type { RichDoc, RichNode } from './rich-text.ts'

/** A file that belongs to a part. `name`: its own; `file`: where it lies in the folder that was chosen. */
export type PartFile = Readonly<{ role: 'image' | 'original'; name: string; file: string }>

/** A document on its way in. */
export type Part = Readonly<{
  title: string
  doc: RichDoc
  /** The title of the project that it belongs to, where the files say so. */
  project?: string
  /** Its own number and that of the part that holds it, which comes before it; both are unique in an import. */
  key?: number
  parent?: number
  card?: PartCard
  /** The name of the file that it was read from, where that can be kept with it. */
  original?: string
  attached?: readonly PartFile[]
}>
/** What is told of a scrap beside its text. `from`: the document that it came from, by its number among others, or null. */
export type ScrapFacts = Readonly<{
  from: number | null
  run: string | null
  atMs: number
  starred: boolean
  openStart: number
  openEnd: number
}>
/** A scrap on its way in. `from`: the key of a part. */
export type PartScrap = ScrapFacts & Readonly<{ project: string; doc: RichDoc }>
/** What the binder is to know of it. */
export type PartCard = Partial<Omit<Card, 'label'>> & Readonly<{ label?: Omit<Label, 'id'> | null }>

const TITLE_CHARS_MAX = 80

/** Cuts parts where `split` says. A heading that begins a part gives it its title. Nothing but empty lines is left out. */
export function cut(parts: readonly Part[], split: Split): Part[] {
  return split === 'as-is' ? [...parts] : parts.flatMap(part => cutOne(part, beginning(split)))
}

/** The ways to cut that make a difference, and the likeliest: by chapters where one text holds several. */
export function splitsOf(parts: readonly Part[]): Readonly<{ splits: readonly Split[]; likely: Split }> {
  const counts = new Map(SPLITS.map(split => [split, cut(parts, split).length]))
  const count = (split: Split) => counts.get(split) ?? 0
  const coarser = (split: Split) =>
    split === 'heading-2' ? Math.max(count('as-is'), count('heading-1')) : count('as-is')
  const splits = SPLITS.filter(split => split === 'as-is' || count(split) > coarser(split))
  const likely = parts.length > 1 ? undefined : splits.find(split => split === 'heading-1' || split === 'heading-2')
  return { splits, likely: likely ?? 'as-is' }
}

export function shown(part: Part): ImportPart {
  const text = plainText(part.doc)
  return {
    title: part.title,
    words: countWords(text),
    begins: text.replace(/\s+/g, ' ').trim().slice(0, 120),
    project: part.project ?? null,
    isImage: part.attached?.some(({ role }) => role === 'image') ?? false,
  }
}

type Begins = 'at' | 'after' | null

/** Whether a new part begins at a block, or after it, leaving it out. */
function beginning(split: Exclude<Split, 'as-is'>): (node: RichNode) => Begins {
  if (split === 'scene-break') return node => (node.type === 'horizontalRule' ? 'after' : null)
  const deepest = split === 'heading-1' ? 1 : 2
  return node => (node.type === 'heading' && levelOf(node) <= deepest ? 'at' : null)
}

function cutOne(part: Part, begins: (node: RichNode) => Begins): Part[] {
  const runs: RichNode[][] = [[]]
  for (const node of part.doc.content) {
    const where = begins(node)
    if (where !== null) runs.push([])
    if (where !== 'after') runs.at(-1)!.push(node)
  }
  const full = runs.filter(run => run.some(node => node.type !== 'paragraph' || !isBlank(node)))
  if (full.length === 0) return [part]
  // What it holds stays with its first piece.
  const { key: _, card: __, attached: ___, ...rest } = part
  return full.map((run, at) => ({ ...(at === 0 ? part : rest), ...named(run, at === 0 ? part.title : '') }))
}

/** With the title that its heading gives; the heading goes, unless it says more than a title can. */
function named(run: RichNode[], title: string): Part {
  const [first, ...rest] = run
  const own = first?.type === 'heading' ? textOf(first).replace(/\s+/g, ' ').trim() : ''
  if (!first || own === '')
    return { title: title || titleOf({ type: 'doc', content: run }), doc: { type: 'doc', content: run } }
  const isMarked = (first.content ?? []).some(node => node.marks !== undefined)
  const plain = own.length <= TITLE_CHARS_MAX && !isMarked && !holdsAtom(first)
  const content = plain ? rest : run
  return { title: shortened(own), doc: { type: 'doc', content: content.length > 0 ? content : [paragraph()] } }
}

/** A title made of the first words of a text. */
export function titleOf(doc: RichDoc): string {
  return shortened(plainText(doc).trim().split('\n')[0] ?? '') || 'Untitled'
}

function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= TITLE_CHARS_MAX) return line
  return `${line.slice(0, TITLE_CHARS_MAX).replace(/\s+\S*$/, '')}…`
}
