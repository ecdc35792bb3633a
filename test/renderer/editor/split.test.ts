// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '@contract/library.ts'
import { contentOf, joined, splitAt } from '../../../renderer/editor/split.ts'
import { plainText } from '../../../renderer/editor/words.ts'
import { at, code, doc, h, list, m, p, quote } from '../../support/page.ts'
import { quietExtensions } from './quiet-extensions.ts'

const page = doc(
  h('A title'),
  p('One ', m('two', 'bold'), ' three.'),
  list(p('Four'), p('Five')),
  quote(p('Six')),
  code('x'),
)

function splits(name: string, before: string, first: string, second: string) {
  it(name, () => {
    const halves = splitAt(page, at(page, before).from)
    expect(halves?.map(half => plainText(half).replaceAll('\n\n', '|'))).toEqual([first, second])
  })
}

describe('splitting', () => {
  splits('between blocks', 'One', 'A title', 'One two three.|Four|Five|Six|x')
  splits('in a paragraph', 'two', 'A title|One ', 'two three.|Four|Five|Six|x')
  splits('in a list', 'ive', 'A title|One two three.|Four|F', 'ive|Six|x')
  it('is refused where one side would be empty', () => {
    expect([splitAt(page, 1), splitAt(page, page.content.size - 1), splitAt(doc(p()), 1)]).toEqual([null, null, null])
  })
  it('loses nothing and makes two valid documents, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(page.content.size), pos => {
        const halves = splitAt(page, pos)
        fc.pre(halves !== null)
        for (const half of halves) half.check()
        const letters = (text: string) => text.replace(/\s/g, '')
        expect(letters(halves.map(plainText).join(''))).toBe(letters(plainText(page)))
      }),
    )
  })
})

describe('joining', () => {
  const documentOf = (content: typeof page, journal: unknown[] = []) =>
    ({ ...contentOf(content), journal }) as unknown as Document
  it('puts contents one after the other', () => {
    const whole = joined(quietExtensions, [documentOf(doc(p('One'))), documentOf(doc(h('Two'), p('Three')))])
    expect(whole && plainText(whole)).toBe('One\n\nTwo\n\nThree')
  })
  it('takes over what is in a journal, and leaves out empty documents', () => {
    const step = { stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: 'Late. ' }] } }
    const whole = joined(quietExtensions, [documentOf(doc(p())), documentOf(doc(p('One')), [step])])
    expect(whole && plainText(whole)).toBe('Late. One')
  })
  it('refuses what it does not know, rather than drop it', () => {
    const foreign = { doc: { type: 'doc', content: [{ type: 'table' }] }, journal: [] } as unknown as Document
    expect(joined(quietExtensions, [documentOf(doc(p('One'))), foreign])).toBeNull()
  })
  it('undoes a split between blocks', () => {
    const halves = splitAt(page, at(page, 'One').from)!
    const whole = joined(
      quietExtensions,
      halves.map(half => documentOf(half)),
    )
    expect(whole?.toJSON()).toEqual(page.toJSON())
  })
})
