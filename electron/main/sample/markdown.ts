import { lexer } from 'marked'
import type { Token, Tokens } from 'marked'
import type { Mark, ParentNode, RichDoc, RichNode, TextNode } from './rich-text.ts'

/**
 * The sample's Markdown as the editor's JSON. A link to `region:ID` marks a region. What the sample does not use (HTML,
 * entities, tables, images) is refused rather than dropped.
 *
 * @throws {RangeError} on a token without a counterpart.
 */
export function docFromMarkdown(markdown: string): RichDoc {
  return { type: 'doc', content: blocks(lexer(markdown)) }
}

function blocks(tokens: readonly Token[]): RichNode[] {
  return tokens.flatMap(token => (token.type === 'space' ? [] : [block(token)]))
}

// marked's `Token` includes a catch-all for extensions, so a switch on `type` cannot narrow it.
function block(token: Token): ParentNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      return { type: 'heading', attrs: { level: depth }, content: inlines(tokens) }
    }
    case 'paragraph':
    case 'text':
      return { type: 'paragraph', content: inlines((token as Tokens.Paragraph).tokens) }
    case 'blockquote':
      return { type: 'blockquote', content: blocks((token as Tokens.Blockquote).tokens) }
    case 'list': {
      const { ordered, items } = token as Tokens.List
      const content = items.map(item => ({ type: 'listItem', content: blocks(item.tokens) }))
      return { type: ordered ? 'orderedList' : 'bulletList', content }
    }
    case 'code': {
      const { lang, text } = token as Tokens.Code
      return { type: 'codeBlock', ...(lang ? { attrs: { language: lang } } : {}), content: [{ type: 'text', text }] }
    }
    case 'hr':
      return { type: 'horizontalRule' }
    default:
      throw new RangeError(`No node for Markdown's ${token.type}: ${token.raw}`)
  }
}

function inlines(tokens: readonly Token[], marks: readonly Mark[] = []): RichNode[] {
  return tokens.flatMap(token => inline(token, marks))
}

function inline(token: Token, marks: readonly Mark[]): RichNode[] {
  const inside = (mark: Mark) => inlines((token as Tokens.Strong).tokens, [...marks, mark])
  switch (token.type) {
    case 'text':
    case 'escape':
      if (/&#?\w+;/.test(token.raw)) break
      return [textNode((token as Tokens.Text).text, marks)]
    case 'codespan':
      return [textNode((token as Tokens.Codespan).text, [...marks, { type: 'code' }])]
    case 'strong':
      return inside({ type: 'bold' })
    case 'em':
      return inside({ type: 'italic' })
    case 'del':
      return inside({ type: 'strike' })
    case 'link':
      return inside(linkMark((token as Tokens.Link).href))
    case 'br':
      return [{ type: 'hardBreak' }]
  }
  throw new RangeError(`No mark for Markdown's ${token.type}: ${token.raw}`)
}

function linkMark(href: string): Mark {
  const id = /^region:(.+)$/.exec(href)?.[1]
  return id === undefined ? { type: 'link', attrs: { href } } : { type: 'region', attrs: { id } }
}

function textNode(text: string, marks: readonly Mark[]): TextNode {
  return { type: 'text', text: text.replaceAll('\n', ' '), ...(marks.length > 0 ? { marks } : {}) }
}
