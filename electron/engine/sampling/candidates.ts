import { EngineFault } from '../faults.ts'
import type { Canvas, Slot } from '../layout.ts'
import type { Readings } from '../onnx.ts'
import { Trait } from '../vocabulary.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Avoid } from './avoid.ts'
import { OPEN } from './draft.ts'
import type { Draft } from './draft.ts'
import { raisedBy } from './use.ts'
import type { Use } from './use.ts'

/** What the model predicts for one place, likeliest first: ids and their log-probabilities in nats. */
export type Prediction = Readonly<{ ids: Int32Array; logProbabilities: Float64Array; entropy: number }>

/** What may be written: the model's tokens, and the writer's wishes for this canvas. */
export type Language = Readonly<{ vocabulary: Vocabulary; blank: number; avoid?: Avoid; use?: Use }>

/**
 * Row `row` of the readings. With `blank` false a place must not stay empty: its mass is shared out over the other
 * candidates, p / (1 - p_blank), and the entropy follows.
 */
export function predictionAt(readings: Readings, row: number, blankId: number, blank: boolean): Prediction {
  const K = readings.candidates
  const ids = readings.topIds.subarray(row * K, (row + 1) * K)
  const logProbabilities = Float64Array.from(
    readings.topLogits.subarray(row * K, (row + 1) * K),
    logit => logit - readings.logSumExp[row]!,
  )
  const entropy = readings.entropy[row]!
  const at = blank ? -1 : ids.indexOf(blankId)
  if (at < 0) return { ids, logProbabilities, entropy }
  return withoutBlank({ ids, logProbabilities, entropy }, at)
}

function withoutBlank({ ids, logProbabilities, entropy }: Prediction, at: number): Prediction {
  const logBlank = logProbabilities[at]!
  const rest = Math.max(1e-9, 1 - Math.exp(logBlank))
  const others = Array.from(ids.keys()).filter(i => i !== at)
  return {
    ids: Int32Array.from(others, i => ids[i]!),
    logProbabilities: Float64Array.from(others, i => logProbabilities[i]! - Math.log(rest)),
    entropy: Math.max(0, (entropy + Math.exp(logBlank) * logBlank) / rest + Math.log(rest)),
  }
}

/** Whether the slot may end at `place`: enough is written, nothing is written behind, and a sentence is not left open. */
export function mayEnd(draft: Draft, slot: Slot, place: number, { vocabulary }: Language): boolean {
  const at = place - slot.start
  if (at < slot.least) return false
  for (let p = place + 1; p < slot.start + slot.places; p++) if (draft.ids[p] !== OPEN) return false
  const previous = draft.ids[place - 1]
  if (!slot.ends || previous === undefined || previous === OPEN || at === 0) return true
  return (vocabulary.traits[previous]! & Trait.ends) !== 0
}

/** Places too few for another sentence. */
const SHORT_OF_A_SENTENCE = 6

/** Whether the slot ends at `place`, where it may: a sentence is whole, and what room is left is too small for another. */
export function mustEnd(draft: Draft, slot: Slot, place: number, language: Language): boolean {
  const previous = draft.ids[place - 1]
  if (!slot.ends || previous === undefined || previous < 0 || !mayEnd(draft, slot, place, language)) return false
  if (language.avoid?.(draft.ids, place, language.blank) === true) return false
  return slot.start + slot.places - place <= SHORT_OF_A_SENTENCE && place > slot.start
}

/**
 * The candidates that may stand at `place`, by what a writer's text allows and by the repetition guard. When the guard
 * leaves nothing it gives way; when the rules do, the likeliest candidate that is text stays. What the writer avoids
 * never stays.
 *
 * @throws {EngineFault} `all-avoided` when it is all that the model offers.
 */
export function admissible(
  prediction: Prediction,
  canvas: Canvas,
  draft: Draft,
  slot: Slot,
  place: number,
  language: Language,
): Prediction {
  const text = indices(prediction, id => isText(id, language))
  const fit = text.filter(i => isAllowed(prediction.ids[i]!, slot, place, language))
  const rest = fit.length > 0 ? fit : text.slice(0, 1)
  const allowed = rest.filter(i => language.avoid?.(draft.ids, place, prediction.ids[i]!) !== true)
  if (allowed.length === 0) throw allAvoided()
  const repeats = repetitions(canvas, draft, slot, place, language)
  const fresh = allowed.filter(i => !repeats.has(prediction.ids[i]!))
  return pick(prediction, fresh.length > 0 ? fresh : allowed)
}

