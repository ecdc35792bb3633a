import { surestFirst } from './surest-first.ts'
import type { Strategy } from './masked.ts'

/** The surest `1 / steps` of the places at each step: low-confidence remasking on a linear schedule (LLaDA, arXiv:2502.09992). */
export function confidenceTopK(steps: number): Strategy {
  return (offers, { places }) => surestFirst(offers).slice(0, Math.max(1, Math.ceil(places / steps)))
}
