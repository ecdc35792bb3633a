import { describe, expect, it } from 'vitest'
import type { EngineNews } from '@contract/engine.ts'
import type { RegionText, RunEnd, RunId, RunRequest, Snapshot } from '@contract/infill.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import {
  afterNews,
  maskedRegions,
  nextSeed,
  offerText,
  shownRegions,
  turned,
  wordAtPlace,
  wordNear,
} from '../../../renderer/state/run-state.ts'
import type { RunState } from '../../../renderer/state/run-state.ts'
import { createRuns } from '../../../renderer/state/runs.ts'
import { scriptedStudio } from './scripted-studio.ts'

const id = 'run' as RunId
const d = 'd' as DocumentId
const done = () => undefined
const nobody = () => Promise.resolve(true)
const settings = {
  variants: 2,
  length: { kind: 'auto' },
  strength: 1,
  temperature: 0.7,
  seed: 7,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
} as const
const request: RunRequest = { id, settings, passage: [{ kind: 'region', text: 'two words', kept: [] }] }
const running: RunState = {
  phase: 'running',
  request,
  document: 'd' as DocumentId,
  snapshot: null,
  earlier: [],
  shown: 0,
}
const word = (text: string): RegionText => [{ kind: 'written', text, certainty: 0.5, step: 1 }]
const snapshot = (...texts: string[]): Snapshot => ({
  run: id,
  step: 1,
  of: 3,
  variants: texts.map(text => ({ regions: [text === '' ? [{ kind: 'open' }] : word(text)], places: null })),
})
const step = (of: Snapshot): EngineNews => ({ kind: 'step', snapshot: of })
const ended = (end: RunEnd): EngineNews => ({ kind: 'ended', run: id, end })
const offered: Extract<RunEnd, { kind: 'offered' }> = {
  kind: 'offered',
  report: {
    variants: ['a', 'b'].map((text, i) => ({
      seed: 7 + i,
      regions: [word(text)],
      places: null,
      fit: { text: -2, after: -2 },
    })),
    steps: 3,
    passes: 5,
    milliseconds: 10,
    model: 'm',
    modelHash: 'h',
    backend: 'CPU',
  },
}

describe('a run’s states', () => {
  it('follows its steps', () =>
    expect(afterNews(running, step(snapshot('a', 'b')))).toMatchObject({ phase: 'running', snapshot: { step: 1 } }))
  it('drops news of other runs', () => {
    const other = { ...snapshot('a'), run: 'other' as RunId }
    expect(afterNews(running, step(other))).toBe(running)
    expect(afterNews({ phase: 'idle' }, ended(offered))).toEqual({ phase: 'idle' })
  })
  it('offers what came, the best first', () => {
    const state = afterNews(running, ended(offered))
    expect(state.phase === 'offered' && state.offers.map(offerText)).toEqual([['a'], ['b']])
  })
  for (const kind of ['stopped', 'failed'] as const) {
    const end = (last: Snapshot | null): RunEnd =>
      kind === 'stopped' ? { kind, last } : { kind, last, fault: { code: 'engine-lost', message: 'Lost.' } }
    it(`${kind}: keeps what was written`, () => {
      const state = afterNews(running, ended(end(snapshot('a', ''))))
      expect(state).toMatchObject({ phase: 'offered', partial: true })
      expect(state.phase === 'offered' && state.offers.map(offerText)).toEqual([['a']])
    })
    it(`${kind}: falls back on the last step it saw itself`, () =>
      expect(afterNews(afterNews(running, step(snapshot('a', 'b'))), ended(end(null)))).toMatchObject({
        phase: 'offered',
        partial: true,
      }))
    it(`${kind}: is idle when nothing was written`, () =>
      expect(afterNews(running, ended(end(null)))).toEqual({ phase: 'idle' }))
  }
  it('turns round', () => {
    const state = afterNews(running, ended(offered))
    expect(
      [1, 1, -1, -1]
        .reduce<RunState[]>((list, by) => [...list, turned(list.at(-1)!, by as 1 | -1)], [state])
        .map(it => it.phase === 'offered' && it.shown),
    ).toEqual([0, 1, 0, 1, 0])
  })
  it('turns while running, over the variants asked for', () => expect(turned(running, -1)).toMatchObject({ shown: 1 }))
  it('does not turn when idle', () => expect(turned({ phase: 'idle' }, 1)).toEqual({ phase: 'idle' }))
})

