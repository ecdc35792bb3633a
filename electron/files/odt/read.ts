import { isTag, isText } from 'domhandler'
import type { ChildNode, Element } from 'domhandler'
import { UnreadableFile } from '../failures.ts'
import { fit } from '../fit.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import {
  footnote,
  HARD_BREAK,
  heading,
  isBlank,
  onOneLine,
  paragraph,
  parent,
  plainText,
  SCENE_BREAK,
  text,
} from '../rich-text.ts'
import type { Mark, RichDoc, RichNode } from '../rich-text.ts'
import { elements, find, findAll, outermost, parseXml, textAt } from '../xml.ts'
import { unzip, utf8 } from '../zip.ts'
import { stylesIn } from './styles.ts'
import type { Styles } from './styles.ts'

export type ReadOdt = Readonly<{ doc: RichDoc; title: string; author: string }>
type Reading = Readonly<{ losses: Losses; styles: Styles; marks: readonly Mark[] }>

/** An OpenDocument text as a document. Pictures and tables are counted as lost. @throws {UnreadableFile} */
export function readOdt(bytes: Uint8Array, file: string, losses: Losses): ReadOdt {
  const entries = unzip(bytes, file, name => ['content.xml', 'styles.xml', 'meta.xml'].includes(name))
  const [content, common, meta] = ['content.xml', 'styles.xml', 'meta.xml'].map(name =>
    parseXml(utf8(entries.get(name)), file),
  )
  const body = find(content!, 'office:text')
  if (!body)
    throw new UnreadableFile(`${file} holds no text that can be read. Save it as .odt in the program that made it.`)
  const reading = { losses, styles: stylesIn([common!, content!]), marks: [] }
  const author = textAt(meta!, 'meta:initial-creator') || textAt(meta!, 'dc:creator')
  return { doc: fit({ content: blocks(body.children, reading) }), title: textAt(meta!, 'dc:title'), author }
}

function blocks(nodes: readonly ChildNode[], reading: Reading): RichNode[] {
  return joinedCode(nodes.flatMap(node => (isTag(node) ? block(node, reading) : [])))
}

function block(node: Element, reading: Reading): RichNode[] {
  const style = reading.styles(node.attribs['text:style-name'] ?? '')
  const content = () => inline(node.children, { ...reading, marks: style.marks })
  switch (node.name) {
    case 'text:h': {
      const level = Number(node.attribs['text:outline-level'] ?? 1)
      if (level > 3) lose(reading.losses, 'deep-heading')
      // A heading is bold by its style: its words need no mark for that.
      return withFrames([heading(level, inline(node.children, reading))], node, reading)
    }
    case 'text:p':
      return withFrames(paragraphIn(style.kind, content), node, reading)
    case 'draw:frame':
    case 'draw:custom-shape':
      return frame(node, reading)
    case 'text:list':
      return [
        parent(
          reading.styles(node.attribs['text:style-name'] ?? '').ordered ? 'orderedList' : 'bulletList',
          items(node, reading),
        ),
      ]
    case 'table:table':
      lose(reading.losses, 'table')
      return outermost(node, 'table:table-row').map(row => paragraph(...rowOf(row, reading)))
    case 'text:tracked-changes':
    case 'office:forms':
    case 'text:sequence-decls':
      return []
    default:
      return blocks(node.children, reading)
  }
}

/** What stands in the frames that are bound to a paragraph comes after it; one that holds nothing else goes. */
function withFrames(made: readonly RichNode[], node: Element, reading: Reading): RichNode[] {
  const framed = framesIn(node).flatMap(it => frame(it, reading))
  const isHolder = framed.length > 0 && made.every(it => it.type === 'paragraph' && isBlank(it))
  return isHolder ? framed : [...made, ...framed]
}

/** Those in a note are the note's. */
function framesIn(node: Element): Element[] {
  return elements(node).flatMap(child => {
    if (child.name === 'draw:frame' || child.name === 'draw:custom-shape') return [child]
    return child.name === 'text:note' || child.name === 'office:annotation' ? [] : framesIn(child)
  })
}

/** The text of a frame or shape; a picture is one without a place for text. */
function frame(node: Element, reading: Reading): RichNode[] {
  const said = blocks(node.children, reading).filter(it => it.type === 'horizontalRule' || !isBlank(it))
  if (said.length === 0 && find(node, 'draw:text-box') === null) lose(reading.losses, 'picture')
  return said
}

function paragraphIn(kind: string, content: () => RichNode[]): RichNode[] {
  switch (kind) {
    case 'title':
      return [
        heading(
          1,
          content().map(({ marks: _, ...node }) => node),
        ),
      ]
    case 'quote':
      return [parent('blockquote', [paragraph(...content())])]
    case 'code':
      return [parent('codeBlock', content())]
    case 'rule':
      return [SCENE_BREAK]
    default:
      return [paragraph(...content())]
  }
}

/** Lines of code stand as paragraphs, and quotations too: those in a row are one. */
function joinedCode(nodes: readonly RichNode[]): RichNode[] {
  const joined: RichNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    const content = [
      ...(last?.content ?? []),
      ...(node.type === 'codeBlock' ? [HARD_BREAK] : []),
      ...(node.content ?? []),
    ]
    if (last?.type === node.type && (node.type === 'codeBlock' || node.type === 'blockquote'))
      joined[joined.length - 1] = { ...last, content }
    else joined.push(node)
  }
  return joined
}

function items(list: Element, reading: Reading): RichNode[] {
  return elements(list).map(item => parent('listItem', blocks(item.children, reading)))
}

function rowOf(row: Element, reading: Reading): RichNode[] {
  const cells = elements(row, 'table:table-cell').map(cell => onOneLine(blocks(cell.children, reading)))
  return cells.flatMap((cell, at) => (at === 0 ? cell : [...text(' | '), ...cell]))
}

function inline(nodes: readonly ChildNode[], reading: Reading): RichNode[] {
  return nodes.flatMap(node => {
    if (isText(node)) return text(node.data.replace(/[ \t\n\r]+/g, ' '), reading.marks)
    return isTag(node) ? phrase(node, reading) : []
  })
}

function phrase(node: Element, reading: Reading): RichNode[] {
  const inside = (marks: readonly Mark[]) => inline(node.children, { ...reading, marks: [...reading.marks, ...marks] })
  switch (node.name) {
    case 'text:span': {
      const style = reading.styles(node.attribs['text:style-name'] ?? '')
      if (style.underlined) lose(reading.losses, 'underline')
      if (style.raised) lose(reading.losses, 'raised')
      return inside(style.marks)
    }
    case 'text:a':
      return inside([{ type: 'link', attrs: { href: node.attribs['xlink:href'] ?? '' } }])
    case 'text:s':
      return text(' '.repeat(Math.min(1_000, Number(node.attribs['text:c'] ?? 1) || 1)), reading.marks)
    case 'text:tab':
      return text('\t', reading.marks)
    case 'text:line-break':
      return [HARD_BREAK]
    case 'text:note': {
      const body = find(node, 'text:note-body')
      const isPlain = body === null || (elements(body).length < 2 && findAll(body, 'text:span').length === 0)
      if (!isPlain) lose(reading.losses, 'footnote')
      return [footnote(body ? plainText({ type: 'doc', content: blocks(body.children, reading) }) : '')]
    }
    case 'office:annotation':
      lose(reading.losses, 'comment')
      return []
    case 'draw:frame':
    case 'draw:custom-shape':
      // Their text comes after the paragraph.
      return []
    default:
      return inside([])
  }
}
