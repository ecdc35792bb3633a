import type { EngineNews } from '@contract/engine.ts'
import { FRESH_TRIES_A_VARIANT, TRIES_A_VARIANT, fitShare, regionString } from '@contract/infill.ts'
import type {
  CharRange,
  Fit,
  Passage,
  RegionText,
  RunEnd,
  RunId,
  RunRequest,
  RunSettings,
  Snapshot,
  VariantText,
} from '@contract/infill.ts'
import { wordRanges } from '@contract/strength.ts'
import { wordsOf } from '@contract/written-words.ts'
import type { Word } from '@contract/written-words.ts'
import type { DocumentId } from '@contract/library.ts'

/**
 * A text that can be taken: one region text for each target. `index` is its number among the variants that its run left,
 * those that are not offered counted too. `fit` is null where it was not measured.
 */
export type Offer = VariantText &
  Readonly<{
    index: number
    seed: number
    fit: Fit | null
    starred?: boolean
    /** What the writer made of it, one text for each target. */
    edited?: readonly string[]
    /** Phrases in it that the writer took from other variants: the model's words all the same. */
    borrowed?: readonly string[]
  }>

/** An offer of an earlier run over the same place, with that run, and what it read. */
export type EarlierOffer = Offer & Readonly<{ run: RunId; passage: Passage }>

/** The run of this window. Positions are the editor's business; this is what was asked and what came. */
export type RunState =
  | Readonly<{ phase: 'idle' }>
  | Readonly<{
      phase: 'running'
      request: RunRequest
      document: DocumentId
      snapshot: Snapshot | null
      /** The writer stopped it, and its end has not been told yet. */
      stopping?: true
      /** Counts through what is offered already, then through the variants of this run. */
      shown: number
      /** Offers that stand while this run adds more to them. */
      earlier: readonly EarlierOffer[]
    }>
  | Readonly<{
      phase: 'offered'
      request: RunRequest
      document: DocumentId
      /** Those of earlier runs first. */
      offers: readonly Offer[]
      earlier: readonly EarlierOffer[]
      shown: number
      /** The word of the shown variant that is chosen: its index in `wordsOf`. */
      word: number | null
      /** The run was stopped or failed: some of its text is not written. */
      partial: boolean
      steps: number
      milliseconds: number | null
    }>

export const idle: RunState = { phase: 'idle' }

/** News of a run that is not this window's current one is dropped. */
export function afterNews(state: RunState, news: EngineNews): RunState {
  if (state.phase !== 'running') return state
  if (news.kind === 'step' && news.snapshot.run === state.request.id) return { ...state, snapshot: news.snapshot }
  if (news.kind === 'ended' && news.run === state.request.id) return afterEnd(state, news.end)
  return state
}

function afterEnd(state: Extract<RunState, { phase: 'running' }>, end: RunEnd): RunState {
  const { request, document, shown, earlier } = state
  const last = end.kind === 'offered' ? null : (end.last ?? state.snapshot)
  const fresh = offersOf(request, end.kind === 'offered' ? end : { ...end, last })
  const offers = [...earlier, ...fresh]
  if (offers.length === 0) return idle
  const best = Math.min(earlier.length, offers.length - 1)
  return {
    phase: 'offered',
    request,
    document,
    offers,
    earlier,
    shown: end.kind === 'offered' ? (shown < earlier.length ? shown : best) : Math.min(shown, offers.length - 1),
    word: null,
    partial: end.kind !== 'offered' && fresh.length > 0,
    steps: end.kind === 'offered' ? end.report.steps : (last?.step ?? 0),
    milliseconds: end.kind === 'offered' ? end.report.milliseconds : null,
  }
}

/** What a run had written when it ended early: the variants that have any words. */
function partialOffers({ settings }: RunRequest, { variants }: Snapshot): Offer[] {
  return variants
    .map((variant, index) => ({ ...variant, index, seed: (settings.seed + index) % 2 ** 32, fit: null }))
    .filter(({ regions }) => regions.some(pieces => pieces.some(piece => piece.kind === 'written')))
}

/** The next (1) or previous (-1) variant, round and round. */
export function turned(state: RunState, by: 1 | -1): RunState {
  if (state.phase === 'idle') return state
  const count = state.phase === 'offered' ? state.offers.length : state.earlier.length + state.request.settings.variants
  return count === 0 ? state : showing(state, (state.shown + by + count) % count)
}

export function showing(state: RunState, index: number): RunState {
  if (state.phase === 'idle') return state
  return state.phase === 'running' ? { ...state, shown: index } : { ...state, shown: index, word: null }
}

/** The next (1) or previous (-1) word of the shown variant is chosen, round and round. */
export function wordTurned(state: RunState, by: 1 | -1): RunState {
  if (state.phase !== 'offered') return state
  const count = wordsOf(state.offers[state.shown]?.regions ?? []).length
  if (count === 0) return state
  const from = state.word ?? (by === 1 ? -1 : 0)
  return { ...state, word: (from + by + count) % count }
}

