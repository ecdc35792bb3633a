import { describe, expect, it } from 'vitest'
import type { RunState } from '../../../renderer/state/run-state.ts'
import { asEarlier, offerText, shownRegions } from '../../../renderer/state/run-state.ts'
import { edited, rejected, starred } from '../../../renderer/state/offer-changes.ts'
import { d, r, request, variant } from '../../support/library.ts'

type Offered = Extract<RunState, { phase: 'offered' }>

const state: Offered = {
  phase: 'offered',
  request: request('new'),
  document: d('a'),
  offers: [
    { ...variant('old one'), index: 4 },
    { ...variant('new one'), index: 0 },
    { ...variant('new two'), index: 1 },
  ],
  earlier: [{ ...variant('old one'), run: r('old'), index: 4, passage: request('old').passage }],
  shown: 1,
  word: null,
  partial: false,
  steps: 1,
  milliseconds: 1,
}
const told = (now: RunState | null) =>
  asEarlier(now as Offered).map(offer => [offerText(offer)[0], offer.run, offer.index] as const)

describe('changing what is offered', () => {
  it('rejects the one that is shown; the others stay those of their runs', () => {
    const once = rejected(state)
    expect(told(once)).toEqual([
      ['old one', 'old', 4],
      ['new two', 'new', 1],
    ])
    expect(once).toMatchObject({ shown: 1 })
    const twice = rejected(once!)
    expect(twice).toMatchObject({ shown: 0 })
    expect(rejected(twice!)).toBeNull()
  })
  it('a text of the writer’s takes the place of the variant’s, and the variant is still known', () => {
    const now = edited(state, ['mine']) as Offered
    expect(told(now)[1]).toEqual(['mine', 'new', 0])
    expect(shownRegions(now)).toEqual([[{ kind: 'kept', text: 'mine' }]])
    expect(now.offers[1]!.regions).toEqual(variant('new one').regions)
    expect(told(now)[2]).toEqual(['new two', 'new', 1])
  })
  it('stars one', () => {
    const now = starred(state, true) as Offered
    expect(now.offers.map(offer => offer.starred === true)).toEqual([false, true, false])
  })
  it('does nothing where nothing is offered', () => {
    const idle: RunState = { phase: 'idle' }
    expect([edited(idle, ['x']), starred(idle, true), rejected(idle)]).toEqual([idle, idle, null])
  })
})
