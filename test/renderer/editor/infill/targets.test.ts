import fc from 'fast-check'
import { Mapping, StepMap } from '@tiptap/pm/transform'
import { describe, expect, it } from 'vitest'
import { passageOf } from '../../../../renderer/editor/infill/passage.ts'
import { mapTargets, regionAt, targetsBetween, textOf } from '../../../../renderer/editor/infill/targets.ts'
import { at, br, code, doc, h, list, m, p, quote, r } from '../../../support/page.ts'

const draw = { strength: 1, seed: 1 }
const long = doc(
  h('The storm'),
  p('One two. ', m('Three', 'bold'), ' four.'),
  list(p('first item'), p('second item')),
  quote(p('said')),
  code('a = 1\nb = 2'),
  p('End.'),
)

/** The texts of the targets between the first and the last of two texts. */
function targets(name: string, content: ReturnType<typeof doc>, first: string, last: string, texts: readonly string[]) {
  it(name, () =>
    expect(
      targetsBetween(content, at(content, first).from, at(content, last).to).map(it => textOf(content, it)),
    ).toEqual(texts),
  )
}

describe('targets of a selection', () => {
  targets('in one paragraph', long, 'Three', 'four', ['Three four'])
  targets('over two paragraphs, one each', doc(p('One.'), p('Two.')), 'ne.', 'Tw', ['ne.', 'Tw'])
  targets('over a heading and a paragraph', long, 'storm', 'One', ['storm', 'One'])
  targets('in list items', long, 'item', 'second', ['item', 'second'])
  targets('a code block is one, with its lines', long, 'a =', 'b = 2', ['a = 1\nb = 2'])
  targets('a line break parts them', doc(p('one', br(), 'two')), 'one', 'two', ['one', 'two'])
  targets('empty paragraphs are none', doc(p('a'), p(), p('b')), 'a', 'b', ['a', 'b'])
  it('white space alone is none', () => {
    const content = doc(p('a b'))
    expect(targetsBetween(content, 2, 3)).toEqual([])
  })
})

describe('a marked region', () => {
  const marked = doc(p('One ', r('two', 'x'), ' three ', r('four', 'y')), p(r('five', 'x')))
  const texts = (text: string) => regionAt(marked, at(marked, text).from + 1).map(it => textOf(marked, it))
  it('has all its stretches, wherever they are', () => expect(texts('two')).toEqual(['two', 'five']))
  it('is apart from others', () => expect(texts('four')).toEqual(['four']))
  it('is none outside of one', () => expect(texts('three')).toEqual([]))
  it('holds together over bold words', () => {
    const mixed = doc(
      p(r('a ', 'x'), m('b', 'bold').mark([...m('b', 'bold').marks, ...r('b', 'x').marks]), r(' c', 'x')),
    )
    expect(regionAt(mixed, 2).map(it => textOf(mixed, it))).toEqual(['a b c'])
  })
})

describe('targets under edits', () => {
  const maps = (name: string, range: [number, number, number], expected: [number, number]) =>
    it(name, () =>
      expect(mapTargets([{ from: 10, to: 20 }], new Mapping([new StepMap(range)]))).toEqual([
        { from: expected[0], to: expected[1] },
      ]),
    )
  maps('move with text typed before', [1, 0, 4], [14, 24])
  maps('stay with text typed behind', [25, 0, 4], [10, 20])
  maps('take in what is typed inside', [15, 0, 4], [10, 24])
  maps('leave out what is typed at the start', [10, 0, 4], [14, 24])
  maps('leave out what is typed at the end', [20, 0, 4], [10, 20])
  maps('shrink to nothing when deleted', [5, 20, 0], [5, 5])
  it('never leave the document, whatever is edited', () => {
    const edit = fc.record({ at: fc.nat(60), removed: fc.nat(10), added: fc.nat(10) })
    fc.assert(
      fc.property(fc.nat(50), fc.nat(20), fc.array(edit, { maxLength: 8 }), (from, length, edits) => {
        let size = 80
        let held = [{ from, to: from + length }]
        for (const { at: place, removed, added } of edits) {
          const start = Math.min(place, size)
          const cut = Math.min(removed, size - start)
          held = mapTargets(held, new Mapping([new StepMap([start, cut, added])]))
          size += added - cut
          expect(held[0]!.from).toBeGreaterThanOrEqual(0)
          expect(held[0]!.to).toBeGreaterThanOrEqual(held[0]!.from)
          expect(held[0]!.to).toBeLessThanOrEqual(size)
        }
      }),
    )
  })
})

describe('the passage that the model reads', () => {
  const spans = (content: ReturnType<typeof doc>, ...texts: string[]) =>
    passageOf(
      content,
      texts.map(text => at(content, text)),
      draw,
    ).map(span => `${span.kind === 'fixed' ? '' : '*'}${span.text}`)
  it('is the whole text with the region in its place', () =>
    expect(spans(long, 'Three')).toEqual([
      'The storm\n\nOne two. ',
      '*Three',
      ' four.\n\nfirst item\nsecond item\n\nsaid\n\na = 1\nb = 2\n\nEnd.',
    ]))
  it('has several regions in one', () =>
    expect(spans(doc(p('One two.'), p('Three.')), 'two', 'Three')).toEqual(['One ', '*two', '.\n\n', '*Three', '.']))
  it('has a gap', () =>
    expect(passageOf(doc(p('One.')), [{ from: 5, to: 5 }], draw).map(span => span.text)).toEqual(['One.', '', '']))
  it('keeps locked words', () => {
    const content = doc(p('So he took ', m('the rail', 'lock'), ' slowly.'))
    const region = passageOf(content, [at(content, 'he took the rail slowly.')], draw)[1]!
    expect(region.kind === 'region' && region.kept.map(({ from, to }) => region.text.slice(from, to))).toEqual([
      'the rail',
    ])
  })
  it('keeps words by strength', () => {
    const content = doc(p('one two three four five six seven eight'))
    const region = passageOf(content, [at(content, 'one two three four five six seven eight')], {
      strength: 0.5,
      seed: 3,
    })[1]!
    expect(region.kind === 'region' && region.kept.length).toBe(4)
  })
  it('lets code have lines', () =>
    expect(passageOf(long, [at(long, 'b = 2')], draw)[1]).toMatchObject({ kind: 'region', lines: true }))
  it('joined again, is the document’s text', () => {
    const paragraph = fc
      .array(fc.constantFrom('a', 'word ', 'é', '🙂', '. '), { maxLength: 12 })
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), fc.nat(40), fc.nat(40), (texts, a, b) => {
        const content = doc(...texts.map(text => p(text)))
        const clip = (n: number) => Math.min(n, content.content.size)
        const cut = targetsBetween(content, Math.min(clip(a), clip(b)), Math.max(clip(a), clip(b)))
        expect(
          passageOf(content, cut, draw)
            .map(span => span.text)
            .join(''),
        ).toBe(texts.join('\n\n'))
      }),
    )
  })
})
