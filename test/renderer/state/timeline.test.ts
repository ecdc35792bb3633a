import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Variant } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import { shownRegions } from '../../../renderer/state/run-state.ts'
import { createRuns } from '../../../renderer/state/runs.ts'
import { createTimeline, drawnNow, isEarlier, playedTo } from '../../../renderer/state/timeline.ts'
import { d, r, report, request } from '../../support/library.ts'
import { scriptedStudio } from './scripted-studio.ts'

const done = () => undefined
const nobody = () => Promise.resolve(true)

/** A variant of as many words as it took steps. */
function stepped(steps: number, seed: number): Variant {
  const region = Array.from({ length: steps }, (_, i) => {
    return { kind: 'written', text: ` w${i + 1}`, certainty: 0.5, step: i + 1, place: i } as const
  })
  return { seed, regions: [region], places: null, fit: null }
}

/** A timeline over variants of so many steps each, the first one shown. */
function over(counts: readonly number[], isCalm = false) {
  const { studio } = scriptedStudio({ 'run:settle': done, 'run:star': done, 'run:start': done })
  const runs = createRuns(studio, { onFault: done, onSettled: done, onUntaken: nobody })
  const timeline = createTimeline(runs, { isCalm: () => isCalm })
  const record: RunRecord = {
    ...{
      ...request('run'),
      document: d('a'),
      startedAtMs: 0,
      fate: 'offered',
      accepted: null,
      starred: [],
      start: null,
    },
    end: { kind: 'offered', report: { ...report(), variants: counts.map(stepped) } },
  }
  runs.recall(record, 0)
  const now = () => timeline.store.getState()
  const stands = () => `${now()?.at} of ${now()?.steps}`
  const drawn = () => drawnNow(runs.store.getState(), now())
  return { runs, timeline, now, stands, drawn }
}

describe('the timeline', () => {
  it('opens at the finished variant of the history, stays within its steps, and closes', () => {
    const { runs, timeline, stands, drawn, now } = over([3])
    expect(timeline.open()).toBe(true)
    expect([stands(), isEarlier(now())]).toEqual(['3 of 3', false])
    expect(drawn()).toBe(shownRegions(runs.store.getState()))
    timeline.to(1)
    expect([stands(), isEarlier(now())]).toEqual(['1 of 3', true])
    expect(drawn()[0]!.map(({ kind }) => kind)).toEqual(['written', 'open', 'open'])
    timeline.to(-4)
    expect(stands()).toBe('0 of 3')
    timeline.to(99)
    expect(stands()).toBe('3 of 3')
    timeline.close()
    expect(drawn()).toBe(shownRegions(runs.store.getState()))
  })
  it('does not open where nothing is offered, and goes with the offer', () => {
    const { runs, timeline, now } = over([3])
    timeline.open()
    timeline.to(1)
    void runs.settle(null)
    expect([now(), timeline.open()]).toEqual([null, false])
  })
  it('shows another variant from its end, and stays where it is while the same one gets a star', () => {
    const { runs, timeline, stands } = over([3, 5])
    timeline.open()
    timeline.to(1)
    runs.star()
    expect(stands()).toBe('1 of 3')
    runs.turn(1)
    expect(stands()).toBe('5 of 5')
  })
  it('knows no step of a variant that the writer changed', () => {
    const { runs, timeline, stands, now } = over([3])
    timeline.open()
    runs.edit(['mine'])
    timeline.play()
    expect([stands(), isEarlier(now()), now()?.playing]).toEqual(['0 of 0', false, false])
  })
  it('goes when a word is looked at, and leaves the word when it opens', () => {
    const { runs, timeline, now } = over([3])
    timeline.open()
    runs.chooseWord(1)
    expect(now()).toBe(null)
    timeline.open()
    expect(runs.store.getState()).toMatchObject({ word: null })
  })
  it('goes when a run begins', () => {
    const { runs, timeline, now } = over([3])
    timeline.open()
    timeline.to(1)
    void runs.more(r('next'))
    expect(now()).toBe(null)
  })
})

describe('playing', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('begins anew at the end, passes every step of a short run, and ends at the end', () => {
    const { timeline, now, stands } = over([5])
    timeline.open()
    const passed: number[] = []
    timeline.store.subscribe(state => passed.push(state!.at))
    timeline.play()
    expect(now()).toMatchObject({ at: 0, playing: true })
    vi.advanceTimersByTime(2_100)
    expect([stands(), now()?.playing]).toEqual(['5 of 5', false])
    expect(passed).toEqual([0, 1, 2, 3, 4, 5])
    expect(vi.getTimerCount()).toBe(0)
  })
  it('goes on from where it stands, pauses, and a step by hand pauses it', () => {
    const { timeline, now } = over([100])
    timeline.open()
    timeline.to(50)
    timeline.play()
    vi.advanceTimersByTime(1_000)
    timeline.play()
    const { at } = now()!
    expect([at > 50, now()?.playing]).toEqual([true, false])
    vi.advanceTimersByTime(1_000)
    expect(now()?.at).toBe(at)
    timeline.play()
    timeline.to(3)
    vi.advanceTimersByTime(1_000)
    expect(now()).toMatchObject({ at: 3, playing: false })
  })
  for (const steps of [1, 3, 12, 800])
    it(`takes a few seconds for ${steps} steps`, () => {
      const { timeline, now } = over([steps])
      timeline.open()
      timeline.play()
      vi.advanceTimersByTime(4_100)
      expect(now()).toMatchObject({ at: steps, playing: false })
    })
  it('with less motion shows few stills', () => {
    const { timeline } = over([800], true)
    timeline.open()
    const passed: number[] = []
    timeline.store.subscribe(state => passed.push(state!.at))
    timeline.play()
    vi.advanceTimersByTime(4_100)
    expect(passed).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800])
  })
  it('stops with the timeline', () => {
    const { timeline, now } = over([100])
    timeline.open()
    timeline.play()
    timeline.close()
    vi.advanceTimersByTime(1_000)
    expect(now()).toBe(null)
    expect(vi.getTimerCount()).toBe(0)
  })
  it('moves on with time, and never past the end', () => {
    expect([0, 500, 3_999, 9_999].map(ms => playedTo(40, 0, ms, false))).toEqual([0, 5, 39, 40])
    expect([0, 499, 500, 9_999].map(ms => playedTo(40, 20, ms, true))).toEqual([20, 20, 25, 40])
  })
})
