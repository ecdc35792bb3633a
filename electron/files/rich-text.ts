/** A document as the conversions see it: ProseMirror's JSON with TipTap's names, as the editor's schema has them. */
export type Mark = Readonly<{ type: string; attrs?: Attrs }>
export type RichNode = Readonly<{
  type: string
  text?: string
  attrs?: Attrs
  marks?: readonly Mark[]
  content?: readonly RichNode[]
}>
export type RichDoc = Readonly<{ type: 'doc'; content: readonly RichNode[] }>
export type Attrs = Readonly<Record<string, unknown>>

export const HARD_BREAK: RichNode = { type: 'hardBreak' }
export const SCENE_BREAK: RichNode = { type: 'horizontalRule' }

/** A mark in the text that holds a note, which is plain text on one line. */
export function footnote(words: string): RichNode {
  return { type: 'footnote', attrs: { text: words.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') } }
}

/** A piece of text; nothing where it is empty, since a document holds no empty text. */
export function text(words: string, marks: readonly Mark[] = []): RichNode[] {
  return words === '' ? [] : [{ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) }]
}

export function paragraph(...content: readonly RichNode[]): RichNode {
  return parent('paragraph', content)
}

export function heading(level: number, content: readonly RichNode[]): RichNode {
  return { ...parent('heading', content), attrs: { level } }
}

/** A node with content, or without any if there is none. */
export function parent(type: string, content: readonly RichNode[]): RichNode {
  return content.length > 0 ? { type, content } : { type }
}

export function isInline(node: RichNode): boolean {
  return node.type === 'text' || node.type === 'hardBreak' || node.type === 'footnote'
}

/** The words of a node without any marks; a line break is `\n`, and a footnote is no part of the text. */
export function textOf(node: RichNode): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? (node.content ?? []).map(textOf).join('')
}

/** Whether a node holds a footnote or a gap: it says more than its words. */
export function holdsAtom(node: RichNode): boolean {
  return node.type === 'footnote' || node.type === 'gap' || (node.content ?? []).some(holdsAtom)
}

/** Whether nothing in a node is to be kept: neither words nor a footnote or gap. */
export function isBlank(node: RichNode): boolean {
  return textOf(node).trim() === '' && !holdsAtom(node)
}

/** What is in blocks, on one line with a blank between them. */
export function onOneLine(blocks: readonly RichNode[]): RichNode[] {
  const lines = blocks.flatMap(linesIn).filter(line => line.length > 0)
  return lines.flatMap((line, at) => (at === 0 ? line : [...text(' '), ...line]))
}

function linesIn({ content = [] }: RichNode): (readonly RichNode[])[] {
  return content.every(isInline) ? [content] : content.flatMap(linesIn)
}

/** A document as plain text, as the editor gives it when it saves: a blank line between blocks. */
export function plainText(doc: RichDoc): string {
  return doc.content.flatMap(textblocks).join('\n\n')
}

function textblocks(node: RichNode): string[] {
  if (node.type === 'horizontalRule') return []
  const children = node.content ?? []
  return children.every(isInline) ? [textOf(node)] : children.flatMap(textblocks)
}

/** What a footnote says. */
export function noteOf(node: RichNode): string {
  const words = node.attrs?.['text']
  return typeof words === 'string' ? words : ''
}

export function levelOf(node: RichNode): number {
  const level = node.attrs?.['level']
  return typeof level === 'number' ? level : 1
}

/** The number that an ordered list begins with. */
export function startOf(node: RichNode): number {
  const start = node.attrs?.['start']
  return typeof start === 'number' && Number.isInteger(start) ? start : 1
}

export function languageOf(node: RichNode): string {
  const language = node.attrs?.['language']
  return typeof language === 'string' ? language : ''
}

export function hrefOf(mark: Mark): string {
  const href = mark.attrs?.['href']
  return typeof href === 'string' ? href : ''
}
