import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Piece, RegionText, VariantText } from '@contract/infill.ts'
import { OPEN, branched } from '@contract/places.ts'
import { shownAs } from '@contract/written-words.ts'
import { regionsAt, stepsOf, writtenIn } from '../../../renderer/state/steps.ts'

/** A place: its text, empty for one that came to hold no word, and the step that wrote it. */
type Place = readonly [text: string, step: number]

/** A variant with a slot a region, each of these places. `known`: whether its places were kept. */
function variant(slots: readonly (readonly Place[])[], known = true): VariantText {
  let next = 0
  const regions = slots.map(slot =>
    slot.flatMap(([text, step]): Piece[] => {
      const place = next++
      return text === '' ? [] : [{ kind: 'written', text, certainty: 0.5, step, ...(known && { place }) }]
    }),
  )
  const all = slots.flat()
  const places = {
    model: 'ab12',
    rooms: slots.map(slot => slot.length),
    counted: slots.map(slot => slot.length),
    ids: all.map((_, i) => i),
    certainty: all.map(() => 0.5),
    steps: all.map(([, step]) => step),
  }
  return { regions, places: known ? places : null }
}
/** A region as it is seen: a block for each open place. */
const seen = (regions: readonly RegionText[]) =>
  regions.map(region => region.map(piece => (piece.kind === 'open' ? '▒' : piece.text)).join(''))
const at = (of: VariantText, step: number) => seen(regionsAt(of, step))

describe('a variant after a step', () => {
  const lamp = variant([
    [
      [' the', 1],
      [' lamp', 3],
      [' lit', 2],
      ['', 3],
      ['', 4],
    ],
  ])
  function stands(step: number, text: string) {
    it(`${step}: ${text}`, () => expect(at(lamp, step)).toEqual([text]))
  }
  stands(0, '▒▒▒▒▒')
  stands(1, ' the▒▒▒▒')
  stands(2, ' the▒ lit▒▒')
  stands(3, ' the lamp lit▒')
  stands(4, ' the lamp lit')

  it('has as many steps as the last place, word or not, came in', () => expect(stepsOf(lamp)).toBe(4))
  it('keeps locks, and what a stopped run had left open', () => {
    const [region] = variant([
      [
        [' old', 1],
        [' sea', 2],
      ],
    ]).regions
    const of = { regions: [[...region!, { kind: 'kept', text: ' Anna' } as const, { kind: 'open' } as const]] }
    expect(at({ ...of, places: null }, 1)).toEqual([' old▒ Anna▒'])
  })
  it('draws places without a word in their own slot', () =>
    expect(
      at(
        variant([
          [
            ['', 2],
            [' a', 1],
          ],
          [
            [' b', 1],
            ['', 2],
            [' c', 1],
          ],
        ]),
        1,
      ),
    ).toEqual(['▒ a', ' b▒ c']))
  it('says what a step wrote, pieces that touch as one', () => {
    const of = variant([
      [
        [' light', 2],
        ['house', 2],
        [' was', 1],
        [' lit', 2],
      ],
    ])
    expect([0, 1, 2].map(step => writtenIn(of, step))).toEqual([[], ['was'], ['lighthouse', 'lit']])
  })
  it('is known as far as its words are where its places were not kept, and not at all where nothing was written', () => {
    const of = variant([[[' a', 1], ['', 2], [' b', 2]]], false) // prettier-ignore
    expect([stepsOf(of), at(of, 1)]).toEqual([2, [' a▒']])
    expect(stepsOf({ regions: [[{ kind: 'kept', text: 'a' }]], places: null })).toBe(0)
  })
})

const places = fc.array(fc.tuple(fc.constantFrom(' a', ' lamp', 'house', ''), fc.integer({ min: 1, max: 9 })), {
  minLength: 1,
  maxLength: 12,
})
const variants = fc.array(places, { minLength: 1, maxLength: 3 }).map(slots => variant(slots))
const steps = fc.nat(10)

describe('laws, for any variant and step', () => {
  it('after the last step it is the variant, and before the first nothing is written', () =>
    fc.assert(
      fc.property(variants, of => {
        expect(regionsAt(of, stepsOf(of))).toEqual(of.regions)
        expect(regionsAt(of, 0).flat().every(({ kind }) => kind === 'open')).toBe(true) // prettier-ignore
      }),
    ))
  it('what stands is what a branch from there keeps', () =>
    fc.assert(
      fc.property(variants, steps, (of, step) => {
        const { regions } = shownAs(of.regions, branched(of.places!, step))
        const written = (all: readonly RegionText[]) => all.map(region => region.filter(({ kind }) => kind !== 'open'))
        expect(written(regionsAt(of, step))).toEqual(written(regions))
      }),
    ))
  it('each step adds what it says it wrote, and nothing else', () =>
    fc.assert(
      fc.property(variants, steps, (of, step) => {
        const letters = (all: readonly string[]) => all.join('').replaceAll(/[▒ ]/g, '').length
        const added = letters(at(of, step + 1)) - letters(at(of, step))
        expect(letters(writtenIn(of, step + 1))).toBe(added)
      }),
    ))
  it('a slot with a word has as many blocks as places are open', () =>
    fc.assert(
      fc.property(variants, steps, (of, step) => {
        let start = 0
        const open = of.places!.rooms.map((room, i) => {
          const { ids } = branched(of.places!, step)
          const own = ids.slice(start, (start += room))
          return of.regions[i]!.length === 0 ? 0 : own.filter(id => id === OPEN).length
        })
        const blocks = regionsAt(of, step).map(region => region.filter(({ kind }) => kind === 'open').length)
        expect(blocks).toEqual(open)
      }),
    ))
})
