import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitText, paragraphsOf, textSlice } from '../../../renderer/editor/paste-text.ts'
import { quietExtensions } from './quiet-extensions.ts'

const schema = getSchema(quietExtensions)
/** Any UTF-16 text at all: lone surrogates and control characters too. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) })

describe('paragraphsOf', () => {
  function cuts(text: string, paragraphs: string[][]) {
    it(JSON.stringify(text), () => expect(paragraphsOf(text)).toEqual(paragraphs))
  }
  cuts('one', [['one']])
  cuts('one\ntwo', [['one'], ['two']])
  cuts('one\n\ntwo', [['one'], ['two']])
  cuts('one\r\n\r\ntwo', [['one'], ['two']])
  cuts('one\n \t\n\ntwo', [['one'], ['two']])
  cuts('a verse\nof two lines\n\nanother', [['a verse', 'of two lines'], ['another']])
  cuts('\n\none\n', [['one']])
  cuts('', [['']])
})

describe('fitText', () => {
  function fits(text: string, kept: string) {
    it(JSON.stringify(text), () => expect(fitText(text)).toBe(kept))
  }
  fits('a\u0000b', 'ab')
  fits('a\ud800b', 'ab')
  fits('a\udc00b', 'ab')
  fits('👍', '👍')
  fits('a\tb\r\nc\rd', 'a\tb\nc\nd')
  fits('line\u2028line', 'line\nline')
  fits('\ufffd stays', '\ufffd stays')

  it('is well formed, whatever comes in', () => {
    fc.assert(fc.property(anyText, text => fitText(text).isWellFormed()))
  })
  it('changes nothing twice', () => {
    fc.assert(fc.property(anyText, text => fitText(fitText(text)) === fitText(text)))
  })
})

describe('textSlice', () => {
  it('is a valid piece of document that keeps every visible character, whatever comes in', () => {
    fc.assert(
      fc.property(anyText, text => {
        const { content } = textSlice(schema, text)
        content.forEach(node => node.check())
        const kept = content.textBetween(0, content.size, '\n', '\n')
        expect(kept.replace(/\s/g, '')).toBe(fitText(text).replace(/\s/g, ''))
      }),
    )
  })
})
