import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import type { Node } from '@tiptap/pm/model'
import { undo } from '@tiptap/pm/history'
import { Transform } from '@tiptap/pm/transform'
import { describe, expect, it } from 'vitest'
import { finderOf, replacementOf } from '../../../renderer/editor/find/finder.ts'
import type { Finder } from '../../../renderer/editor/find/finder.ts'
import { hitsIn, linesOf, textLines } from '../../../renderer/editor/find/lines.ts'
import { replaceAll } from '../../../renderer/editor/find/replace.ts'
import { unreplace } from '../../../renderer/editor/find/unreplace.ts'
import { documentExtensions } from '../../../renderer/editor/schema.ts'
import { plainText } from '../../../renderer/editor/words.ts'
import { at, br, code, doc, h, list, m, p, quote, r, schema, stateOf } from '../../support/page.ts'

const options = { wholeWord: false, matchCase: false, pattern: false }
function finder(text: string, more: Partial<typeof options> = {}): Finder {
  const found = finderOf({ text, ...options, ...more })
  if (typeof found !== 'function') throw new RangeError(found.sentence)
  return found
}
/** The line with what is found in brackets. */
function shown(line: string, text: string, more: Partial<typeof options> = {}): string {
  return finder(
    text,
    more,
  )(line).reduceRight((now, { from, to }) => `${now.slice(0, from)}[${now.slice(from, to)}]${now.slice(to)}`, line)
}
function finds(line: string, text: string, expected: string, more: Partial<typeof options> = {}) {
  it(`“${text}” ${JSON.stringify(more)}: ${expected}`, () => expect(shown(line, text, more)).toBe(expected))
}

