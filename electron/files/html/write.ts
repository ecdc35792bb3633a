import { isOriginKind } from '../../contract/origin.ts'
import { markOf, nested } from '../inline.ts'
import { numbered, numberOf } from '../notes.ts'
import { hrefOf, languageOf, levelOf, startOf, textOf } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'

/** `prefix`: of ids, where several documents stand in one file. `epub`: notes are named as readers of books know them. */
type Options = Readonly<{ prefix?: string; epub?: boolean }>

/**
 * A fitted document's content as HTML that is XHTML too. Text that keeps its origin stands in a `span` of its class,
 * footnotes as a list at the end.
 */
export function htmlOf(doc: RichDoc, options: Options = {}): string {
  const { doc: marked, notes } = numbered(doc)
  const blocks = marked.content.map(node => block(node, options))
  return [...blocks, ...(notes.length > 0 ? [notesOf(notes, options)] : [])].join('\n')
}

function notesOf(notes: readonly string[], { prefix = '', epub = false }: Options): string {
  const items = notes.map((words, at) => {
    const id = `${prefix}note-${at + 1}`
    const back = ` <a href="#${prefix}note-ref-${at + 1}" role="doc-backlink">↩</a>`
    return element('li', element('p', escaped(words) + back), ` id="${id}"${epub ? ' epub:type="footnote"' : ''}`)
  })
  return element('section', element('ol', items.join('')), ' class="footnotes" role="doc-endnotes" aria-label="Notes"')
}

function block(node: RichNode, options: Options): string {
  const children = node.content ?? []
  switch (node.type) {
    case 'heading':
      return element(`h${Math.min(6, levelOf(node))}`, inline(children, options))
    case 'blockquote':
      return element('blockquote', children.map(child => block(child, options)).join(''))
    case 'bulletList':
      return element('ul', children.map(child => block(child, options)).join(''))
    case 'orderedList': {
      const start = startOf(node)
      return element(
        'ol',
        children.map(child => block(child, options)).join(''),
        start === 1 ? '' : ` start="${start}"`,
      )
    }
    case 'listItem':
      return element('li', children.map(child => block(child, options)).join(''))
    case 'codeBlock': {
      const language = languageOf(node)
      return `<pre><code${language ? ` class="language-${escaped(language)}"` : ''}>${children.map(codeText).join('')}</code></pre>`
    }
    case 'horizontalRule':
      return '<hr />'
    default:
      return element('p', inline(children, options))
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', highlight: 'mark' } as const

function inline(nodes: readonly RichNode[], options: Options): string {
  const made = nested<string>(
    nodes,
    node => [leaf(node, options)],
    (mark, inside) => {
      if (mark.type !== 'link') return [element(tags[mark.type], inside.join(''))]
      const title = mark.attrs?.['title']
      const shown = typeof title === 'string' ? ` title="${escaped(title)}"` : ''
      return [element('a', inside.join(''), ` href="${escaped(hrefOf(mark))}"${shown}`)]
    },
  ).join('')
  // A browser does not show the last line break of a block.
  return nodes.at(-1)?.type === 'hardBreak' ? `${made}<br />` : made
}

function leaf(node: RichNode, { prefix = '', epub = false }: Options): string {
  if (node.type === 'hardBreak') return '<br />'
  if (node.type === 'footnote') {
    const number = numberOf(node)
    const kind = ` role="doc-noteref"${epub ? ' epub:type="noteref"' : ''}`
    return `<sup><a id="${prefix}note-ref-${number}" href="#${prefix}note-${number}"${kind}>${number}</a></sup>`
  }
  const words = escaped(node.text ?? '')
  return withOrigin(node, markOf(node, 'code') ? element('code', words) : words)
}

function codeText(node: RichNode): string {
  return withOrigin(node, escaped(textOf(node)))
}

function withOrigin(node: RichNode, inside: string): string {
  const kind = markOf(node, 'origin')?.attrs?.['kind']
  return isOriginKind(kind) ? element('span', inside, ` class="origin-${kind}"`) : inside
}

function element(name: string, inside: string, attributes = ''): string {
  return `<${name}${attributes}>${inside}</${name}>`
}

/** Text as it may stand in HTML and XML, between tags and in double quotes. */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
