import { asEarlier } from './run-state.ts'
import type { EarlierOffer, Offer, RunState } from './run-state.ts'

/** The state with the offer that is shown changed; null where nothing is offered. */
function changed(state: RunState, change: (offer: EarlierOffer) => EarlierOffer): RunState | null {
  if (state.phase !== 'offered') return null
  const offers = asEarlier(state).map((offer, i) => (i === state.shown ? change(offer) : offer))
  return { ...state, offers, earlier: offers }
}

/**
 * The offer that is shown with the texts that the writer made of it, one for each target; `borrowed`: a phrase in them
 * that is another variant's.
 */
export function edited(state: RunState, texts: readonly string[], borrowed?: string): RunState {
  return (
    changed(state, offer => ({
      ...offer,
      edited: texts,
      ...(borrowed === undefined ? {} : { borrowed: [...(offer.borrowed ?? []), borrowed] }),
    })) ?? state
  )
}

/** The offer that is shown with another text of the model's. */
export function retaken(state: RunState, variant: Pick<Offer, 'regions' | 'places' | 'fit'>): RunState {
  return changed(state, offer => ({ ...offer, ...variant })) ?? state
}

/** The offer that is shown with a star, or without. */
export function starred(state: RunState, on: boolean): RunState {
  return changed(state, offer => ({ ...offer, starred: on })) ?? state
}

/** Without the offer that is shown; the next one is shown then. Null when it is the only one. */
export function rejected(state: RunState): RunState | null {
  if (state.phase !== 'offered' || state.offers.length < 2) return null
  const offers = asEarlier(state).filter((_, i) => i !== state.shown)
  return { ...state, offers, earlier: offers, word: null, shown: Math.min(state.shown, offers.length - 1) }
}
