import { surestFirst } from './surest-first.ts'
import type { Strategy } from './masked.ts'

/** Every place whose likeliest token has a probability of `threshold` (0 to 1) or more, or else the surest one (Fast-dLLM, arXiv:2505.22618). */
export function confidenceThreshold(threshold: number): Strategy {
  return offers => surestFirst(offers).filter(({ certainty }, i) => i === 0 || certainty >= threshold)
}