/** The word that has this place is chosen. */
export function wordAtPlace(state: RunState, place: number): RunState {
  if (state.phase !== 'offered') return state
  const word = wordsOf(state.offers[state.shown]?.regions ?? []).findIndex(({ places }) => places.includes(place))
  return word < 0 ? state : { ...state, word }
}

/** The word at an offset into the text of region number `region` is chosen, or the nearest one that the run wrote. */
export function wordNear(state: RunState, region: number, offset: number): RunState {
  if (state.phase !== 'offered') return state
  const words = wordsOf(state.offers[state.shown]?.regions ?? [])
  const away = (word: Word) =>
    word.region === region ? Math.max(word.from - offset, offset - word.to, 0) : Number.POSITIVE_INFINITY
  const nearest = words.reduce<Word | null>((best, word) => (best && away(best) <= away(word) ? best : word), null)
  return nearest === null ? state : { ...state, word: words.indexOf(nearest) }
}

/** Blocks that a gap shows before its length is known. */
const GAP_BLOCKS = 6

/** The regions before the first step: what is kept, and an open place for each word that is not. */
export function maskedRegions({ passage }: RunRequest): RegionText[] {
  return passage.flatMap((span): RegionText[] => {
    if (span.kind === 'fixed') return []
    const words = wordRanges(span.text)
    if (words.length === 0) return [Array.from({ length: GAP_BLOCKS }, () => ({ kind: 'open' }))]
    const isKept = (word: CharRange) => span.kept.some(({ from, to }) => from <= word.from && word.to <= to)
    return [
      words.map(word =>
        isKept(word) ? { kind: 'kept', text: ` ${span.text.slice(word.from, word.to)} ` } : { kind: 'open' },
      ),
    ]
  })
}

/** The regions to draw over the page now. */
export function shownRegions(state: RunState): readonly RegionText[] {
  switch (state.phase) {
    case 'idle':
      return []
    case 'running':
      return (
        state.earlier[state.shown]?.regions ??
        state.snapshot?.variants[state.shown - state.earlier.length]?.regions ??
        maskedRegions(state.request)
      )
    case 'offered':
      return drawnRegions(state.offers[state.shown])
  }
}

/** A text that the writer changed has no certainty to show. */
function drawnRegions(offer: Offer | undefined): readonly RegionText[] {
  return offer?.edited?.map((text): RegionText => [{ kind: 'kept', text }]) ?? offer?.regions ?? []
}

/** Whether all of its places are written: they are not where its run was stopped. */
export function isWhole({ regions, edited }: Pick<Offer, 'regions' | 'edited'>): boolean {
  return edited !== undefined || regions.every(pieces => pieces.every(({ kind }) => kind !== 'open'))
}

/** Whether the writer has made another text of it. */
export function isChanged({ regions, edited }: Pick<Offer, 'regions' | 'edited'>): boolean {
  return edited?.some((text, i) => text !== regionString(regions[i] ?? [])) ?? false
}

export const offerText = ({ regions, edited }: Pick<Offer, 'regions' | 'edited'>) => edited ?? regions.map(regionString)
export const offerShare = ({ fit }: Offer) => (fit === null ? null : fitShare(fit))

/** All that is offered, each as what it is of its own run. */
export function asEarlier({ request, offers, earlier }: Extract<RunState, { phase: 'offered' }>): EarlierOffer[] {
  const { id: run, passage } = request
  return offers.map((offer, i) => earlier[i] ?? { ...offer, run, passage })
}

/** What the run of the offer at `index` read. */
export function passageOfOffer({ request, earlier }: Extract<RunState, { phase: 'offered' }>, index: number): Passage {
  return earlier[index]?.passage ?? request.passage
}

/** The texts of a passage's regions as one: those that only a footnote parts are one line, others are blocks. */
export function asOneText(passage: Passage, texts: readonly string[]): string {
  let next = 0
  return passage.reduce((all, span, i) => {
    if (span.kind === 'fixed') return all
    const joins = next === 0 || passage[i - 1]?.text === ''
    return all + (joins ? '' : '\n\n') + (texts[next++] ?? '')
  }, '')
}

/** The seed behind all that a run draws from, its tries that were not offered and all that may have replaced them included. */
export function nextSeed({ seed, variants, care }: RunSettings): number {
  return (seed + variants * (TRIES_A_VARIANT[care] + FRESH_TRIES_A_VARIANT)) % 2 ** 32
}

export function offersOf(request: RunRequest, end: RunEnd | null): readonly Offer[] {
  if (end?.kind === 'offered') return end.report.variants.map((variant, index) => ({ ...variant, index }))
  return end?.last ? partialOffers(request, end.last) : []
}
