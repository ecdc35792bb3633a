import type { Random } from '../random.ts'
import type { Prediction } from './candidates.ts'

/** A token, and the model's probability of it before noise and filters (0 to 1). */
export type Choice = Readonly<{ id: number; certainty: number }>

/**
 * Draws from a prediction, likeliest first, at `temperature` (0 takes the likeliest) within the smallest set whose
 * mass reaches `topP` (nucleus sampling, arXiv:1904.09751). Arithmetic in float64.
 *
 * @throws {RangeError} on an empty prediction.
 */
export function choose(
  { ids, logProbabilities }: Prediction,
  temperature: number,
  topP: number,
  random: Random,
): Choice {
  if (ids.length === 0) throw new RangeError('choose: no candidates')
  const choice = (i: number): Choice => ({ id: ids[i]!, certainty: Math.min(1, Math.exp(logProbabilities[i]!)) })
  if (temperature === 0) return choice(0)
  const top = logProbabilities[0]!
  const weights = Array.from(logProbabilities, log => Math.exp((log - top) / temperature))
  const mass = weights.reduce((sum, weight) => sum + weight, 0)
  let kept = 0
  let nucleus = 0
  while (kept < weights.length && nucleus < topP * mass) nucleus += weights[kept++]!
  let rest = random() * nucleus
  for (let i = 0; i < kept; i++) {
    rest -= weights[i]!
    if (rest < 0) return choice(i)
  }
  return choice(Math.max(0, kept - 1))
}
