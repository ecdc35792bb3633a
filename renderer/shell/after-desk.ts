import { bred, leavesNothing } from '@contract/breed.ts'
import type { Passage, RunId, RunSettings, VariantText } from '@contract/infill.ts'
import { branched } from '@contract/places.ts'
import { WISHES_MAX, WISH_CHARS_MAX } from '@contract/wishes.ts'
import { POLISHED, shownAs, weakestWords, withoutWords, wordsOf } from '@contract/written-words.ts'
import type { Word } from '@contract/written-words.ts'
import { isStale } from '../editor/infill/preview.ts'
import type { Notices } from '../state/notices.ts'
import { asEarlier, nextSeed, passageOfOffer } from '../state/run-state.ts'
import type { RunState } from '../state/run-state.ts'
import type { Runs } from '../state/runs.ts'
import type { TimelineStore } from '../state/timeline.ts'
import type { OnScreen } from './page-preview.ts'

type Deps = Readonly<{
  runs: Runs
  timeline: TimelineStore
  notices: Notices
  page: OnScreen
  /** What is typed into the variant becomes what is offered. */
  keepTyped: () => void
}>
type Offered = Extract<RunState, { phase: 'offered' }>

/** What goes on from variants that are offered. What comes of it is offered beside them. */
export function createAfterDesk({ runs, timeline, notices, page, keepTyped }: Deps) {
  /** Does `act` with what is offered and the variant that is shown, where the passage is still what it was. */
  const onShown = (act: (state: Offered, shown: Offered['offers'][number]) => void) => (): void => {
    keepTyped()
    const state = runs.store.getState()
    const editor = page()?.editor
    const shown = state.phase === 'offered' ? state.offers[state.shown] : undefined
    if (editor === undefined || state.phase !== 'offered' || shown === undefined) return
    if (isStale(editor.state))
      return notices.say('This passage was edited after the run began. Leave the preview and fill it again.')
    act(state, shown)
  }

  /** One variant that goes on from `opened`, with the next seed. */
  function goOnFrom(state: Offered, opened: VariantText | null, change: Partial<RunSettings> = {}): void {
    if (opened === null)
      return notices.say(
        'This variant was written before the studio kept what a run goes on from, so nothing can go on from it.',
      )
    const settings = { ...state.request.settings, seed: nextSeed(state.request.settings), variants: 1, ...change }
    start(passageOfOffer(state, state.shown), settings, [opened], state.offers.length)
  }

  /** `kept`: how many of the variants that are offered stay beside what comes. */
  function start(passage: Passage, settings: RunSettings, opened: readonly VariantText[], kept: number): void {
    const places = opened.flatMap(variant => variant.places ?? [])
    void runs.goOn({ id: crypto.randomUUID() as RunId, passage, settings, start: places }, opened, kept)
  }

  /** The chosen word, or else the least certain one; null where the run wrote none. */
  const wordOf = (state: Offered, { regions }: VariantText): Word | null =>
    wordsOf(regions)[state.word ?? -1] ?? weakestWords(regions, 0)[0] ?? null

  const reroll = onShown((state, shown) => {
    const word = wordOf(state, shown)
    if (word === null) return notices.say('There is no word in this variant that the model wrote.')
    const { avoid } = state.request.settings
    const isFit = avoid.length < WISHES_MAX && word.text.length <= WISH_CHARS_MAX && !avoid.includes(word.text)
    goOnFrom(state, withoutWords(shown, [word]), { care: 'quick', avoid: isFit ? [...avoid, word.text] : avoid })
  })

  const polish = onShown((state, shown) => {
    const weak = weakestWords(shown.regions, POLISHED)
    if (weak.length === 0) return notices.say('There is no word in this variant that the model wrote.')
    goOnFrom(state, withoutWords(shown, weak))
  })

  /** Writes anew what the run wrote after the step that the timeline stands at, or at the chosen word's step and later. */
  const branch = onShown((state, shown) => {
    const open = timeline.store.getState()
    if (open !== null && open.at === open.steps)
      return notices.say('Nothing was written after this step. Go back to an earlier one, and branch from there.')
    const word = wordOf(state, shown)
    if (word === null) return notices.say('There is no word in this variant that the model wrote.')
    const step = open?.at ?? word.step - 1
    goOnFrom(state, shown.places && shownAs(shown.regions, branched(shown.places, step)))
  })

  const breed = onShown((state, shown) => {
    const next = state.offers[(state.shown + 1) % state.offers.length]
    if (next === undefined || next === shown)
      return notices.say('There is only one variant, so there is none to breed it with.')
    const passage = bred(passageOfOffer(state, state.shown), shown.regions, next.regions)
    if (leavesNothing(passage))
      return notices.say('The two variants are of the same words, so there is nothing to write anew.')
    const { settings } = state.request
    const request = { id: crypto.randomUUID() as RunId, passage, settings: { ...settings, seed: nextSeed(settings) } }
    void runs.goOn(request, [], state.offers.length)
  })

  /** Lets a run that was stopped go on where it was. */
  const resume = onShown(state => {
    if (!state.partial) return notices.say('This run is whole. More variants come with “More variants”.')
    const opened = asEarlier(state).filter(({ run }) => run === state.request.id)
    if (opened.length === 0 || opened.some(({ places }) => places === null))
      return notices.say('How far this run had come is not known any more, so it cannot go on. Fill the passage again.')
    const settings = { ...state.request.settings, variants: opened.length, care: 'quick' } as const
    start(state.request.passage, settings, opened, state.offers.length - opened.length)
  })

  function chooseWord(by: 1 | -1): void {
    keepTyped()
    runs.chooseWord(by)
  }

  return { reroll, polish, branch, breed, resume, chooseWord }
}
