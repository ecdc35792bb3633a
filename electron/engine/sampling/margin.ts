import type { Offer, Strategy } from './masked.ts'

/**
 * The `1 / steps` of the places at which the likeliest token leads the second most: sure of the one over the other,
 * rather than sure of anything (top probability margin, arXiv:2502.06768).
 */
export function margin(steps: number): Strategy {
  return (offers, { places }) =>
    [...offers].sort((a, b) => lead(b) - lead(a) || a.place - b.place).slice(0, Math.max(1, Math.ceil(places / steps)))
}

function lead({ prediction: { logProbabilities } }: Offer): number {
  return Math.exp(logProbabilities[0]!) - Math.exp(logProbabilities[1] ?? -Infinity)
}
