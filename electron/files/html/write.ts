import { isOriginKind } from '../../contract/origin.ts'
import { markOf, nested } from '../inline.ts'
import { hrefOf, languageOf, levelOf, startOf, textOf } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'

/** A fitted document's content as HTML that is XHTML too. Text that keeps its origin stands in a `span` of its class. */
export function htmlOf(doc: RichDoc): string {
  return doc.content.map(block).join('\n')
}

function block(node: RichNode): string {
  const children = node.content ?? []
  switch (node.type) {
    case 'heading':
      return element(`h${Math.min(6, levelOf(node))}`, inline(children))
    case 'blockquote':
      return element('blockquote', children.map(block).join(''))
    case 'bulletList':
      return element('ul', children.map(block).join(''))
    case 'orderedList': {
      const start = startOf(node)
      return element('ol', children.map(block).join(''), start === 1 ? '' : ` start="${start}"`)
    }
    case 'listItem':
      return element('li', children.map(block).join(''))
    case 'codeBlock': {
      const language = languageOf(node)
      return `<pre><code${language ? ` class="language-${escaped(language)}"` : ''}>${children.map(codeText).join('')}</code></pre>`
    }
    case 'horizontalRule':
      return '<hr />'
    default:
      return element('p', inline(children))
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', highlight: 'mark' } as const

function inline(nodes: readonly RichNode[]): string {
  const made = nested<string>(
    nodes,
    node => [leaf(node)],
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

function leaf(node: RichNode): string {
  if (node.type === 'hardBreak') return '<br />'
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
