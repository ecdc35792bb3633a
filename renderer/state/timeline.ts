import { createStore } from 'zustand/vanilla'
import type { RegionText } from '@contract/infill.ts'
import { shownRegions } from './run-state.ts'
import type { Offer, RunState } from './run-state.ts'
import type { Runs } from './runs.ts'
import { regionsAt, stepsOf } from './steps.ts'

/** The variant that is shown as it stood after step `at`, 0 to `steps`; `steps` is 0 where none of its steps is known. */
export type Timeline = Readonly<{ variant: Offer; steps: number; at: number; playing: boolean }>

export type TimelineStore = ReturnType<typeof createTimeline>

type TimelineOptions = Readonly<{
  /** Whether the writer asked for less motion. */
  isCalm: () => boolean
}>

/** All steps are played in this time at most, and each in `STEP_MS` at most, in ms. */
const PLAY_MS = 4_000
const STEP_MS = 400
const TICK_MS = 40
/** With less motion, a play-through is at most so many stills. */
const STILLS = 8

/** The steps of the variant that is shown, as long as the writer looks at them. */
export function createTimeline(runs: Runs, { isCalm }: TimelineOptions) {
  const store = createStore<Timeline | null>(() => null)
  let timer: ReturnType<typeof setInterval> | undefined

  runs.store.subscribe(follow)

  /** Another variant is shown from its end; with the offer, or once a word is looked at, the timeline goes. */
  function follow(): void {
    const open = store.getState()
    if (open === null) return
    const state = runs.store.getState()
    const variant = shownOffer(state)
    if (variant === null || (state.phase === 'offered' && state.word !== null)) close()
    else if (variant.regions !== open.variant.regions || variant.edited !== open.variant.edited)
      change(finished(variant))
  }

  /** Every change but a tick of a play-through ends that. */
  function change(next: Timeline | null): void {
    clearInterval(timer)
    store.setState(next, true)
  }

  /** Opens at the finished variant. Returns false where nothing is offered. */
  function open(): boolean {
    const state = runs.store.getState()
    const variant = shownOffer(state)
    if (variant === null) return false
    if (state.phase === 'offered' && state.word !== null) runs.show(state.shown)
    change(finished(variant))
    return true
  }

  function close(): void {
    if (store.getState() !== null) change(null)
  }

  function to(step: number): void {
    const open = store.getState()
    if (open !== null) change(standingAt(open, step))
  }

  /** Plays from where it stands, or from the start if that is the end; pauses what plays. */
  function play(): void {
    const open = store.getState()
    if (open === null) return
    if (open.playing) return change({ ...open, playing: false })
    if (open.steps === 0) return
    const from = open.at === open.steps ? 0 : open.at
    change({ ...open, at: from, playing: true })
    const begun = performance.now()
    const calm = isCalm()
    timer = setInterval(() => {
      const at = playedTo(open.steps, from, performance.now() - begun, calm)
      if (at === open.steps) change({ ...open, at, playing: false })
      else if (at !== store.getState()?.at) store.setState({ ...open, at, playing: true }, true)
    }, TICK_MS)
  }

  return { store, open, close, to, play }
}

const shownOffer = (state: RunState) => (state.phase === 'offered' ? (state.offers[state.shown] ?? null) : null)

/** What the writer made of a variant was written in no step. */
function finished(variant: Offer): Timeline {
  const steps = variant.edited === undefined ? stepsOf(variant) : 0
  return { variant, steps, at: steps, playing: false }
}

export function standingAt(timeline: Timeline, step: number): Timeline {
  return { ...timeline, at: Math.min(timeline.steps, Math.max(0, step)), playing: false }
}

/** Whether it stands before the end, so that what is drawn is not what is offered. */
export const isEarlier = (timeline: Timeline | null) => timeline !== null && timeline.at < timeline.steps

/** Where a play-through from step `from` stands after so many ms. */
export function playedTo(steps: number, from: number, elapsedMs: number, calm: boolean): number {
  const share = elapsedMs / Math.min(PLAY_MS, steps * STEP_MS)
  const moved = calm ? Math.floor(share * STILLS) / STILLS : share
  return Math.min(steps, from + Math.floor(moved * steps))
}

/** The regions to draw over the page now. */
export function drawnNow(state: RunState, timeline: Timeline | null): readonly RegionText[] {
  return timeline !== null && isEarlier(timeline) ? regionsAt(timeline.variant, timeline.at) : shownRegions(state)
}
