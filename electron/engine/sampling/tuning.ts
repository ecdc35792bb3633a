/** What of the sampling is no writer's setting: it belongs to the model, and is fitted by evaluation. */
export type Tuning = Readonly<{
  /** Share of the mass that the nucleus keeps, 0 to 1. */
  topP: number
  /** Candidates stay from this share of the likeliest one's probability on, 0 (all) to 1. */
  minP: number
  /** Share of the temperature that is lost over a run, 0 (none) to 1 (it ends at 0). */
  cooling: number
  /** Nats of entropy that the entropy-bounded sampler commits at a step. */
  gamma: number
  /** How many of the first open places masked sampling commits from. */
  window: number
  /** Places that forward-checked sampling drafts at once. */
  checkedWindow: number
  /** Certainty from which on the threshold sampler commits a place together with others. */
  threshold: number
  /** What is added to the log-probability of the first token of a word that the writer wants, in nats. */
  useNats: number
  /** Places that the samplers on a schedule commit at a step, on average. */
  placesAStep: number
  /** Steps from one pass over the whole canvas to the next, where the context is full. */
  refresh: number
}>

/**
 * Gamma and window are of the starter's makers, and cooling and the floor help nothing certain (models/starter/README.md);
 * the threshold is of its paper; the rest is chosen, not fitted.
 */
export const DEFAULT_TUNING: Tuning = {
  topP: 0.95,
  minP: 0,
  cooling: 0,
  gamma: 0.3,
  window: 8,
  checkedWindow: 4,
  threshold: 0.9,
  useNats: 5,
  placesAStep: 1.5,
  refresh: 4,
}
