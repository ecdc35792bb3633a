import type { Element } from 'domhandler'
import { withSceneBreaks } from '../breaks.ts'
import { UnreadableFile } from '../failures.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import type { RichDoc } from '../rich-text.ts'
import { readRtf } from '../rtf/read.ts'
import type { Source } from '../source.ts'
import type { Part } from '../split.ts'
import { decoded, latin1 } from '../text/decode.ts'
import { docFromText } from '../text/read.ts'
import { elements, find, parseXml, textIn } from '../xml.ts'

/**
 * A Scrivener project's binder: a part for each text and folder in it, in order. The trash stays there. `sources` are named by their
 * paths in the project's folder.
 *
 * @throws {UnreadableFile}
 */
export function readScrivener(sources: readonly Source[], losses: Losses): Readonly<{ title: string; parts: Part[] }> {
  const binder = sources.find(isScrivx)
  if (!binder) throw new UnreadableFile('This folder holds no Scrivener project: its .scrivx file is missing.')
  const tree = find(parseXml(decoded(binder.bytes), binder.name), 'Binder')
  const texts = new Map(sources.map(source => [source.name.toLowerCase(), source]))
  const parts: Part[] = []
  if (tree) addItems(tree, null, parts, { texts, losses })
  if (parts.length === 0) throw new UnreadableFile(`${binder.name} names no text that can be read.`)
  return { title: binder.name.replace(/\.scrivx$/i, ''), parts }
}

export function isScrivx({ name }: Pick<Source, 'name'>): boolean {
  return /^[^/]+\.scrivx$/i.test(name)
}

type Reading = Readonly<{ texts: ReadonlyMap<string, Source>; losses: Losses }>

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
    if (inside) addItems(inside, part ? key : above, parts, reading)
  }
}

/** Null for what holds nothing and is no text. */
function partOf(item: Element, holds: boolean, { texts, losses }: Reading): Part | null {
  const source = sourceOf(item, texts)
  const type = item.attribs['Type'] ?? ''
  if (!source && !holds) {
    if (/^(?:Image|PDF|WebArchive|Other)$/.test(type)) lose(losses, 'file')
    if (type !== 'Text') return null
  }
  const kind = type === 'ResearchFolder' ? 'research' : /Folder$/.test(type) ? 'chapter' : 'scene'
  const title = elements(item, 'Title').map(textIn).join('').trim()
  return { title, doc: docOf(source, losses), card: { kind }, ...(source ? { original: source.name } : {}) }
}

function docOf(source: Source | null, losses: Losses): RichDoc {
  if (!source) return docFromText('')
  const isRtf = /\.rtf$/i.test(source.name)
  return withSceneBreaks(
    isRtf ? readRtf(latin1(source.bytes), source.name, losses) : docFromText(decoded(source.bytes)),
  )
}

/** Scrivener 3 names texts by UUID, in folders; versions 1 and 2 by number. */
function sourceOf({ attribs }: Element, texts: ReadonlyMap<string, Source>): Source | null {
  const { UUID: uuid, ID: id } = attribs
  const names = [
    ...(uuid === undefined ? [] : ['rtf', 'txt', 'md'].map(ending => `files/data/${uuid}/content.${ending}`)),
    ...(id === undefined ? [] : [`files/docs/${id}.rtf`, `files/docs/${id}.txt`]),
  ]
  return names.map(name => texts.get(name.toLowerCase())).find(source => source !== undefined) ?? null
}
