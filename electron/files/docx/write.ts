import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { ILevelsOptions, IParagraphOptions, IStylesOptions, ParagraphChild } from 'docx'
import { wholeOf } from '../book.ts'
import type { Book } from '../book.ts'
import { markOf, nested } from '../inline.ts'
import { numbered, numberOf } from '../notes.ts'
import { hrefOf, levelOf, startOf, textOf } from '../rich-text.ts'
import type { RichNode } from '../rich-text.ts'

/**
 * A book as a Word file, with Word's own styles for headings and quotations. What a list item holds besides paragraphs
 * and lists, and the language of code, Word has no place for.
 */
export async function docxOf(book: Book): Promise<Uint8Array> {
  const { doc, notes } = numbered(wholeOf(book))
  const lists = new Lists()
  const children = [...titlePage(book), ...doc.content.flatMap(node => block(node, { lists, depth: 0, options: {} }))]
  const file = new Document({
    title: book.title,
    creator: book.author,
    styles,
    numbering: { config: lists.config() },
    footnotes: Object.fromEntries(notes.map((words, at) => [at + 1, { children: [new Paragraph(words)] }])),
    sections: [{ properties: { titlePage: book.titlePage }, footers: { default: pageNumber() }, children }],
  })
  return Packer.toBuffer(file)
}

const styles: IStylesOptions = {
  default: {
    document: { run: { font: 'Georgia', size: 24 }, paragraph: { spacing: { line: 324, after: 140 } } },
    title: { run: { size: 52 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 3600, after: 240 } } },
    heading1: { run: { size: 36, bold: true }, paragraph: { spacing: { before: 480, after: 200 }, keepNext: true } },
    heading2: { run: { size: 29, bold: true }, paragraph: { spacing: { before: 360, after: 160 }, keepNext: true } },
    heading3: { run: { size: 25, bold: true }, paragraph: { spacing: { before: 280, after: 120 }, keepNext: true } },
  },
  paragraphStyles: [
    { id: 'Quote', name: 'Quote', basedOn: 'Normal', paragraph: { indent: { left: 567, right: 567 } } },
    { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', paragraph: { alignment: AlignmentType.CENTER } },
    { id: 'SceneBreak', name: 'Scene Break', basedOn: 'Normal', paragraph: { alignment: AlignmentType.CENTER } },
    {
      id: 'CodeBlock',
      name: 'Code Block',
      basedOn: 'Normal',
      run: { font: 'Courier New', size: 20 },
      paragraph: { indent: { left: 284 }, spacing: { line: 264 } },
    },
  ],
  characterStyles: [{ id: 'Code', name: 'Code', run: { font: 'Courier New', size: 21 } }],
}

/** Where a block stands. `options`: those that it takes over from what it stands in. */
type Place = Readonly<{ lists: Lists; depth: number; options: Partial<IParagraphOptions> }>

/** Numbered lists as Word wants them: a definition for each first number, an instance for each list. */
class Lists {
  private readonly starts = new Set<number>()
  private instances = 0

  numbered(start: number): Readonly<{ reference: string; instance: number }> {
    this.starts.add(start)
    return { reference: `numbered-${start}`, instance: ++this.instances }
  }

  config(): { reference: string; levels: ILevelsOptions[] }[] {
    const numbered = [...this.starts].map(start => ({ reference: `numbered-${start}`, levels: levels(start) }))
    return [{ reference: 'bullets', levels: levels(null) }, ...numbered]
  }
}

/** Nine levels, bulleted if `start` is null. */
function levels(start: number | null): ILevelsOptions[] {
  return Array.from({ length: 9 }, (_, level) => ({
    level,
    format: start === null ? LevelFormat.BULLET : LevelFormat.DECIMAL,
    text: start === null ? '•' : `%${level + 1}.`,
    ...(start === null ? {} : { start }),
    style: { paragraph: { indent: { left: 567 * (level + 1), hanging: 340 } } },
  }))
}

function titlePage({ titlePage: wanted, title, author }: Book): Paragraph[] {
  if (!wanted) return []
  const by = author === '' ? [] : [new Paragraph({ style: 'Subtitle', text: author })]
  return [new Paragraph({ style: 'Title', text: title }), ...by]
}

function pageNumber(): Footer {
  const number = new TextRun({ children: [PageNumber.CURRENT] })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] })
}

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const

function block(node: RichNode, place: Place): Paragraph[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'heading':
      return [
        new Paragraph({
          ...place.options,
          heading: headings[levelOf(node) - 1] ?? HeadingLevel.HEADING_6,
          children: inline(children),
        }),
      ]
    case 'blockquote':
      return children.flatMap(child => block(child, { ...place, options: { ...place.options, style: 'Quote' } }))
    case 'bulletList':
      return children.flatMap(item => listItem(item, { reference: 'bullets' }, place))
    case 'orderedList': {
      const numbering = place.lists.numbered(startOf(node))
      return children.flatMap(item => listItem(item, numbering, place))
    }
    case 'codeBlock':
      return [new Paragraph({ ...place.options, style: 'CodeBlock', children: lines(textOf(node)) })]
    case 'horizontalRule':
      return [new Paragraph({ ...place.options, style: 'SceneBreak', text: '* * *' })]
    default:
      return [new Paragraph({ ...place.options, children: inline(children) })]
  }
}

/** The first paragraph carries the number; what follows it is set in as far. */
function listItem(item: RichNode, list: Readonly<{ reference: string; instance?: number }>, place: Place): Paragraph[] {
  const level = Math.min(8, place.depth)
  const [first, ...rest] = item.content ?? []
  const inside: Place = { ...place, depth: place.depth + 1, options: { indent: { left: 567 * (level + 1) } } }
  const head = new Paragraph({ numbering: { ...list, level }, children: inline(first?.content ?? []) })
  return [
    head,
    ...rest.flatMap(child => block(child, child.type.endsWith('List') ? { ...inside, options: {} } : inside)),
  ]
}

/** What a run of text looks like; built up from the marks around it. */
type Look = Readonly<{ bold?: true; italics?: true; strike?: true; highlight?: 'yellow' }>
type Draw = (look: Look) => ParagraphChild[]

function inline(nodes: readonly RichNode[]): ParagraphChild[] {
  return nested<Draw>(
    nodes,
    node => [look => [run(node, look)]],
    (mark, inside) => [
      look => {
        switch (mark.type) {
          case 'link':
            return [new ExternalHyperlink({ link: hrefOf(mark), children: drawn(inside, look) })]
          case 'bold':
            return drawn(inside, { ...look, bold: true })
          case 'italic':
            return drawn(inside, { ...look, italics: true })
          case 'strike':
            return drawn(inside, { ...look, strike: true })
          case 'highlight':
            return drawn(inside, { ...look, highlight: 'yellow' })
        }
      },
    ],
  ).flatMap(draw => draw({}))
}

function drawn(inside: readonly Draw[], look: Look): ParagraphChild[] {
  return inside.flatMap(draw => draw(look))
}

function run(node: RichNode, look: Look): ParagraphChild {
  if (node.type === 'footnote') return new FootnoteReferenceRun(numberOf(node))
  if (node.type === 'hardBreak') return new TextRun({ ...look, break: 1 })
  if (markOf(node, 'code')) return new TextRun({ style: 'Code', text: node.text ?? '' })
  return new TextRun({ ...look, text: node.text ?? '' })
}

function lines(code: string): TextRun[] {
  return code.split('\n').map((line, at) => new TextRun({ text: line, ...(at > 0 ? { break: 1 } : {}) }))
}
