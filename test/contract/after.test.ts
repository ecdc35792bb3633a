import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bred, sharedWords } from '../../electron/contract/breed.ts'
import type { Passage, Piece, RegionText, VariantText } from '../../electron/contract/infill.ts'
import { OPEN, branched } from '../../electron/contract/places.ts'
import type { Places } from '../../electron/contract/places.ts'
import { weakestWords, withoutWords, wordsOf } from '../../electron/contract/written-words.ts'

/** A variant of one region made of these tokens, `[lock]` being kept; token i is of certainty `certain(i)`, step i + 1. */
function variant(tokens: readonly string[], certain = (i: number) => 1 - i / 100): VariantText {
  let place = 0
  const region = tokens.map((text): Piece => {
    if (text.startsWith('[')) return { kind: 'kept', text: text.slice(1, -1) }
    const at = place++
    return { kind: 'written', text, certainty: certain(at), step: at + 1, place: at }
  })
  const numbers = Array.from({ length: place }, (_, i) => i)
  const places: Places = {
    model: 'ab12',
    rooms: [place],
    counted: [place],
    ids: numbers.map(i => 100 + i),
    certainty: numbers.map(certain),
    steps: numbers.map(i => i + 1),
  }
  return { regions: [region], places }
}
const shape = (regions: readonly RegionText[]) => wordsOf(regions).map(({ text, places }) => [text, ...places])

describe('the words that a run wrote', () => {
  it('know their range in the text of their region', () => {
    const { regions } = variant([' light', 'house', ',', ' he'])
    expect(wordsOf([...regions, ...regions]).map(({ region, from, to }) => [region, from, to])).toEqual([
      [0, 1, 11],
      [0, 13, 15],
      [1, 1, 11],
      [1, 13, 15],
    ])
  })
  function words(name: string, tokens: string[], expected: unknown[]) {
    it(name, () => expect(shape(variant(tokens).regions)).toEqual(expected))
  }
  words(
    'a token each',
    ['The', ' lamp', ' lit'],
    [
      ['The', 0],
      ['lamp', 1],
      ['lit', 2],
    ],
  )
  words(
    'several tokens, punctuation left out',
    [' light', 'house', ',', ' he', ' "', 'said', '."'],
    [
      ['lighthouse', 0, 1],
      ['he', 3],
      ['said', 5],
    ],
  )
  words('an apostrophe inside', [' don', "'t", '!'], [["don't", 0, 1]])
  words(
    'a lock is none, nor is what hangs on it',
    [' the', '[ rail]', 's', ' shone'],
    [
      ['the', 0],
      ['shone', 2],
    ],
  )
  it('what is open is none, nor the word before it that may go on', () => {
    const { regions } = variant([' a', ' b', ' c'])
    expect(shape([regions[0]!.with(1, { kind: 'open' })])).toEqual([['c', 2]])
  })
})

const tokens = fc.array(fc.constantFrom(' a', ' lamp', 'house', '.', ' "', ' late', '[ kept]'), { minLength: 1 })
const variants = tokens.map(list => variant(list))
const untouched = (before: Places, after: Places) =>
  after.ids.every(
    (id, place) => id === OPEN || (id === before.ids[place] && after.steps[place] === before.steps[place]),
  )

describe('laws, for any variant', () => {
  it('opening words again changes nothing but their places', () =>
    fc.assert(
      fc.property(variants, fc.double({ min: 0, max: 1, noNaN: true }), (it, share) => {
        const weak = weakestWords(it.regions, share)
        const { places, regions } = withoutWords(it, weak)!
        expect(untouched(it.places!, places!)).toBe(true)
        const open = places!.ids.flatMap((id, place) => (id === OPEN ? [place] : []))
        expect(open).toEqual(weak.flatMap(word => word.places).sort((a, b) => a - b))
        expect(regions.flat().filter(({ kind }) => kind === 'kept')).toEqual(
          it.regions.flat().filter(({ kind }) => kind === 'kept'),
        )
        expect(regions.flat().filter(({ kind }) => kind === 'open')).toHaveLength(open.length)
      }),
    ))
  it('the words that polishing takes are the least certain', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }), certainty => {
        const { regions } = variant(
          certainty.map(() => ' word'),
          i => certainty[i]!,
        )
        const weak = weakestWords(regions, 0.5).map(word => word.certainty)
        const rest = wordsOf(regions).length - weak.length
        expect(Math.max(...weak)).toBeLessThanOrEqual(certainty.toSorted((a, b) => b - a)[rest - 1] ?? 1)
      }),
    ))
  it('branching keeps what was written until the step, and opens the rest', () =>
    fc.assert(
      fc.property(variants, fc.nat(20), ({ places }, step) => {
        const after = branched(places!, step)
        expect(untouched(places!, after)).toBe(true)
        places!.steps.forEach((at, place) => expect(after.ids[place] === OPEN).toBe(at > step))
      }),
    ))
})

describe('breeding two variants', () => {
  const passage: Passage = [
    { kind: 'fixed', text: 'So ' },
    { kind: 'region', text: 'it was', kept: [] },
  ]
  it('keeps the words that both have in the same order', () => {
    const [, region] = bred(
      passage,
      variant([' the', ' old', ' lamp', ' burnt']).regions,
      variant([' an', ' old', ' boat', ' burnt']).regions,
    )
    expect(region).toEqual({
      kind: 'region',
      text: ' the old lamp burnt',
      kept: [
        { from: 5, to: 8 },
        { from: 14, to: 19 },
      ],
      original: 'it was',
    })
  })
  it('refuses variants of another passage', () =>
    expect(() => bred(passage, [], variant([' a']).regions)).toThrow(RangeError))
  it('law: locks stay, whatever the two say', () =>
    fc.assert(
      fc.property(variants, variants, (a, b) => {
        const region = bred(passage, a.regions, b.regions).find(span => span.kind === 'region')!
        for (const piece of a.regions.flat())
          if (piece.kind === 'kept')
            expect(region.kept.some(({ from, to }) => region.text.slice(from, to).includes(piece.text.trim()))).toBe(
              true,
            )
      }),
    ))
  it('law: what stays is a common subsequence', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c')).map(list => list.join(' '))
    fc.assert(
      fc.property(text, text, (a, b) => {
        let at = 0
        const words = b.split(' ')
        for (const { from, to } of sharedWords(a, b)) {
          at = words.indexOf(a.slice(from, to), at) + 1
          expect(at).toBeGreaterThan(0)
        }
        expect(sharedWords(a, b).length).toBe(sharedWords(b, a).length)
      }),
    )
  })
})
