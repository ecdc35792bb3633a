import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWords } from '@contract/words.ts'
import { documentWords, plainText, wordsBetween } from '../../../renderer/editor/words.ts'
import { quietExtensions } from './quiet-extensions.ts'

const schema = getSchema(quietExtensions)

describe('countWords', () => {
  function counts(text: string, words: number) {
    it(JSON.stringify(text), () => expect(countWords(text)).toBe(words))
  }
  counts('', 0)
  counts(' \n\t', 0)
  counts('the grey sea', 3)
  counts('“Not tonight,” he said.', 4)
  counts("don’t and don't", 3)
  counts('well-known', 1)
  counts('he left—she stayed', 4)
  counts('— … * * *', 0)
  counts('1,204.5 words at 10:30', 4)
  counts('éclair naïve Ωmega', 3)
  counts('שלום עולם', 2)
  counts('👍 yes', 1)
  counts('灯台の光', 3)

  it('of two texts parted by a space is the sum of theirs', () => {
    const text = fc.stringMatching(/^[\p{L}\p{N} .,;:’“”—-]*$/u)
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(
          !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
            a + b,
          ),
        )
        expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b))
      }),
    )
  })

  it('takes linear time on a paragraph of 50,000 words and on one of dashes', () => {
    expect(countWords('word '.repeat(50_000))).toBe(50_000)
    expect(countWords('-'.repeat(200_000))).toBe(0)
  })
})

describe('a document', () => {
  const doc = schema.nodeFromJSON({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Low water' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'one', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'word' },
          { type: 'hardBreak' },
          { type: 'text', text: 'and more' },
        ],
      },
      { type: 'horizontalRule' },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'an item' }] }] }],
      },
    ],
  })

  it('counts a word that changes its marks once', () => expect(documentWords(doc)).toBe(7))
  it('counts the same a second time', () => expect(documentWords(doc)).toBe(7))
  it('has the words of its plain text', () => expect(countWords(plainText(doc))).toBe(documentWords(doc)))
  it('reads as plain text', () => expect(plainText(doc)).toBe('Low water\n\noneword\nand more\n\nan item'))
  it('counts between two positions', () => expect(wordsBetween(doc, 0, 10)).toBe(2))
  it('counts nothing in an empty selection', () => expect(wordsBetween(doc, 4, 4)).toBe(0))
})
