import type { Random } from '../random.ts'
import type { Prediction } from './candidates.ts'
import type { Noise } from './noise.ts'

/** Tokens with their probabilities of being drawn, which sum to 1. */
export type Distribution = Readonly<{ ids: Int32Array; probabilities: Float64Array }>

/** A token, and the model's probability of it before noise and filters (0 to 1). */
export type Choice = Readonly<{ id: number; certainty: number }>

/**
 * What a prediction, likeliest first, is drawn by: at `temperature` (0: the likeliest alone), of the candidates that
 * the model gives `minP` of the likeliest one's probability or more (arXiv:2407.01082), within the smallest set whose
 * mass reaches `topP` (nucleus sampling, arXiv:1904.09751). Arithmetic in float64.
 *
 * @throws {RangeError} on an empty prediction.
 */
export function distributionOf(
  { ids, logProbabilities }: Prediction,
  { temperature, topP, minP }: Noise,
): Distribution {
  if (ids.length === 0) throw new RangeError('distributionOf: no candidates')
  if (temperature === 0) return { ids: ids.slice(0, 1), probabilities: Float64Array.of(1) }
  const top = logProbabilities[0]!
  const weights = Array.from(logProbabilities)
    .filter(log => Math.exp(log - top) >= minP)
    .map(log => Math.exp((log - top) / temperature))
  const mass = weights.reduce((sum, weight) => sum + weight, 0)
  let kept = 0
  let nucleus = 0
  while (kept < weights.length && nucleus < topP * mass) nucleus += weights[kept++]!
  return {
    ids: ids.slice(0, kept),
    probabilities: Float64Array.from(weights.slice(0, kept), weight => weight / nucleus),
  }
}

/** Draws a token; takes one number from `random`. */
export function draw({ ids, probabilities }: Distribution, random: Random): number {
  let rest = random()
  for (let i = 0; i < ids.length; i++) {
    rest -= probabilities[i]!
    if (rest < 0) return ids[i]!
  }
  return ids.at(-1)!
}

/** Draws from a prediction, or from what wishes made of it; certainty is the prediction's own. See `distributionOf`. */
export function choose(prediction: Prediction, noise: Noise, random: Random, wished = prediction): Choice {
  const distribution = distributionOf(wished, noise)
  const id = noise.temperature === 0 ? distribution.ids[0]! : draw(distribution, random)
  return { id, certainty: certaintyOf(prediction, id) }
}

export function certaintyOf({ ids, logProbabilities }: Prediction, id: number): number {
  const at = ids.indexOf(id)
  return at < 0 ? 0 : Math.min(1, Math.exp(logProbabilities[at]!))
}

export function probabilityOf({ ids, probabilities }: Distribution, id: number): number {
  const at = ids.indexOf(id)
  return at < 0 ? 0 : probabilities[at]!
}
