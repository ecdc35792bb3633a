import type { Places } from './places.ts'
import type { Fault } from './result.ts'

export type RunId = string & { readonly __brand: 'RunId' }

/** Half-open range of UTF-16 code units in a text. */
export type CharRange = Readonly<{ from: number; to: number }>

/**
 * A stretch of the text that the model reads, in reading order. Fixed text never changes. A region may: all of it but
 * `kept`, which are its locks and the words that a strength below 1 keeps (sorted, not overlapping). A region of empty
 * text is a gap. Blocks are parted by fixed text that holds their line breaks, so a region never spans two blocks;
 * `lines` allows line breaks inside it all the same (code). `original` is what stands in the document, where `text` is of
 * a variant already. `length` is wished of this region alone; without it, the run's goes.
 */
export type Span =
  | Readonly<{ kind: 'fixed'; text: string }>
  | Readonly<{
      kind: 'region'
      text: string
      kept: readonly CharRange[]
      lines?: boolean
      original?: string
      length?: Length
    }>
export type Passage = readonly Span[]

export type Length =
  Readonly<{ kind: 'auto' | 'same' | 'shorter' | 'longer' }> | Readonly<{ kind: 'words'; words: number }>

/**
 * How places are chosen. `forward` writes each region from its start to its end with both sides in view;
 * `forward-checked` gives texts of the same distribution, several places drafted masked and checked at once. The others
 * denoise masked places within a window of the first open ones, and differ in what they commit at a step: `entropy`
 * (bounded) what the model is sure of, `threshold` and `top-k` by certainty, `margin` by the lead over the second
 * choice, `left-to-right` the first place, `ancestral` by chance.
 */
export const SAMPLERS = [
  'forward',
  'forward-checked',
  'entropy',
  'threshold',
  'top-k',
  'margin',
  'left-to-right',
  'ancestral',
] as const
export type SamplerName = (typeof SAMPLERS)[number]

/**
 * What a run reads beside its own document, where that is short: nothing, the scenes before and after it, or these and
 * the outline (titles and synopses).
 */
export const AROUNDS = ['nothing', 'scenes', 'outline'] as const
export type Around = (typeof AROUNDS)[number]
/** Text outside the document, nearest to it. The model reads it, and no run changes it. Each may be empty. */
export type Surroundings = Readonly<{ outline: string; before: string; after: string }>

export type RunSettings = Readonly<{
  /** 1 to 8. */
  variants: number
  length: Length
  /** Share of each region's words given up to noise, 0 to 1. Already applied in `Span.kept`; recorded to be shown. */
  strength: number
  /** 0 (always the likeliest word) to 1.5. */
  temperature: number
  /** An unsigned 32-bit integer. Variant i draws from a generator of its own, made of `seed` and i. */
  seed: number
  sampler: SamplerName
  /** How many tries are made for each variant shown, the best by fit being kept: see `TRIES_A_VARIANT`. */
  care: 'quick' | 'normal' | 'careful'
  /** Words and phrases that the writer wants to see (no promise), and those that are never written: see `wishes.ts`. */
  use: readonly string[]
  avoid: readonly string[]
  around: Around
}>

/** Tries that are written for each variant shown. */
export const TRIES_A_VARIANT: Readonly<Record<RunSettings['care'], number>> = { quick: 1, normal: 2, careful: 4 }

/** The most fresh tries for each variant shown, where others came out alike. */
export const FRESH_TRIES_A_VARIANT = 2

/**
 * `start`: what the tries go on from, try i from `start[i % length]`; without it all places are open. `around`: what
 * main found around the document, as the settings wish it.
 */
export type RunRequest = Readonly<{
  id: RunId
  passage: Passage
  settings: RunSettings
  start?: readonly Places[]
  around?: Surroundings
}>

/**
 * A piece of a region's text. `certainty` (0 to 1): the model's probability for it when it was written, at `step`.
 * `place`: its index in the variant's `Places`; runs recorded before there were any have none.
 */
export type Piece =
  | Readonly<{ kind: 'kept'; text: string }>
  | Readonly<{ kind: 'written'; text: string; certainty: number; step: number; place?: number }>
  | Readonly<{ kind: 'open' }>

/** One region's pieces, in reading order. */
export type RegionText = readonly Piece[]

/** The pieces of each region, and what another run would go on from: null in runs recorded before that was kept. */
export type VariantText = Readonly<{ regions: readonly RegionText[]; places: Places | null }>

/** The canvas as it stands. `of` is the number of steps foreseen. */
export type Snapshot = Readonly<{ run: RunId; step: number; of: number; variants: readonly VariantText[] }>

/** Mean log-probability a token, in nats (0 is certain), of the written text and of the first words after it. */
export type Fit = Readonly<{ text: number; after: number }>

/** `fit` and `places` are null where nothing was written, so that nothing was measured. */
export type Variant = VariantText & Readonly<{ seed: number; fit: Fit | null }>

export type RunReport = Readonly<{
  /** Best fit first. */
  variants: readonly Variant[]
  /** Denoising steps, and the passes through the model of all kinds that they took. */
  steps: number
  passes: number
  milliseconds: number
  /** `id version` of the model, and the SHA-256 of its manifest. */
  model: string
  modelHash: string
  /** Name of the back end that computed it, as shown: `CPU`. */
  backend: string
}>

/** How a run ended. What was written before a stop or a fault is kept. */
export type RunEnd =
  | Readonly<{ kind: 'offered'; report: RunReport }>
  | Readonly<{ kind: 'stopped'; last: Snapshot | null }>
  | Readonly<{ kind: 'failed'; fault: Fault; last: Snapshot | null }>

/** The most words that one run may rewrite: what fits beside a useful context in the starter's canvas. */
export const REGION_WORDS_MAX = 400
/** The most words that a gap may be wished to hold. */
export const GAP_WORDS_MAX = 300
/** The most text (UTF-16 code units) of either side that is worth sending to the engine. */
export const CONTEXT_CHARS_MAX = 12_000
/** The most text (UTF-16 code units) around a document, on either side, that is worth sending: beyond what is read. */
export const AROUND_CHARS_MAX = 4_000

export function regionString(region: RegionText): string {
  return region.map(piece => (piece.kind === 'open' ? '' : piece.text)).join('')
}

/** A change in fit as a change of the share, before it is cut to 0 and 1. */
export function fitChange({ text, after }: Fit): number {
  return (2 * text + after) / 3 / 6
}

/** A fit as a share: 1 is certain, 0 is six nats a token or worse; the text counts twice what follows it. */
export function fitShare({ text, after }: Fit): number {
  return Math.min(1, Math.max(0, 1 + fitChange({ text, after })))
}
