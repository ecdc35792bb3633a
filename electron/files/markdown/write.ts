import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { BlockContent, FootnoteDefinition, ListItem, Paragraph, PhrasingContent, Root } from 'mdast'
import { stringify } from 'yaml'
import { markOf, nested } from '../inline.ts'
import { numbered, numberOf } from '../notes.ts'
import { hrefOf, languageOf, levelOf, startOf, textOf } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'

/** Stands for an empty paragraph, which Markdown has no sign for. */
export const EMPTY_PARAGRAPH = '\u00a0'
/** With a comment behind it, for a tag alone on its line would be a block. */
const LINE_BREAK = '<br><!-- -->'

/** A fitted document as CommonMark with GFM's strikethrough and footnotes; `<mark>` highlights. Empty paragraphs at its end go. */
export function markdownOf(doc: RichDoc): string {
  const last = doc.content.findLastIndex(node => node.type !== 'paragraph' || node.content !== undefined)
  const { doc: marked, notes } = numbered({ type: 'doc', content: doc.content.slice(0, last + 1) })
  const root: Root = { type: 'root', children: [...marked.content.map(block), ...notes.map(definition)] }
  return toMarkdown(root, {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '*',
    rule: '*',
    ruleSpaces: true,
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
    // A reference at the beginning of a line, and a colon behind it, would be the note itself.
    unsafe: [{ before: '\\]', character: ':', inConstruct: 'phrasing' }],
  })
}

/** Front matter that readers of Markdown know; nothing where there is nothing to say. */
export function frontMatter(fields: Readonly<Record<string, string>>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== '')
  return said.length > 0 ? `---\n${stringify(Object.fromEntries(said), { lineWidth: 0 })}---\n\n` : ''
}

function block(node: RichNode): BlockContent {
  const children = node.content ?? []
  switch (node.type) {
    case 'heading':
      return { type: 'heading', depth: Math.min(6, levelOf(node)) as 1, children: inline(children, true) }
    case 'blockquote':
      return { type: 'blockquote', children: children.map(block) }
    case 'bulletList':
      return { type: 'list', ordered: false, spread: false, children: children.map(item) }
    case 'orderedList':
      return { type: 'list', ordered: true, start: startOf(node), spread: false, children: children.map(item) }
    case 'codeBlock':
      return { type: 'code', lang: languageOf(node) || null, value: textOf(node) }
    case 'horizontalRule':
      return { type: 'thematicBreak' }
    default:
      return paragraphOf(children)
  }
}

function paragraphOf(children: readonly RichNode[]): Paragraph {
  const empty: PhrasingContent[] = [{ type: 'html', value: '&nbsp;' }]
  return { type: 'paragraph', children: children.length > 0 ? inline(children, false) : empty }
}

function definition(words: string, at: number): FootnoteDefinition {
  const identifier = String(at + 1)
  const content: PhrasingContent[] = words === '' ? [] : [{ type: 'text', value: words }]
  return {
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: [{ type: 'paragraph', children: content }],
  }
}

/** Items part by a blank line only where one holds more than a paragraph and lists in it. */
function item(node: RichNode): ListItem {
  const [first, ...rest] = node.content ?? []
  const spread = rest.some(child => !child.type.endsWith('List'))
  const begins = first?.content === undefined && rest.length === 0 ? [] : [block(first ?? node)]
  return { type: 'listItem', spread, children: [...begins, ...rest.map(block)] }
}

/** A line break at the end of a block, or in a heading, has no sign in Markdown and is written as HTML. */
function inline(nodes: readonly RichNode[], isHeading: boolean): PhrasingContent[] {
  return nested<PhrasingContent>(
    nodes,
    node => [leaf(node, isHeading || nodes.at(-1) === node)],
    (mark, inside) => {
      switch (mark.type) {
        case 'link':
          return [{ type: 'link', url: hrefOf(mark), title: titleOf(mark.attrs), children: inside }]
        case 'bold':
          return [{ type: 'strong', children: inside }]
        case 'italic':
          return [{ type: 'emphasis', children: inside }]
        case 'strike':
          return [{ type: 'delete', children: inside }]
        case 'highlight':
          return [{ type: 'html', value: '<mark>' }, ...inside, { type: 'html', value: '</mark>' }]
      }
    },
  )
}

function titleOf(attrs: RichNode['attrs']): string | null {
  const title = attrs?.['title']
  return typeof title === 'string' ? title : null
}

function leaf(node: RichNode, asHtml: boolean): PhrasingContent {
  if (node.type === 'hardBreak') return asHtml ? { type: 'html', value: LINE_BREAK } : { type: 'break' }
  if (node.type === 'footnote') {
    const identifier = String(numberOf(node))
    return { type: 'footnoteReference', identifier, label: identifier }
  }
  if (markOf(node, 'code')) return { type: 'inlineCode', value: node.text ?? '' }
  return { type: 'text', value: node.text ?? '' }
}
