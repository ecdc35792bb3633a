import { isTag, isText } from 'domhandler'
import type { ChildNode, Element } from 'domhandler'
import { fit } from '../fit.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { footnote, HARD_BREAK, heading, onOneLine, paragraph, parent, SCENE_BREAK, text } from '../rich-text.ts'
import type { Mark, RichDoc, RichNode } from '../rich-text.ts'
import { elements, find, outermost, parseHtml, textAt } from '../xml.ts'
import { blockNames } from './block-names.ts'
import { collapsed } from './collapse.ts'
import { NOTE, takeNotes } from './notes.ts'

export type HtmlOptions = Readonly<{
  /** White space is as it is to stand, as in what mammoth makes; otherwise it collapses, as in a browser. */
  exact?: boolean
  /** Any element may be closed in its own tag, as in `<title/>`. */
  xhtml?: boolean
  /** Nothing readable gives no block instead of an empty paragraph. */
  blank?: boolean
}>

/** HTML as a document. Nothing in it is loaded, run or followed. */
export function docFromHtml(html: string, losses: Losses, options: HtmlOptions = {}): RichDoc {
  const page = parseHtml(html, options.xhtml)
  takeNotes(page, losses)
  const blocks = blocksIn(page.children, { losses, exact: options.exact === true, marks: [] })
  return options.blank === true && blocks.length === 0 ? { type: 'doc', content: [] } : fit({ content: blocks })
}

/** The title that a page gives itself; empty where it gives none. */
export function titleOfHtml(html: string, { xhtml }: HtmlOptions = {}): string {
  return textAt(parseHtml(html, xhtml), 'title')
}

type Reading = Readonly<{ losses: Losses; exact: boolean; marks: readonly Mark[] }>

/** Elements that bring nothing a document can keep, and whose text is not the writer's. */
const dropped = new Set(
  'head style script noscript meta link title template iframe object embed svg math button select textarea input'.split(
    ' ',
  ),
)
const pictures = new Set(['img', 'video', 'audio', 'canvas', 'picture'])

function blocksIn(nodes: readonly ChildNode[], reading: Reading): RichNode[] {
  const made: RichNode[] = []
  let loose: RichNode[] = []
  const close = () => {
    const content = closed(loose, reading)
    if (
      reading.exact
        ? content.length > 0
        : content.some(node => node.type === 'footnote' || (node.text ?? '').trim() !== '')
    )
      made.push(paragraph(...content))
    loose = []
  }
  for (const node of nodes) {
    if (isTag(node) && isBlock(node)) {
      close()
      made.push(...block(node, reading))
    } else loose.push(...inline(node, reading))
  }
  close()
  return made
}

/** An element that stands alone, or a span of text, such as Docs' `b`, that holds some. */
function isBlock(node: Element): boolean {
  return blockNames.has(node.name) || (!dropped.has(node.name) && elements(node).some(isBlock))
}

function block(node: Element, reading: Reading): RichNode[] {
  const { name } = node
  if (/\bscene-break\b/.test(node.attribs['class'] ?? '')) return [SCENE_BREAK]
  switch (name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      if (Number(name[1]) > 3) lose(reading.losses, 'deep-heading')
      return [heading(Number(name[1]), inlineOf(node, reading))]
    case 'p':
    case 'dt':
      return elements(node).some(isBlock) ? blocksIn(node.children, reading) : [paragraph(...inlineOf(node, reading))]
    case 'blockquote':
      return [parent('blockquote', blocksIn(node.children, reading))]
    case 'ul':
      return [parent('bulletList', itemsOf(node, reading))]
    case 'ol':
      return [
        { ...parent('orderedList', itemsOf(node, reading)), attrs: { start: Number(node.attribs['start'] ?? 1) } },
      ]
    case 'pre':
      return [codeBlock(node)]
    case 'hr':
      return [SCENE_BREAK]
    case 'table':
      lose(reading.losses, 'table')
      return [
        ...elements(node, 'caption').map(caption => paragraph(...cellOf(caption, reading))),
        ...outermost(node, 'tr').map(row => paragraph(...rowOf(row, reading))),
      ]
    default:
      return blocksIn(node.children, { ...reading, marks: [...reading.marks, ...marksOf(node, reading.losses)] })
  }
}

