import { createStore } from 'zustand/vanilla'
import type { Passage, RunId, RunRequest, RunSettings, Snapshot, VariantText } from '@contract/infill.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'
import { edited, rejected, retaken, starred } from './offer-changes.ts'
import {
  afterNews,
  asEarlier,
  asOneText,
  idle,
  isChanged,
  nextSeed,
  offersOf,
  offerText,
  showing,
  turned,
  wordAtPlace,
  wordNear,
  wordTurned,
} from './run-state.ts'
import type { EarlierOffer, RunState } from './run-state.ts'

export type Runs = ReturnType<typeof createRuns>

/** What the writer made of a variant, as one text, and the run that wrote the variant. */
export type Changed = Readonly<{ run: RunId; text: string }>

export type RunsOptions = Readonly<{
  /** Told when a run ended otherwise than well. */
  onFault: (fault: Fault) => void
  onSettled: () => void
  /** Told of variants that the writer changed and that go without being taken. Resolves to whether they are kept. */
  onUntaken: (changed: readonly Changed[], document: DocumentId) => Promise<boolean>
}>

export function createRuns(studio: StudioApi, { onFault, onSettled, onUntaken }: RunsOptions) {
  const store = createStore<RunState>(() => idle)
  const apply = (next: (state: RunState) => RunState) => store.setState(next, true)
  /** What waits for the end of a run that is being stopped. */
  let waiting: (() => void) | null = null

  studio.on('engine:news', news => {
    const before = store.getState()
    apply(state => afterNews(state, news))
    if (news.kind !== 'ended' || before.phase !== 'running' || before.request.id !== news.run) return
    if (news.end.kind === 'failed') onFault(news.end.fault)
    onSettled()
    goAhead()
  })

  /** Tells of those among some offers that the writer changed. */
  async function partWith(offers: readonly EarlierOffer[], document: DocumentId): Promise<boolean> {
    const changed = offers.filter(isChanged).map(it => ({ run: it.run, text: asOneText(it.passage, offerText(it)) }))
    return changed.length === 0 || (await onUntaken(changed, document))
  }

  function goAhead(): void {
    const act = waiting
    waiting = null
    act?.()
  }

  function start(request: RunRequest, document: DocumentId): Promise<void> {
    return begin(request, document, [])
  }

  /** Writes the passage on offer again with the seeds that come next; what is offered stays, and gets more. */
  async function more(id: RunId): Promise<void> {
    const state = store.getState()
    if (state.phase !== 'offered') return
    const { passage, settings } = state.request
    await begin({ id, passage, settings: { ...settings, seed: nextSeed(settings) } }, state.document, asEarlier(state))
  }

  /**
   * Runs over the place on offer again; the first `keep` of what is offered stays. `opened` is what the run goes on from,
   * to be shown until its first step.
   */
  async function goOn(request: RunRequest, opened: readonly VariantText[], keep: number): Promise<void> {
    const state = store.getState()
    if (state.phase !== 'offered') return
    const snapshot = opened.length === 0 ? null : { run: request.id, step: 0, of: 1, variants: opened }
    const offered = asEarlier(state)
    void partWith(offered.slice(keep), state.document)
    await begin(request, state.document, offered.slice(0, keep), snapshot)
  }

  async function begin(
    request: RunRequest,
    document: DocumentId,
    earlier: readonly EarlierOffer[],
    snapshot: Snapshot | null = null,
  ): Promise<void> {
    apply(() => ({ phase: 'running', request, document, snapshot, earlier, shown: earlier.length }))
    const reply = await ask(studio, 'run:start', request, document)
    if (reply.ok || !isCurrent(request.id)) return
    apply(state =>
      afterNews(state, { kind: 'ended', run: request.id, end: { kind: 'failed', fault: reply.fault, last: null } }),
    )
    onFault(reply.fault)
    goAhead()
  }

  const isCurrent = (id: RunId) => {
    const state = store.getState()
    return state.phase !== 'idle' && state.request.id === id
  }

  function stop(): void {
    const state = store.getState()
    if (state.phase !== 'running') return
    waiting = null
    apply(() => ({ ...state, stopping: true }))
    void ask(studio, 'run:cancel', state.request.id)
  }

  /** Lets the engine read ahead while nothing runs. That it could not is no news: the run itself will tell. */
  function foresee(passage: Passage, wish: Pick<RunSettings, 'length' | 'around'>, document: DocumentId): void {
    if (store.getState().phase === 'idle') void ask(studio, 'run:foresee', passage, wish, document)
  }

  /** Ends the offer: `taken` is the index of the variant that was accepted, or null. */
  async function settle(taken: number | null): Promise<void> {
    const state = store.getState()
    if (state.phase !== 'offered') return
    apply(() => idle)
    const offered = asEarlier(state)
    const chosen = taken === null ? undefined : offered[taken]
    void partWith(
      offered.filter((_, i) => i !== taken),
      state.document,
    )
    for (const run of new Set([...offered.map(offer => offer.run), state.request.id])) {
      const reply = await ask(studio, 'run:settle', run, chosen?.run === run ? chosen.index : null)
      if (!reply.ok) onFault(reply.fault)
    }
    onSettled()
  }

  /** Puts a star on the offer that is shown, or takes it off. It is kept with the run. */
  function star(): void {
    const state = store.getState()
    const offer = state.phase === 'offered' ? asEarlier(state)[state.shown] : undefined
    if (offer === undefined) return
    const on = offer.starred !== true
    apply(now => starred(now, on))
    void keepStar(offer.run, offer.index, on)
  }

  async function keepStar(run: RunId, index: number, on: boolean): Promise<void> {
    const reply = await ask(studio, 'run:star', run, index, on)
    if (!reply.ok) onFault(reply.fault)
    onSettled()
  }

  /** Takes the offer that is shown away. Returns false when it is the only one. */
  function reject(): boolean {
    const state = store.getState()
    const next = rejected(state)
    if (next === null || state.phase !== 'offered') return false
    apply(() => next)
    void partWith(asEarlier(state).slice(state.shown, state.shown + 1), state.document)
    return true
  }

  /** Does `act` now, or, where a run is being stopped, once it has ended. A later one takes the place of an earlier. */
  function afterStop(act: () => void): void {
    const state = store.getState()
    if (state.phase !== 'running' || state.stopping !== true) act()
    else waiting = act
  }

  /** Offers a past run again, its variant number `index` first. */
  function recall({ id, passage, settings, document, end, starred: stars }: RunRecord, index: number): boolean {
    const request = { id, passage, settings }
    const offers = offersOf(request, end).map(offer => ({ ...offer, starred: stars.includes(offer.index) }))
    const steps = end?.kind === 'offered' ? end.report.steps : 0
    if (store.getState().phase === 'running' || offers.length === 0) return false
    const shown = Math.max(
      0,
      offers.findIndex(offer => offer.index === index),
    )
    apply(() => ({
      phase: 'offered',
      request,
      document,
      offers,
      earlier: [],
      shown,
      word: null,
      partial: end?.kind !== 'offered',
      steps,
      milliseconds: null,
    }))
    return true
  }

  /** Forgets what is shown: the document it belongs to goes. A run that goes on is stopped. Resolves to whether what was typed is kept. */
  async function leave(): Promise<boolean> {
    const state = store.getState()
    stop()
    waiting = null
    apply(() => idle)
    if (state.phase === 'idle') return true
    return partWith(state.phase === 'offered' ? asEarlier(state) : state.earlier, state.document)
  }

  return {
    store,
    start,
    more,
    goOn,
    stop,
    afterStop,
    foresee,
    settle,
    recall,
    star,
    reject,
    take: (variant: Parameters<typeof retaken>[1]) => apply(state => retaken(state, variant)),
    edit: (texts: readonly string[], borrowed?: string) => apply(state => edited(state, texts, borrowed)),
    leave,
    turn: (by: 1 | -1) => apply(state => turned(state, by)),
    show: (index: number) => apply(state => showing(state, index)),
    chooseWord: (by: 1 | -1) => apply(state => wordTurned(state, by)),
    chooseWordAt: (place: number) => apply(state => wordAtPlace(state, place)),
    chooseWordNear: (region: number, offset: number) => apply(state => wordNear(state, region, offset)),
  }
}
