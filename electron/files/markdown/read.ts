import { gfmFromMarkdown } from 'mdast-util-gfm'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import type { FootnoteDefinition, Nodes, Parents, PhrasingContent, Root } from 'mdast'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { parse } from 'yaml'
import { fit } from '../fit.ts'
import { docFromHtml } from '../html/read.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import {
  footnote,
  HARD_BREAK,
  heading,
  isInline,
  paragraph,
  parent,
  plainText,
  SCENE_BREAK,
  text,
} from '../rich-text.ts'
import type { Mark, RichDoc, RichNode } from '../rich-text.ts'
import { EMPTY_PARAGRAPH } from './write.ts'

export type ReadMarkdown = Readonly<{ doc: RichDoc; title: string; author: string }>

/** CommonMark with GFM and front matter as a document. HTML in it is read as HTML. */
export function readMarkdown(source: string, losses: Losses): ReadMarkdown {
  const root: Root = fromMarkdown(source, {
    extensions: [gfm({ singleTilde: false }), frontmatter(), withoutBareAddresses],
    mdastExtensions: [gfmFromMarkdown().filter(extension => !extension.transforms), frontmatterFromMarkdown()],
  })
  const matter = root.children.find(node => node.type === 'yaml')
  const doc = fit({ content: blocks(root.children, readingOf(root, losses)) })
  return { doc, ...fieldsOf(matter?.value ?? '') }
}

/** GFM makes links of bare addresses even where they are escaped: an address that is no link would not stay one. */
const withoutBareAddresses = { disable: { null: ['wwwAutolink', 'protocolAutolink', 'emailAutolink'] } }

/** What is known while reading: where links by reference lead, and the notes that the text itself refers to. */
type Reading = Readonly<{
  losses: Losses
  titles: ReadonlyMap<string, Readonly<{ url: string; title: string }>>
  notes: ReadonlyMap<string, FootnoteDefinition>
}>

function readingOf(root: Root, losses: Losses): Reading {
  const notes = all(root, 'footnoteDefinition')
  const inNotes = new Set(notes.flatMap(note => all(note, 'footnoteReference')))
  const inText = all(root, 'footnoteReference').filter(reference => !inNotes.has(reference))
  const referred = new Set(inText.map(({ identifier }) => identifier))
  return {
    losses,
    titles: definitions(root),
    // Of two of one name, the first.
    notes: new Map(
      notes
        .filter(({ identifier }) => referred.has(identifier))
        .reverse()
        .map(note => [note.identifier, note]),
    ),
  }
}

/** All nodes of a kind in a tree, in order. */
function all<K extends Nodes['type']>(node: Nodes, kind: K): Extract<Nodes, { type: K }>[] {
  const here = node.type === kind ? [node as Extract<Nodes, { type: K }>] : []
  return [...here, ...('children' in node ? node.children.flatMap(child => all(child, kind)) : [])]
}

function definitions(root: Root): Reading['titles'] {
  const found = root.children.filter(node => node.type === 'definition')
  return new Map(found.map(({ identifier, url, title }) => [identifier, { url, title: title ?? '' }]))
}

function blocks(nodes: readonly Nodes[], reading: Reading): RichNode[] {
  return nodes.flatMap(node => block(node, reading))
}

function block(node: Nodes, reading: Reading): RichNode[] {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- all that is left is inline
  switch (node.type) {
    case 'heading':
      if (node.depth > 3) lose(reading.losses, 'deep-heading')
      return [heading(node.depth, inline(node.children, reading))]
    case 'paragraph': {
      const content = inline(node.children, reading)
      const isEmpty = content.length === 1 && content[0]?.text === EMPTY_PARAGRAPH && !content[0].marks
      return [isEmpty ? paragraph() : paragraph(...content)]
    }
    case 'blockquote':
      return [parent('blockquote', blocks(node.children, reading))]
    case 'list': {
      const content = node.children.map(item => {
        const mark = item.checked == null ? [] : text(item.checked ? '☑ ' : '☐ ')
        return parent('listItem', withMark(mark, blocks(item.children, reading)))
      })
      if (node.ordered !== true) return [parent('bulletList', content)]
      return [{ ...parent('orderedList', content), attrs: { start: node.start ?? 1 } }]
    }
    case 'code':
      return [{ ...parent('codeBlock', text(node.value)), attrs: { language: node.lang ?? '' } }]
    case 'thematicBreak':
      return [SCENE_BREAK]
    case 'html':
      return [...docFromHtml(node.value, reading.losses, { blank: true }).content]
    case 'table':
      lose(reading.losses, 'table')
      return node.children.map(row => paragraph(...joined(row.children.map(cell => inline(cell.children, reading)))))
    case 'footnoteDefinition':
      // One that the text does not refer to is text like any other.
      if (reading.notes.get(node.identifier) === node) return []
      return withMark(text(`[${node.identifier}] `), blocks(node.children, reading))
    case 'yaml':
    case 'definition':
      return []
    default:
      return inline([node as PhrasingContent], reading)
  }
}

