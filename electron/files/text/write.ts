import { withNotesBelow } from '../notes.ts'
import { isInline, startOf, textOf } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'

/** A fitted document as plain text: a blank line between blocks, `* * *` between scenes, lists with their marks, footnotes at the end. */
export function textFrom(doc: RichDoc): string {
  return `${withNotesBelow(doc).content.map(block).join('\n\n')}\n`
}

function block(node: RichNode): string {
  const children = node.content ?? []
  switch (node.type) {
    case 'horizontalRule':
      return '* * *'
    case 'bulletList':
      return children.map(item => marked(item, '- ')).join('\n')
    case 'orderedList':
      return children.map((item, at) => marked(item, `${startOf(node) + at}. `)).join('\n')
    case 'blockquote':
      return indented(children.map(block).join('\n\n'), '    ')
    default:
      return children.every(isInline) ? textOf(node) : children.map(block).join('\n\n')
  }
}

function marked(item: RichNode, mark: string): string {
  const [first, ...rest] = item.content ?? []
  const more = rest.map(node => (node.type.endsWith('List') ? '\n' : '\n\n') + block(node)).join('')
  return mark + indented((first ? block(first) : '') + more, ' '.repeat(mark.length)).trimStart()
}

function indented(words: string, by: string): string {
  return words.replace(/^(?=.)/gm, by)
}
