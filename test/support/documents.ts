import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { fit } from '../../electron/files/fit.ts'
import { footnote } from '../../electron/files/rich-text.ts'
import type { Mark, RichDoc, RichNode } from '../../electron/files/rich-text.ts'
import { Lock } from '../../renderer/editor/lock.ts'
import { Region } from '../../renderer/editor/region.ts'
import { studioExtensions } from '../../renderer/editor/schema.ts'

const options = { typographicQuotes: () => false, onRefused: () => undefined }
export const schema = getSchema([...studioExtensions(options), Region, Lock])

/** A document as the editor holds it. @throws if its schema does not take it. */
export function inEditor(doc: RichDoc): Node {
  const node = schema.nodeFromJSON(doc)
  node.check()
  return node
}

/** What a document is made of, for laws that hold for some of it only. */
export type Makings = Readonly<{
  words: Arbitrary<string>
  blocks: readonly ('paragraph' | 'heading' | 'blockquote' | 'list' | 'codeBlock' | 'horizontalRule')[]
  marks: readonly string[]
  footnotes?: boolean
  /** How deep quotations and lists hold blocks of any kind; lists of plain paragraphs are there at 0 too. */
  depth: number
  /** Items hold a paragraph and perhaps a list, and nothing else. */
  plainItems?: boolean
}>

/** Words with all that Markdown, HTML and XML could take for their own. */
export const hostileWords = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('word', 'a', 'Zürich', '東京', '…', 'don’t', '7', 'שלום') },
      fc.constantFrom(
        '*',
        '**',
        '_',
        '~~',
        '`',
        '``',
        '#',
        '>',
        '-',
        '+',
        '1.',
        '2)',
        '|',
        '[x]',
        '](',
        '![',
        '\\',
        '&amp;',
        '&',
      ),
      fc.constantFrom(
        '<b>',
        '</p>',
        '<',
        '"',
        "'",
        '$',
        '=',
        '---',
        ':',
        '!',
        '{',
        '}',
        '\t',
        '🙂',
        'a\u00a0b',
        'www.a.com',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .chain(parts => fc.constantFrom('', ' ').map(between => parts.join(between)))

export const plainWords = fc
  .array(fc.constantFrom('word', 'a', 'Zürich', '東京', '…', 'don’t', '7', '“so”', '—', '& <b>', '🙂'), {
    minLength: 1,
    maxLength: 5,
  })
  .map(words => words.join(' '))

export const everything: Makings = {
  words: hostileWords,
  blocks: ['paragraph', 'heading', 'blockquote', 'list', 'codeBlock', 'horizontalRule'],
  marks: ['bold', 'italic', 'strike', 'highlight', 'code', 'link'],
  footnotes: true,
  depth: 2,
}

export function documents(makings: Makings): Arbitrary<RichDoc> {
  return fc.array(block(makings), { minLength: 1, maxLength: 5 }).map(content => normal(fit({ content })))
}

/** As the editor writes it down again. */
export function normal(doc: RichDoc): RichDoc {
  return inEditor(doc).toJSON() as RichDoc
}

function block(makings: Makings): Arbitrary<RichNode> {
  const depth = makings.depth - 1
  const plainItem = fc
    .tuple(
      inline(makings),
      fc.option(
        fc.constant(0).chain(() => block({ ...makings, blocks: ['list'], depth })),
        { freq: 3 },
      ),
    )
    .map(([content, list]): RichNode[] => [{ type: 'paragraph', content }, ...(list && depth > 0 ? [list] : [])])
  const inner = fc.array(
    fc.constant(0).chain(() => block({ ...makings, depth })),
    { minLength: 1, maxLength: 3 },
  )
  const flat = makings.blocks.filter(kind => depth >= 0 || (kind !== 'blockquote' && kind !== 'list'))
  const nested = flat.length > 0 ? flat : (['paragraph'] as const)
  return fc.constantFrom(...nested).chain((kind): Arbitrary<RichNode> => {
    switch (kind) {
      case 'paragraph':
        return inline(makings).map(content => ({ type: 'paragraph', content }))
      case 'heading':
        return fc.tuple(inline(makings), fc.integer({ min: 1, max: 3 })).map(([content, level]) => ({
          ...{ type: 'heading', attrs: { level }, content },
        }))
      case 'blockquote':
        return inner.map(content => ({ type: 'blockquote', content }))
      case 'list':
        return fc
          .tuple(
            fc.boolean(),
            fc.integer({ min: 0, max: 30 }),
            fc.array(makings.plainItems ? plainItem : inner, { minLength: 1, maxLength: 3 }),
          )
          .map(([ordered, start, items]) => ({
            type: ordered ? 'orderedList' : 'bulletList',
            attrs: { start },
            content: items.map(content => ({ type: 'listItem', content })),
          }))
      case 'codeBlock':
        return fc
          .tuple(fc.array(makings.words, { maxLength: 3 }), fc.constantFrom('', 'ini', 'c++'))
          .map(([lines, language]) => ({
            ...{ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text: lines.join('\n') }] },
          }))
      case 'horizontalRule':
        return fc.constant({ type: 'horizontalRule' })
    }
  })
}

function inline(makings: Makings): Arbitrary<RichNode[]> {
  const marks = fc.subarray([...makings.marks], { maxLength: 3 }).map(types => types.map(markOf))
  const words = fc.tuple(makings.words, marks).map(([text, marks]): RichNode => ({ type: 'text', text, marks }))
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: words },
      { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
      ...(makings.footnotes === true ? [{ weight: 1, arbitrary: makings.words.map(footnote) }] : []),
    ),
    {
      maxLength: 4,
    },
  )
}

function markOf(type: string): Mark {
  return type === 'link' ? { type, attrs: { href: 'https://example.org/a_(b)?c=1&d="2"' } } : { type }
}