function itemsOf(list: Element, reading: Reading): RichNode[] {
  return elements(list).map(item => parent('listItem', blocksIn(item.name === 'li' ? item.children : [item], reading)))
}

function rowOf(row: Element, reading: Reading): RichNode[] {
  const cells = elements(row).map(cell => cellOf(cell, reading))
  return cells.flatMap((cell, at) => (at === 0 ? cell : [...text(' | '), ...cell]))
}

const cellOf = (cell: Element, reading: Reading) => onOneLine(blocksIn(cell.children, reading))

function codeBlock(node: Element): RichNode {
  const code = find(node, 'code')
  const language = /\blanguage-(\S+)/.exec(code?.attribs['class'] ?? node.attribs['class'] ?? '')?.[1] ?? ''
  return { ...parent('codeBlock', text(preText(node).replace(/^\n/, ''))), attrs: { language } }
}

function preText(node: Element): string {
  return node.children
    .map(child => (isTag(child) ? (child.name === 'br' ? '\n' : preText(child)) : isText(child) ? child.data : ''))
    .join('')
}

function inlineOf(node: Element, reading: Reading): RichNode[] {
  return closed(
    node.children.flatMap(child => inline(child, reading)),
    reading,
  )
}

/** The content of one block as it is to stand: a browser does not show the last line break. */
function closed(content: readonly RichNode[], { exact }: Reading): RichNode[] {
  if (exact) return [...content]
  return collapsed(content.at(-1)?.type === 'hardBreak' ? content.slice(0, -1) : content)
}

function inline(node: ChildNode, reading: Reading): RichNode[] {
  if (isText(node)) return text(node.data, reading.marks)
  if (!isTag(node) || dropped.has(node.name)) return []
  if (pictures.has(node.name)) {
    lose(reading.losses, 'picture')
    return []
  }
  if (node.name === NOTE) return [footnote(node.attribs['text'] ?? '')]
  if (node.name === 'br') return [reading.marks.length > 0 ? { ...HARD_BREAK, marks: reading.marks } : HARD_BREAK]
  const marks = [...reading.marks, ...marksOf(node, reading.losses)]
  return node.children.flatMap(child => inline(child, { ...reading, marks }))
}

const marksByName: Readonly<Record<string, string>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', cite: 'italic', dfn: 'italic', var: 'italic' },
  ...{ s: 'strike', strike: 'strike', del: 'strike', mark: 'highlight' },
  ...{ code: 'code', kbd: 'code', samp: 'code', tt: 'code' },
}

function marksOf({ name, attribs }: Element, losses: Losses): Mark[] {
  const style = attribs['style'] ?? ''
  const known = marksByName[name]
  const plain = /font-weight:\s*(normal|400)/i.test(style)
  if (name === 'u' || /text-decoration[^;]*underline/i.test(style))
    lose(losses, name === 'a' ? 'link' : 'underline', name === 'a' ? 0 : 1)
  if (name === 'sup' || name === 'sub') lose(losses, 'raised')
  return [
    ...(known !== undefined && !(known === 'bold' && plain) ? [{ type: known }] : []),
    ...(/font-weight:\s*(bold|[6-9]00)/i.test(style) ? [{ type: 'bold' }] : []),
    ...(/font-style:\s*italic/i.test(style) ? [{ type: 'italic' }] : []),
    ...(/text-decoration[^;]*line-through/i.test(style) ? [{ type: 'strike' }] : []),
    ...(name === 'a' && attribs['href'] !== undefined ? [{ type: 'link', attrs: linkAttrs(attribs) }] : []),
  ]
}

function linkAttrs({ href, title }: Record<string, string>): Record<string, string> {
  return { href: (href ?? '').trim(), ...(title ? { title } : {}) }
}
