import type { Strategy } from './masked.ts'

/** The first open place: the order of a causal model, with the right side in view. */
export const leftToRight: Strategy = offers => offers.slice(0, 1)
