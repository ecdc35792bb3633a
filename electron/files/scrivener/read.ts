import type { Element } from 'domhandler'
import { LABEL_COLOURS } from '../../contract/binder.ts'
import type { LabelColour } from '../../contract/binder.ts'
import { withSceneBreaks } from '../breaks.ts'
import { UnreadableFile } from '../failures.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { isBlank, onOneLine, textOf } from '../rich-text.ts'
import type { RichDoc } from '../rich-text.ts'
import { readRtf } from '../rtf/read.ts'
import type { Source } from '../source.ts'
import type { Part, PartCard } from '../split.ts'
import { decoded, latin1 } from '../text/decode.ts'
import { docFromText } from '../text/read.ts'
import { elements, find, findAll, parseXml, textIn } from '../xml.ts'

/** As long as a synopsis may be. */
const SYNOPSIS_CHARS_MAX = 20_000

/**
 * A Scrivener project's binder: a part for each text and folder in it, in order, with its synopsis and label; its notes are
 * a part that it holds. The trash stays there. `sources` are named by their
 * paths in the project's folder.
 *
 * @throws {UnreadableFile}
 */
export function readScrivener(sources: readonly Source[], losses: Losses): Readonly<{ title: string; parts: Part[] }> {
  const binder = sources.find(isScrivx)
  if (!binder) throw new UnreadableFile('This folder holds no Scrivener project: its .scrivx file is missing.')
  const project = parseXml(decoded(binder.bytes), binder.name)
  const tree = find(project, 'Binder')
  const texts = new Map(sources.map(source => [source.name.toLowerCase(), source]))
  const parts: Part[] = []
  if (tree) addItems(tree, null, parts, { texts, losses, labels: labelsOf(find(project, 'LabelSettings')) })
  if (parts.length === 0) throw new UnreadableFile(`${binder.name} names no text that can be read.`)
  return { title: binder.name.replace(/\.scrivx$/i, ''), parts }
}

export function isScrivx({ name }: Pick<Source, 'name'>): boolean {
  return /^[^/]+\.scrivx$/i.test(name)
}

/** Whether a file is what Scrivener keeps the footnotes and comments of a text in. */
export function isComments({ name }: Pick<Source, 'name'>): boolean {
  return /^files\/(?:data\/[^/]+|docs)\/[^/]+\.comments$/i.test(name)
}

type Reading = Readonly<{
  /** By name, in small letters. */
  texts: ReadonlyMap<string, Source>
  losses: Losses
  /** By Scrivener's number. */
  labels: ReadonlyMap<string, NamedLabel>
}>

/** Adds what a folder of the binder, or the binder itself, holds. `above`: the number of the part that stands for it. */
function addItems(holder: Element, above: number | null, parts: Part[], reading: Reading): void {
  for (const item of elements(holder, 'BinderItem')) {
    const type = item.attribs['Type'] ?? ''
    if (type === 'TrashFolder') continue
    const inside = elements(item, 'Children')[0]
    // The draft is the project itself.
    const part = type === 'DraftFolder' ? null : partOf(item, inside !== undefined, reading)
    const key = parts.length
    if (part) parts.push({ ...part, key, ...(above === null ? {} : { parent: above }) })
    const notes = part && notesOf(item, part.title, reading)
    if (notes) parts.push({ ...notes, key: key + 1, parent: key })
    if (inside) addItems(inside, part ? key : above, parts, reading)
  }
}

/** Null for what holds nothing and is no text. */
function partOf(item: Element, holds: boolean, reading: Reading): Part | null {
  const { texts, losses, labels } = reading
  const source = sourceOf(item, texts)
  const told = synopsisOf(item, texts)
  const type = item.attribs['Type'] ?? ''
  if (!source && !holds && told === '') {
    if (/^(?:Image|PDF|WebArchive|Other)$/.test(type)) lose(losses, 'file')
    if (type !== 'Text') return null
  }
  const kind = type === 'ResearchFolder' ? 'research' : /Folder$/.test(type) ? 'chapter' : 'scene'
  const title = elements(item, 'Title').map(textIn).join('').trim()
  const label = labels.get(metaOf(item, 'LabelID'))
  const card: PartCard = { kind, ...(told === '' ? {} : { synopsis: told }), ...(label === undefined ? {} : { label }) }
  return { title, doc: docOf(source, reading), card, ...(source ? { original: source.name } : {}) }
}

function synopsisOf(item: Element, texts: Reading['texts']): string {
  const source = fileOf(item, texts, { named: 'synopsis', numbered: '_synopsis' }, ['txt'])
  return source === null ? '' : decoded(source.bytes).trim().slice(0, SYNOPSIS_CHARS_MAX)
}

