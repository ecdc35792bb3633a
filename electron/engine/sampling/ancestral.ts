import type { Strategy } from './masked.ts'

/**
 * Each open place by chance, so that on a linear schedule all are written after `steps`: the reverse process itself,
 * without regard to certainty (MDLM, arXiv:2406.07524). A step at which chance takes none commits the first place.
 */
export function ancestral(steps: number): Strategy {
  return (offers, { step, random }) => {
    const share = 1 / Math.max(1, steps - step + 1)
    const taken = offers.filter(() => random() < share)
    return taken.length > 0 ? taken : offers.slice(0, 1)
  }
}
