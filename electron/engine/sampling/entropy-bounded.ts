import type { Strategy } from './masked.ts'

/**
 * In order of rising entropy, the largest set whose summed entropy minus its largest stays under `gamma` nats: a bound
 * on what is lost by choosing the places without sight of each other (EB-Sampler, arXiv:2505.24857).
 */
export function entropyBounded(gamma: number): Strategy {
  return offers => {
    const sure = [...offers].sort((a, b) => a.prediction.entropy - b.prediction.entropy || a.place - b.place)
    let spent = 0
    return sure.filter((offer, i) => {
      const fits = i === 0 || spent <= gamma
      spent += offer.prediction.entropy
      return fits
    })
  }
}
