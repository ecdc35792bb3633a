import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { documentExtensions } from '../../../renderer/editor/schema.ts'
import { wordsToSpell } from '../../../renderer/editor/spelling/words.ts'

const schema = getSchema(documentExtensions())
const { doc, paragraph, codeBlock, hardBreak } = schema.nodes
const wordsOf = (...blocks: Node[]) => {
  const made = doc!.create(null, blocks)
  return wordsToSpell(made).map(({ from, to, word }) => {
    expect(made.textBetween(from, to)).toBe(word)
    return word
  })
}
const p = (...content: (string | Node)[]) =>
  paragraph!.create(
    null,
    content.map(it => (typeof it === 'string' ? schema.text(it) : it)),
  )

function words(text: string, expected: string) {
  it(text, () => expect(wordsOf(p(text)).join(' ')).toBe(expected))
}
describe('the words of a text', () => {
  words('Don’t go, Tobias’s dog!', 'Don’t go Tobias’s dog')
  words('‘quoted’ and rock-strewn', 'quoted and rock strewn')
  words('see https://a.example/teh?x=wrod or www.wrod.org, now', 'see or now')
  words('mail me@wrod.org about main.rs and src/teh.ts', 'mail about and')
  words('He left.Then 2nd x86 a', 'He')
  words('灯台の光 and light', 'and light')
  words('naïve café', 'naïve café')
})
describe('code is left out:', () => {
  it('a block', () => expect(wordsOf(codeBlock!.create(null, schema.text('teh wrod')), p('right'))).toEqual(['right']))
  it('within a line', () =>
    expect(wordsOf(p('call ', schema.text('teh', [schema.mark('code')]), ' now'))).toEqual(['call', 'now']))
})
it('a break parts words', () => expect(wordsOf(p('one', hardBreak!.create(), 'two'))).toEqual(['one', 'two']))
