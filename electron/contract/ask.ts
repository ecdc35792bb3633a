import type { Fit, Passage, Surroundings, VariantText } from './infill.ts'
import type { Places } from './places.ts'

export type QuestionId = string & { readonly __brand: 'QuestionId' }

/** A text as a run left it: what that run read (`around` is added by main, as for a run), and what it wrote. */
export type Written = Readonly<{ passage: Passage; places: Places; around?: Surroundings }>

/**
 * What may be asked of the model beside its runs. It changes no text.
 * `alternatives`: other words in the place of one, which stands at the places `word`; none has a word of `avoid`.
 * `certainties`: how sure the model is of each word, now that all the others stand.
 * `surprise`: the same for a text that need not be the model's: the regions of `passage`.
 */
export type Question = Readonly<{ id: QuestionId }> &
  Readonly<
    | { kind: 'alternatives'; of: Written; word: readonly number[]; avoid: readonly string[] }
    | { kind: 'certainties'; of: Written }
    | { kind: 'surprise'; passage: Passage }
  >

/** The most alternatives that are offered for a word. */
export const ALTERNATIVES = 8

/**
 * A word that could stand there. `certainty` (0 to 1): the model's probability of its least certain token, given all
 * the rest. `change`: what it adds to the fit of the text, in nats a token; `variant`: the text with it.
 */
export type Alternative = Readonly<{
  text: string
  certainty: number
  change: Fit
  variant: VariantText & Readonly<{ fit: Fit }>
}>

/** A word of region `region`, without the punctuation at its ends: its range there and -log p in nats, 0 or more. */
export type WordSurprise = Readonly<{ region: number; from: number; to: number; nats: number }>

export type Answer =
  | Readonly<{ kind: 'alternatives'; alternatives: readonly Alternative[] }>
  /** One entry a place, 0 to 1; null where nothing that counts is written. */
  | Readonly<{ kind: 'certainties'; certainties: readonly (number | null)[] }>
  | Readonly<{ kind: 'surprise'; words: readonly WordSurprise[] }>
export type AnswerTo<K extends Question['kind']> = Extract<Answer, { kind: K }>
