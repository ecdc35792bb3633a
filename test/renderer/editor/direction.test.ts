import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { directionMarks, directionOf } from '../../../renderer/editor/direction.ts'
import { quietExtensions } from './quiet-extensions.ts'

const schema = getSchema(quietExtensions)
const p = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])
const quote = (...texts: string[]) => schema.node('blockquote', null, texts.map(p))

describe('a text', () => {
  function runs(text: string, direction: 'ltr' | 'rtl' | null) {
    it(JSON.stringify(text), () => expect(directionOf(text)).toBe(direction))
  }
  runs('word', 'ltr')
  runs('שלום word', 'rtl')
  runs('“مرحبا”', 'rtl')
  runs('1. — 2.', null)
  runs('', null)
})

describe('blocks', () => {
  function marks(name: string, blocks: ReturnType<typeof p>[], expected: string[]) {
    it(name, () => {
      const found = directionMarks(schema.node('doc', null, blocks)).find()
      expect(found.map(({ from, to }) => `${from}-${to}`)).toEqual(expected)
    })
  }
  marks('from left to right need no mark', [p('one'), quote('two', '')], [])
  marks('from right to left have one', [p('one'), p('שלום')], ['5-11'])
  marks('inside one of the other direction have their own', [quote('שלום', 'two')], ['0-13', '7-12'])
  marks('without text follow what they are in', [quote('שלום', '')], ['0-10'])
})
