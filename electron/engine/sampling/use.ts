import type { Canvas, Slot } from '../layout.ts'
import { placesOf, plainForm } from '../plain-form.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Prediction } from './candidates.ts'
import { OPEN } from './draft.ts'

/** Tokens that a wish raises at a place, with what is added to the log-probability of each, in nats. */
export type Use = (ids: Int32Array, slot: Slot, place: number) => ReadonlyMap<number, number>

/** A begun word is finished: what this adds outweighs nearly any other token. */
const CONTINUE_NATS = 12

/**
 * A presence bias for wanted words and phrases: the first token of each that is not written yet is raised by `nats`
 * where it can begin and has room, and the next token of one that is begun by `CONTINUE_NATS`. Once it is written the
 * bias is gone. It makes a word likelier and promises nothing.
 */
export function using({ slots }: Canvas, vocabulary: Vocabulary, wanted: readonly string[], nats: number): Use {
  const words = wanted.map(text => ({
    form: plainForm(text),
    spaced: vocabulary.encode(` ${text}`),
    tight: vocabulary.encode(text),
  }))
  const none: ReadonlyMap<number, number> = new Map()
  if (words.length === 0) return () => none
  const textOf = (ids: Int32Array, from: number, to: number) =>
    plainForm(Array.from(ids.subarray(from, to), id => (id < 0 ? '\n' : (vocabulary.texts[id] ?? ''))).join(''))

  return (ids, slot, place) => {
    const written = slots.map(({ start, places }) => textOf(ids, start, start + places))
    const raised = new Map<number, number>()
    for (const { form, spaced, tight } of words) {
      if (written.some(text => placesOf(text, form).length > 0)) continue
      const begun = begunAt(ids, slot, place, spaced) ?? begunAt(ids, slot, place, tight)
      if (begun !== null) return new Map([[begun, CONTINUE_NATS]])
      const tokens = place === slot.start && slot.opening === 'tight' ? tight : spaced
      if (hasRoom(ids, slot, place, tokens)) raised.set(tokens[0]!, nats)
    }
    return raised
  }
}

/** The token of a word that comes at `place` when the ones before it are written right before; null when none is begun. */
function begunAt(ids: Int32Array, slot: Slot, place: number, tokens: Int32Array): number | null {
  for (let k = Math.min(tokens.length - 1, place - slot.start); k > 0; k--) {
    const begun = tokens.subarray(0, k).every((id, i) => ids[place - k + i] === id)
    if (begun && hasRoom(ids, slot, place, tokens.subarray(k))) return tokens[k]!
  }
  return null
}

function hasRoom(ids: Int32Array, slot: Slot, place: number, tokens: Int32Array): boolean {
  if (tokens.length === 0 || place + tokens.length > slot.start + slot.places) return false
  return tokens.every((_, i) => ids[place + i] === OPEN)
}

/**
 * A prediction with the raised tokens raised, likeliest first. One that is not among the candidates counts as a little
 * less likely than the last of them.
 */
export function raisedBy(prediction: Prediction, raised: ReadonlyMap<number, number>): Prediction {
  if (raised.size === 0) return prediction
  const logs = new Map(Array.from(prediction.ids, (id, i) => [id, prediction.logProbabilities[i]!]))
  const least = Math.min(...logs.values()) - 1
  for (const [id, nats] of raised) logs.set(id, (logs.get(id) ?? least) + nats)
  const sorted = [...logs].sort(([a, p], [b, q]) => q - p || a - b)
  return {
    ids: Int32Array.from(sorted, ([id]) => id),
    logProbabilities: Float64Array.from(sorted, ([, log]) => log),
    entropy: prediction.entropy,
  }
}