function withMark(mark: RichNode[], content: RichNode[]): RichNode[] {
  const [first, ...rest] = content
  if (mark.length === 0) return content
  if (first?.type !== 'paragraph') return [paragraph(...mark), ...content]
  return [paragraph(...mark, ...(first.content ?? [])), ...rest]
}

function joined(cells: readonly RichNode[][]): RichNode[] {
  return cells.flatMap((cell, at) => (at === 0 ? cell : [...text(' | '), ...cell]))
}

/** Marks that inline HTML switches on and off. */
const tags: Readonly<Record<string, string>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', cite: 'italic' },
  ...{ s: 'strike', strike: 'strike', del: 'strike', mark: 'highlight', code: 'code', kbd: 'code' },
}

function inline(
  nodes: Parents['children'] | readonly PhrasingContent[],
  reading: Reading,
  marks: readonly Mark[] = [],
): RichNode[] {
  let on = marks
  return nodes.flatMap(node => {
    if (node.type !== 'html') return phrase(node as PhrasingContent, reading, on)
    const [, end, name = ''] = /^<(\/?)([a-z]+)/i.exec(node.value) ?? []
    const type = tags[name.toLowerCase()]
    if (name.toLowerCase() === 'br') return [marked(HARD_BREAK, on)]
    if (name.toLowerCase() === 'img') lose(reading.losses, 'picture')
    if (type !== undefined) on = end === '/' ? on.filter(mark => mark.type !== type) : [...on, { type }]
    return []
  })
}

function phrase(node: PhrasingContent, reading: Reading, marks: readonly Mark[]): RichNode[] {
  const inside = (mark: Mark) => inline((node as Parents).children, reading, [...marks, mark])
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- HTML was read before
  switch (node.type) {
    case 'text':
      return text(node.value.replaceAll('\n', ' '), marks)
    case 'inlineCode':
      return text(node.value, [{ type: 'code' }])
    case 'strong':
      return inside({ type: 'bold' })
    case 'emphasis':
      return inside({ type: 'italic' })
    case 'delete':
      return inside({ type: 'strike' })
    case 'link':
      return inside(linkMark(node.url, node.title ?? ''))
    case 'linkReference': {
      const to = reading.titles.get(node.identifier)
      return to ? inside(linkMark(to.url, to.title)) : inline(node.children, reading, marks)
    }
    case 'break':
      return [marked(HARD_BREAK, marks)]
    case 'image':
    case 'imageReference':
      lose(reading.losses, 'picture')
      return []
    case 'footnoteReference':
      return reading.notes.has(node.identifier)
        ? [noteFor(node.identifier, reading)]
        : text(`[${node.identifier}]`, marks)
    default:
      return []
  }
}

/** A note keeps its words alone. */
function noteFor(identifier: string, reading: Reading): RichNode {
  // In a note, a reference to one is a number.
  const inside = { ...reading, notes: new Map<string, FootnoteDefinition>() }
  const content = blocks(reading.notes.get(identifier)?.children ?? [], inside)
  if (content.length > 1 || isMarked(content)) lose(reading.losses, 'footnote')
  return footnote(plainText({ type: 'doc', content }))
}

const isMarked = (nodes: readonly RichNode[]): boolean =>
  nodes.some(node => (node.marks ?? []).length > 0 || isMarked(node.content ?? []))

function linkMark(href: string, title: string): Mark {
  return { type: 'link', attrs: title ? { href, title } : { href } }
}

function marked(node: RichNode, marks: readonly Mark[]): RichNode {
  return marks.length > 0 && isInline(node) ? { ...node, marks } : node
}

/** Title and author as front matter names them; empty where it does not, or cannot be read. */
function fieldsOf(matter: string): Readonly<{ title: string; author: string }> {
  const fields = parsedYaml(matter)
  const field = (name: string) => {
    const value = fields?.[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  }
  return { title: field('title'), author: field('author') }
}

function parsedYaml(source: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(source, { maxAliasCount: 0, logLevel: 'silent' })
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
