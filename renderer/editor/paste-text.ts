import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'

/** What no text may hold: lone surrogates, NUL and the other control characters, but for tab and line break. */
const unfit = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu

/** `text` without characters that could not be kept, its line breaks all `\n`. */
export function fitText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(unfit, '')
}

/**
 * Plain text cut into paragraphs, each a list of lines. Blank lines part paragraphs, and a single line break is kept
 * inside one (a verse, an address); in a text without blank lines each line is a paragraph.
 */
export function paragraphsOf(text: string): string[][] {
  const body = fitText(text).replace(/^\n+|\n+$/g, '')
  const parts = /\n[ \t]*\n/.test(body) ? body.split(/\n(?:[ \t]*\n)+/) : body.split('\n')
  return parts.map(part => part.split('\n').map(line => line.trimEnd()))
}

/** A slice of paragraphs made of plain text, open at both ends so that it joins the text around it. */
export function textSlice(schema: Schema, text: string): Slice {
  return new Slice(Fragment.from(paragraphsOf(text).map(lines => paragraphNode(schema, lines))), 1, 1)
}

/** A paragraph of these lines. */
export function paragraphNode(schema: Schema, lines: readonly string[]): Node {
  const inline = lines.flatMap((line, at) => [
    ...(at > 0 ? [schema.node('hardBreak')] : []),
    ...(line === '' ? [] : [schema.text(line)]),
  ])
  return schema.node('paragraph', null, inline)
}
