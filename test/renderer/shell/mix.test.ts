import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CharRange, RegionText } from '@contract/infill.ts'
import { mixed, without } from '../../../renderer/shell/mix.ts'
import { offerText } from '../../../renderer/state/run-state.ts'
import { variant } from '../../support/library.ts'

const offer = (text: string) => ({ ...variant(text), index: 0 })
const phrase = (text: string, region = 0) => ({ variant: 1, region, text })

describe('a phrase of another variant', () => {
  function takes(name: string, own: string, other: string, text: string, expected: string | null) {
    it(name, () => expect(mixed(offer(own), phrase(text), other)?.[0] ?? null).toBe(expected))
  }
  const own = 'The lamp was dark that night.'
  takes(
    'comes in the place of what it corresponds to',
    own,
    'The lamp was bright that night.',
    'bright',
    'The lamp was bright that night.',
  )
  takes('of several words', own, 'The lamp shone all that night.', 'shone all', 'The lamp shone all that night.')
  takes(
    'takes only what was chosen',
    own,
    'A lantern was bright that night.',
    'bright',
    'The lamp was bright that night.',
  )
  takes('that is not there changes nothing', own, 'The lamp was bright.', 'green', null)
  it('goes to its own region', () => {
    const two = { ...offer(''), regions: [...variant('One lamp.').regions, ...variant('Two lamps.').regions] }
    expect(mixed(two, phrase('Three', 1), 'Three lamps.')).toEqual(['One lamp.', 'Three lamps.'])
  })
  it('leaves what the run kept', () => {
    const region: RegionText = [
      { kind: 'written', text: 'The old ', certainty: 1, step: 1 },
      { kind: 'kept', text: 'Marlow' },
      { kind: 'written', text: ' slept.', certainty: 1, step: 1 },
    ]
    const after = mixed({ ...offer(''), regions: [region] }, phrase('wild Marlow woke'), 'The wild Marlow woke.')
    expect(after).toEqual(['The wild Marlow woke.'])
  })
  it('is taken from what the writer made of the variant, if they changed it', () => {
    const changed = { ...offer('dark'), edited: ['The lamp was lit.'] }
    expect(offerText(changed)).toEqual(['The lamp was lit.'])
    expect(mixed(changed, phrase('dark'), 'The lamp was dark.')).toEqual(['The lamp was dark.'])
  })
})

describe('ranges without others', () => {
  function leaves(name: string, ranges: [number, number][], holes: [number, number][], expected: [number, number][]) {
    const as = (all: [number, number][]): CharRange[] => all.map(([from, to]) => ({ from, to }))
    it(name, () => expect(without(as(ranges), as(holes))).toEqual(as(expected)))
  }
  leaves('apart', [[0, 3]], [[5, 7]], [[0, 3]])
  leaves(
    'in the middle',
    [[0, 9]],
    [[3, 5]],
    [
      [0, 3],
      [5, 9],
    ],
  )
  leaves('over an edge', [[2, 6]], [[4, 9]], [[2, 4]])
  leaves('over all', [[2, 6]], [[0, 9]], [])
  it('leave just the characters that are in no hole', () => {
    const range = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
    const covers = (all: readonly CharRange[], i: number) => all.some(({ from, to }) => from <= i && i < to)
    fc.assert(
      fc.property(fc.array(range, { maxLength: 3 }), fc.array(range, { maxLength: 3 }), (ranges, holes) => {
        const left = without(ranges, holes)
        for (let i = 0; i < 21; i++) expect(covers(left, i)).toBe(covers(ranges, i) && !covers(holes, i))
      }),
    )
  })
})