/** What a place is drawn by: the admissible candidates, and what the writer wants to see raised among them. */
export function favoured(
  admitted: Prediction,
  draft: Draft,
  slot: Slot,
  place: number,
  language: Language,
): Prediction {
  const wanted = language.use?.(draft.ids, slot, place)
  if (wanted === undefined || wanted.size === 0) return admitted
  const may = (id: number) => isAllowed(id, slot, place, language) && language.avoid?.(draft.ids, place, id) !== true
  return raisedBy(admitted, new Map([...wanted].filter(([id]) => may(id))))
}

function allAvoided(): EngineFault {
  return new EngineFault(
    'all-avoided',
    'Every word that the model would write at one place is among the words to avoid. Avoid fewer, or choose another passage.',
  )
}

function indices(prediction: Prediction, keep: (id: number) => boolean): number[] {
  return Array.from(prediction.ids.keys()).filter(i => keep(prediction.ids[i]!))
}

function pick(prediction: Prediction, at: readonly number[]): Prediction {
  return {
    ids: Int32Array.from(at, i => prediction.ids[i]!),
    logProbabilities: Float64Array.from(at, i => prediction.logProbabilities[i]!),
    entropy: prediction.entropy,
  }
}

function isText(id: number, { vocabulary, blank }: Language): boolean {
  return id === blank || (vocabulary.traits[id]! & Trait.unusable) === 0
}

function isAllowed(id: number, slot: Slot, place: number, language: Language): boolean {
  if (id === language.blank) return true
  const traits = language.vocabulary.traits[id]!
  if ((traits & Trait.unusable) !== 0) return false
  if (!slot.lines && (traits & Trait.layout) !== 0) return false
  if (!slot.quotes && (traits & Trait.quotes) !== 0) return false
  if (place > slot.start) return true
  return slot.opening === 'spaced' ? (traits & Trait.spaced) !== 0 : (traits & Trait.leadsWhite) === 0
}

/** The longest run of written text that may come again within a region, and of the context, in tokens. */
const OWN_REPEAT = 3
const CONTEXT_REPEAT = 6

/**
 * Ids that would repeat at `place`: the neighbour's own (parallel commits stutter), one that completes a run of three
 * tokens that this draft has already, or of six that stand in the context before.
 */
function repetitions(
  canvas: Canvas,
  draft: Draft,
  slot: Slot,
  place: number,
  { vocabulary }: Language,
): ReadonlySet<number> {
  const found = new Set<number>()
  const end = slot.start + slot.places
  const next = place + 1 < end ? draft.ids[place + 1]! : OPEN
  const before = [
    ...canvas.ids.subarray(Math.max(0, slot.before - CONTEXT_REPEAT), slot.before),
    ...draft.ids.subarray(slot.start, place),
  ]
  for (const id of [next, before.at(-1) ?? OPEN]) if (id >= 0) found.add(id)
  addCompletions(found, draft.ids, tailIn(before, OWN_REPEAT - 1))
  addCompletions(found, canvas.ids.subarray(0, slot.before), tailIn(before, CONTEXT_REPEAT - 1))
  for (const id of found) if (mayDouble(id, vocabulary)) found.delete(id)
  return found
}

/** Sub-words such as "in" in "mining" stand beside themselves in no word; digits and layout do. */
function mayDouble(id: number, { texts }: Vocabulary): boolean {
  return /^[\s\d]*$/.test(texts[id] ?? '')
}

/** The last `length` ids, or none when some are open. */
function tailIn(ids: readonly number[], length: number): readonly number[] {
  const tail = ids.slice(-length)
  return tail.length < length || tail.includes(OPEN) ? [] : tail
}

function addCompletions(found: Set<number>, text: Int32Array, tail: readonly number[]): void {
  if (tail.length === 0) return
  for (let i = tail.length; i < text.length; i++) {
    if (text[i]! >= 0 && tail.every((id, k) => text[i - tail.length + k] === id)) found.add(text[i]!)
  }
}
