import { isTag, isText } from 'domhandler'
import type { ChildNode, Document, Element, ParentNode } from 'domhandler'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { elements, find, textIn } from '../xml.ts'
import { blockNames } from './block-names.ts'

/** The element that a reference to a note becomes; its attribute `text` is what the note says. */
export const NOTE = 'studio-note'

/**
 * Makes of each link to a note of the same page an element that holds the note, and takes the notes from where they
 * stood: as pandoc, mammoth, books and this studio write them. Other links stay, and so do those in a note, in code, and to
 * what comes before them, which is the text.
 */
export function takeNotes(page: Document, losses: Losses): void {
  const all = [...everyElement(page)]
  const ids = new Map(all.flatMap(it => (it.attribs['id'] ? [[it.attribs['id'], it] as const] : [])))
  const taken = new Set<Element>()
  const passed = new Set<Element>()
  for (const link of all) {
    passed.add(link)
    if (!isReference(link) || isWithin(link, it => taken.has(it) || it.name === 'pre')) continue
    const note = ids.get(link.attribs['href']!.slice(1))
    if (note === undefined || !noteNames.has(note.name) || (passed.has(note) && !taken.has(note))) continue
    if (!taken.has(note) && isFormatted(note)) lose(losses, 'footnote')
    taken.add(note)
    become(raisedAlone(link) ?? link, wordsOf(note))
  }
  for (const holder of new Set(Array.from(taken, it => it.parent))) if (holder !== null) drop(holder, taken)
}

const noteNames = new Set(['li', 'aside', 'div', 'p', 'dd', 'section'])

function* everyElement(node: ParentNode): Generator<Element> {
  for (const child of elements(node)) {
    yield child
    yield* everyElement(child)
  }
}

function isReference({ name, attribs }: Element): boolean {
  if (name !== 'a' || !/^#./.test(attribs['href'] ?? '')) return false
  const kind = `${attribs['role'] ?? ''} ${attribs['epub:type'] ?? ''} ${attribs['class'] ?? ''}`
  return (
    /\b(?:doc-)?noteref\b|\bfootnote-ref\b/.test(kind) || /^(?:(?:foot|end)note-ref|fnref)/.test(attribs['id'] ?? '')
  )
}

function isBacklink({ name, attribs }: Element): boolean {
  const kind = `${attribs['role'] ?? ''} ${attribs['class'] ?? ''} ${attribs['href'] ?? ''}`
  return name === 'a' && /doc-backlink|footnote-back|#(?:foot|end)note-ref|#fnref/.test(kind)
}

function isWithin({ parent }: Element, holder: (element: Element) => boolean): boolean {
  return parent !== null && isTag(parent) && (holder(parent) || isWithin(parent, holder))
}

/** The element that raises a link and holds nothing else. */
function raisedAlone({ parent }: Element): Element | null {
  return parent !== null && isTag(parent) && parent.name === 'sup' && parent.children.length === 1 ? parent : null
}

function become(place: Element, words: string): void {
  place.name = NOTE
  place.attribs = { text: words }
  place.children = []
}

/** All text but that of the way back, with blanks where lines end. */
function wordsOf(node: ChildNode): string {
  if (isText(node)) return node.data
  if (!isTag(node) || isBacklink(node)) return ''
  const words = node.children.map(wordsOf).join('')
  return blockNames.has(node.name) || /^(?:br|t[dh])$/.test(node.name) ? ` ${words} ` : words
}

/** More than one paragraph of plain words. */
function isFormatted(note: Element): boolean {
  const inside = [...everyElement(note)].filter(it => !isBacklink(it))
  return (
    inside.filter(({ name }) => name === 'p').length > 1 ||
    inside.some(({ name }) => /^(?:a|b|i|em|strong|s|code|mark|cite|[uo]l|blockquote|table)$/.test(name))
  )
}

/** Takes notes out of what holds them, and that too where nothing is left to read in it. */
function drop(holder: ParentNode, gone: ReadonlySet<unknown>): void {
  holder.children = holder.children.filter(child => !gone.has(child))
  if (isTag(holder) && holder.parent !== null && isEmpty(holder)) drop(holder.parent, new Set([holder]))
}

const isEmpty = (holder: Element) => textIn(holder).trim() === '' && find(holder, NOTE) === null