describe('more of the same passage', () => {
  const earlier = ['a', 'b'].map((text, index) => ({
    seed: 7 + index,
    regions: [word(text)],
    places: null,
    fit: null,
    run: id,
    index,
    passage: request.passage,
  }))
  const next = 'next' as RunId
  const adding: RunState = { ...running, request: { ...request, id: next }, earlier, shown: 2 }
  it('stands behind what is offered, and begins with its first', () => {
    const state = afterNews(adding, { kind: 'ended', run: next, end: offered })
    expect(state.phase === 'offered' && state.offers.map(offerText)).toEqual([['a'], ['b'], ['a'], ['b']])
    expect(state).toMatchObject({ shown: 2, partial: false })
  })
  it('leaves what is offered when it fails', () => {
    const fault = { code: 'engine-lost', message: 'Lost.' } as const
    const state = afterNews(adding, { kind: 'ended', run: next, end: { kind: 'failed', fault, last: null } })
    expect(state.phase === 'offered' && state.offers.map(offerText)).toEqual([['a'], ['b']])
    expect(state).toMatchObject({ shown: 1, partial: false })
  })
  it('draws what stands, and what is on its way', () => {
    const state = afterNews(adding, step({ ...snapshot('c', ''), run: next }))
    expect(shownRegions(state)).toEqual([word('c')])
    expect(shownRegions(turned(state, -1))).toEqual([word('b')])
    expect([1, 1].reduce<RunState>(it => turned(it, 1), state)).toMatchObject({ shown: 0 })
  })
  it('takes seeds that the run has not used', () =>
    expect((['quick', 'normal', 'careful'] as const).map(care => nextSeed({ ...settings, care }))).toEqual([
      13, 15, 19,
    ]))
  it('goes round at the end of the seeds', () => expect(nextSeed({ ...settings, seed: 2 ** 32 - 1 })).toBe(5))
  it('accepts for the run that wrote it, and leaves the other', async () => {
    const settled: unknown[] = []
    const heard: ((news: EngineNews) => void)[] = []
    const studio = {
      platform: 'linux',
      on: (_: string, listener: (news: EngineNews) => void) => (heard.push(listener), () => undefined),
      call: (name: string, ...args: unknown[]) => {
        if (name === 'run:settle') settled.push(args)
        return Promise.resolve({ ok: true, value: undefined })
      },
    } as unknown as StudioApi
    const runs = createRuns(studio, { onFault: done, onSettled: done, onUntaken: nobody })
    await runs.start(request, 'd' as DocumentId)
    heard.forEach(hear => hear(ended(offered)))
    await runs.more(next)
    heard.forEach(hear => hear({ kind: 'ended', run: next, end: offered }))
    await runs.settle(3)
    expect(settled).toEqual([
      [id, null],
      [next, 1],
    ])
  })
})

describe('a run that was stopped', () => {
  const record = (starred: number[]): RunRecord => ({
    ...{ id, document: d, startedAtMs: 1, fate: 'stopped', accepted: null, starred, settings },
    ...{ passage: request.passage, start: null, end: { kind: 'stopped', last: snapshot('', 'b') } },
  })
  function runsOf() {
    const scripted = scriptedStudio({ 'run:start': done, 'run:cancel': done, 'run:settle': done, 'run:star': done })
    return { ...scripted, runs: createRuns(scripted.studio, { onFault: done, onSettled: done, onUntaken: nobody }) }
  }
  async function stopped() {
    const all = runsOf()
    await all.runs.start(request, d)
    all.tell('engine:news', ended({ kind: 'stopped', last: snapshot('', 'b') }))
    return all
  }
  it('is settled by the number that its history has, variants without words counted', async () => {
    const { runs, named } = await stopped()
    await runs.settle(0)
    expect(named('run:settle')).toEqual([['run:settle', id, 1]])
  })
  it('is starred by that number', async () => {
    const { runs, named } = await stopped()
    runs.star()
    expect(named('run:star')).toEqual([['run:star', id, 1, true]])
  })
  it('is recalled by it', () => {
    const { runs } = runsOf()
    expect(runs.recall(record([1]), 1)).toBe(true)
    const state = runs.store.getState()
    expect(state.phase === 'offered' && state.offers[state.shown]).toMatchObject({ index: 1, starred: true })
  })
  it('holds back what is asked for while it is being stopped, and then does the last of it', async () => {
    const { runs, tell } = runsOf()
    const asked: string[] = []
    await runs.start(request, d)
    runs.stop()
    runs.afterStop(() => asked.push('first'))
    runs.afterStop(() => asked.push(`second, ${runs.store.getState().phase}`))
    expect(asked).toEqual([])
    tell('engine:news', ended({ kind: 'stopped', last: null }))
    expect(asked).toEqual(['second, idle'])
    runs.afterStop(() => asked.push('at once'))
    expect(asked).toHaveLength(2)
  })
})

describe('what is drawn', () => {
  it('is a block a word before the first step', () =>
    expect(shownRegions(running)).toEqual([[{ kind: 'open' }, { kind: 'open' }]]))
  it('is a few blocks for a gap', () =>
    expect(maskedRegions({ ...request, passage: [{ kind: 'region', text: '', kept: [] }] })[0]!.length).toBeGreaterThan(
      2,
    ))
  it('shows kept words', () =>
    expect(
      maskedRegions({
        ...request,
        passage: [{ kind: 'region', text: 'two words', kept: [{ from: 0, to: 3 }] }],
      })[0]!.map(piece => piece.kind),
    ).toEqual(['kept', 'open']))
  it('is the variant that is shown', () =>
    expect(shownRegions(turned(afterNews(running, step(snapshot('a', 'b'))), 1))).toEqual([word('b')]))
  it('is nothing when idle', () => expect(shownRegions({ phase: 'idle' })).toEqual([]))
})

describe('choosing a word', () => {
  const placed = (texts: string[]): RegionText =>
    texts.map((text, place) => ({ kind: 'written', text, certainty: 0.5, step: 1, place }))
  const offer = { ...offered.report.variants[0]!, regions: [placed(['The', ' lamp', ' lit']), placed(['Dark'])] }
  const state = afterNews(running, ended({ ...offered, report: { ...offered.report, variants: [offer] } }))
  const chosen = (next: RunState) => (next.phase === 'offered' ? next.word : undefined)

  it('by one of its places', () => expect(chosen(wordAtPlace(state, 2))).toBe(2))
  it('not by a place of no word', () => expect(wordAtPlace(state, 9)).toBe(state))
  it('by an offset in its region', () => expect(chosen(wordNear(state, 0, 6))).toBe(1))
  it('by the nearest offset', () => expect(chosen(wordNear(state, 0, 400))).toBe(2))
  it('in the right region', () => expect(chosen(wordNear(state, 1, 0))).toBe(3))
  it('only where something is offered', () => expect(wordNear(running, 0, 0)).toBe(running))
})