describe('finding', () => {
  finds('The lamp, the LAMP', 'lamp', 'The [lamp], the [LAMP]')
  finds('The lamp, the LAMP', 'lamp', 'The [lamp], the LAMP', { matchCase: true })
  finds('lamps and a lamp', 'lamp', 'lamps and a [lamp]', { wholeWord: true })
  finds('élamp lamp-post', 'lamp', 'élamp [lamp]-post', { wholeWord: true })
  finds('𝒳lamp lamp', 'lamp', '𝒳lamp [lamp]', { wholeWord: true })
  finds('a.b axb', 'a.b', '[a.b] axb')
  finds('a.b axb', 'a.b', '[a.b] [axb]', { pattern: true })
  finds('She didn’t. “No”', "didn't", 'She [didn’t]. “No”')
  finds('She didn’t. “No”', '"no"', 'She didn’t. [“No”]')
  finds('12 and 345', '\\d+', '[12] and [345]', { pattern: true })
  finds('ÉCOLE école', 'école', '[ÉCOLE] [école]')
  finds('aaaa', 'aa', '[aa][aa]')
  finds('abc', 'x*', 'abc', { pattern: true })
  finds('one two', '^\\w+', '[one] two', { pattern: true })

  function refuses(pattern: string, why: RegExp) {
    it(`${pattern} with a sentence`, () =>
      expect(finderOf({ text: pattern, ...options, pattern: true })).toHaveProperty(
        'sentence',
        expect.stringMatching(why),
      ))
  }
  refuses('(a', /never closed/)
  refuses('a)', /never opened/)
  refuses('[a', /\[ is never closed/)
  refuses('[z-a]', /backwards/)
  refuses('*a', /nothing before/)
  refuses('a{2000}', /larger than 1000/)
  refuses('((a{100}){100}){100}', /multiply/)
  refuses('(a)\\1', /back references/)
  refuses('(?<=a)b', /around itself/)
  refuses('a\\', /stands alone|\\/)

  it('takes no longer over an expression that is a catastrophe elsewhere', () => {
    const line = `${'a'.repeat(5_000)}!`
    expect(finder('^(a+)+$', { pattern: true })(line)).toEqual([])
    expect(finder('(.*a){20}$', { pattern: true })(line)).toEqual([])
  })
  it('plain text finds itself, whatever signs are in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (text, around) => {
        if (/[\n\r'"‘’“”„]/.test(text)) return
        const line = `${around}\u0000${text}\u0000${around}`
        expect(finder(text, { matchCase: true })(line).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the text put in', () => {
  function puts(line: string, pattern: string, template: string, expected: string) {
    it(`${template} gives ${expected}`, () => {
      const found = finder(pattern, { pattern: true })(line)
      expect(found.map(it => replacementOf(it, template)).join('|')).toBe(expected)
    })
  }
  puts('Anna Holm', '(\\w+) (\\w+)', '$2, $1', 'Holm, Anna')
  puts('lamp', 'lamp', '$&s', 'lamps')
  puts('lamp', 'lamp', '$$5 $7', '$5 $7')
  puts('ac', 'a(b)?c', '<$1>', '<>')
  it('is taken as it is for plain text', () => expect(replacementOf(finder('a')('a')[0]!, '$& $1')).toBe('$& $1'))
})

describe('lines', () => {
  const page = doc(
    h('One'),
    p('two', br(), 'three', br(), br(), 'four'),
    quote(p('five')),
    list(p('six'), p()),
    code('a\n\nb'),
  )
  it('are those of the plain text', () =>
    expect(linesOf(page).map(({ text }) => text)).toEqual(textLines(plainText(page))))
  it('lie where they say', () => {
    for (const { pos, text } of linesOf(page)) expect(page.textBetween(pos, pos + text.length)).toBe(text)
  })
})

function replaced(before: Node, text: string, by: string): Node {
  const hits = hitsIn(before, finder(text))
  return replaceAll(
    new Transform(before),
    hits.map(hit => ({ ...hit, text: by })),
  ).doc
}
describe('replacing', () => {
  function gives(what: string, before: Node, text: string, by: string, after: Node) {
    it(what, () => expect(replaced(before, text, by).toJSON()).toEqual(after.toJSON()))
  }
  gives(
    'keeps the marks of the replaced word',
    doc(p('the ', m('old', 'bold'), ' man')),
    'old',
    'young',
    doc(p('the ', m('young', 'bold'), ' man')),
  )
  gives(
    'keeps the marks of words that stay',
    doc(p('the ', m('old', 'bold'), ' man')),
    'old man',
    'old woman',
    doc(p('the ', m('old', 'bold'), ' woman')),
  )
  gives('takes no mark that only a part had', doc(p('a ', m('b', 'bold'), 'c d')), 'bc', 'x', doc(p('a x d')))
  gives('stays in its region', doc(p('a ', r('b c'), ' d')), 'c', 'x', doc(p('a ', r('b x'), ' d')))
  gives('stays locked', doc(p('a ', m('b', 'lock'), ' d')), 'b', 'x', doc(p('a ', m('x', 'lock'), ' d')))
  gives(
    'is the writer’s where the model’s was',
    doc(p('a ', schema.text('b c', [schema.mark('origin', { kind: 'model', run: 'r', day: '' })]))),
    'c',
    'x',
    doc(p('a ', schema.text('b ', [schema.mark('origin', { kind: 'model', run: 'r', day: '' })]), 'x')),
  )
  gives('several in a line', doc(p('a b a b a')), 'a', 'long', doc(p('long b long b long')))
  gives('by nothing', doc(p('a b'), p('b')), 'b', '', doc(p('a '), p()))
  gives('on both sides of a line break', doc(p('a', br(), 'a')), 'a', 'b', doc(p('b', br(), 'b')))
  gives(
    'in every kind of block',
    doc(h('a'), quote(p('a')), list(p('a')), code('a\na')),
    'a',
    'b',
    doc(h('b'), quote(p('b')), list(p('b')), code('b\nb')),
  )
  it('all of a page is one undo step', () => {
    const state = stateOf(doc(p('a b'), p('a')))
    const hits = hitsIn(state.doc, finder('a')).map(hit => ({ ...hit, text: 'x' }))
    let now = state.apply(replaceAll(state.tr, hits))
    expect(now.doc.textContent).toBe('x bx')
    undo(now, tr => (now = now.apply(tr)))
    expect(now.doc.eq(state.doc)).toBe(true)
  })
})

const words = fc.array(fc.constantFrom('a', 'b', 'aa', 'c'), { maxLength: 6 }).map(list => list.join(' '))
const block = fc.oneof(
  words.map(text => p(text)),
  words.map(text => p('a ', m('a b', 'bold'), ` ${text}`)),
  words.map(text => quote(p(text), p('a'))),
  words.map(text => p(r('c a'), ` ${text}`)),
)
const page = fc.array(block, { minLength: 1, maxLength: 6 }).map(blocks => doc(...blocks))
describe('laws', () => {
  it('a replacement is what replacing in the plain text gives', () => {
    fc.assert(
      fc.property(page, fc.constantFrom('', 'x', 'a x', 'aaa'), (before, by) => {
        const after = replaced(before, 'a', by)
        after.check()
        expect(plainText(after)).toBe(plainText(before).replaceAll('a', by))
      }),
    )
  })
  it('taken back, it leaves what was there', () => {
    fc.assert(
      fc.property(page, fc.constantFrom('', 'x', 'a x', 'aaa'), (before, by) => {
        const after = replaced(before, 'a', by)
        const tr = new Transform(after)
        expect(unreplace(tr, before, after)).toBe(0)
        expect(tr.doc.toJSON()).toEqual(before.toJSON())
      }),
    )
  })
  it('taken back in an editor, whose schema is another', () => {
    const before = doc(p('a one'), quote(p('a two')))
    const after = replaced(before, 'a', 'x')
    const other = getSchema(documentExtensions())
    const tr = new Transform(other.nodeFromJSON(after.toJSON()))
    expect(unreplace(tr, before, after)).toBe(0)
    tr.doc.check()
    expect(tr.doc.toJSON()).toEqual(before.toJSON())
  })
  it('taken back after other blocks were changed, it keeps the changes', () => {
    const before = doc(p('a one'), p('a two'), p('three'))
    const after = replaced(before, 'a', 'x')
    const later = doc(p('new'), p('x one'), p('x two, more'), p('three!'))
    const tr = new Transform(later)
    expect(unreplace(tr, before, after)).toBe(1)
    expect(tr.doc.toJSON()).toEqual(doc(p('new'), p('a one'), p('x two, more'), p('three!')).toJSON())
  })
})
it('`at` of the support is where hits are', () => {
  const page = doc(p('one'), p('two lamp'))
  expect(hitsIn(page, finder('lamp'))).toMatchObject([at(page, 'lamp')])
})