/** What the writer noted beside a text; null for nothing. */
function notesOf(item: Element, title: string, reading: Reading): Part | null {
  const source = fileOf(item, reading.texts, { named: 'notes', numbered: '_notes' }, ['rtf', 'txt'])
  const doc = docOf(source, reading)
  return isBlank(doc) ? null : { title: `Notes: ${title}`, doc, card: { kind: 'note' } }
}

const metaOf = (item: Element, name: string) =>
  elements(item, 'MetaData')
    .flatMap(meta => elements(meta, name))
    .map(textIn)
    .join('')
    .trim()

type NamedLabel = NonNullable<PartCard['label']>

/** Scrivener's labels, which have any colour, with the nearest of ours. Its “No Label” is -1, and none. */
function labelsOf(settings: Element | null): Map<string, NamedLabel> {
  const all = settings === null ? [] : elements(settings, 'Labels').flatMap(list => elements(list, 'Label'))
  return new Map(
    all
      .filter(({ attribs }) => attribs['ID'] !== undefined && attribs['ID'] !== '-1')
      .map(it => [it.attribs['ID']!, { name: textIn(it).trim(), colour: nearest(it.attribs['Color'] ?? '') }] as const)
      .filter(([, { name }]) => name !== ''),
  )
}

/** Red, green and blue, 0 to 1, of what our labels look like. */
const colours: Readonly<Record<LabelColour, readonly [number, number, number]>> = {
  red: [0.85, 0.2, 0.15],
  amber: [0.95, 0.7, 0.15],
  green: [0.25, 0.65, 0.3],
  blue: [0.2, 0.4, 0.85],
  violet: [0.55, 0.3, 0.75],
  grey: [0.5, 0.5, 0.5],
}

/** Scrivener writes a colour as three numbers from 0 to 1. */
function nearest(colour: string): LabelColour {
  const parts = colour.trim().split(/\s+/).map(Number)
  const away = (name: LabelColour) => colours[name].reduce((sum, value, i) => sum + (value - (parts[i] ?? 0.5)) ** 2, 0)
  return parts.length === 3 && parts.every(Number.isFinite)
    ? LABEL_COLOURS.reduce((best, name) => (away(name) < away(best) ? name : best))
    : 'grey'
}

function docOf(source: Source | null, reading: Reading): RichDoc {
  if (!source) return docFromText('')
  if (!/\.rtf$/i.test(source.name)) return withSceneBreaks(docFromText(decoded(source.bytes)))
  const anchored = footnotesOf(source, reading)
  return withSceneBreaks(readRtf(latin1(source.bytes), source.name, reading.losses, anchored))
}

/** What the footnotes of a text say, by the ids that it has for them. None can be told from comments if the file cannot be read. */
function footnotesOf(text: Source, { texts, losses }: Reading): Map<string, string> {
  const source = texts.get(text.name.toLowerCase().replace(/rtf$/, 'comments'))
  const all = source ? (tried(() => findAll(parseXml(decoded(source.bytes), source.name), 'Comment')) ?? []) : []
  const notes = all.filter(({ attribs }) => attribs['Footnote'] === 'Yes')
  return new Map(
    notes.flatMap(note => {
      const words = tried(() => wordsOf(textIn(note), text.name, losses))
      return words === null ? [] : [[note.attribs['ID'] ?? '', words] as const]
    }),
  )
}

/** What a footnote says, which is plain text on one line. */
function wordsOf(rtf: string, file: string, losses: Losses): string {
  const { content } = readRtf(rtf.trim(), file, losses)
  const said = content.filter(node => !isBlank(node))
  if (said.length > 1 || onOneLine(said).some(({ marks }) => marks !== undefined)) lose(losses, 'footnote')
  return onOneLine(said).map(textOf).join('')
}

function tried<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableFile) return null
    throw error
  }
}

const sourceOf = (item: Element, texts: Reading['texts']) =>
  fileOf(item, texts, { named: 'content', numbered: '' }, ['rtf', 'txt', 'md'])

/** A file of an item. Scrivener 3 has a folder for each, called by its UUID; versions 1 and 2 a number before each name. */
function fileOf(
  { attribs }: Element,
  texts: Reading['texts'],
  { named, numbered }: Readonly<{ named: string; numbered: string }>,
  endings: readonly string[],
): Source | null {
  const { UUID: uuid, ID: id } = attribs
  const stems = [
    ...(uuid === undefined ? [] : [`files/data/${uuid}/${named}`]),
    ...(id === undefined ? [] : [`files/docs/${id}${numbered}`]),
  ]
  const names = stems.flatMap(stem => endings.map(ending => `${stem}.${ending}`.toLowerCase()))
  return names.map(name => texts.get(name)).find(source => source !== undefined) ?? null
}
