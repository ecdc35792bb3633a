import { OPEN } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Tuning } from './tuning.ts'

/** How freely a token is drawn: temperature (0: the likeliest alone), nucleus and floor. */
export type Noise = Readonly<{ temperature: number }> & Pick<Tuning, 'topP' | 'minP'>

/**
 * The noise at this point of a draft: the temperature falls linearly with the share of its places that are written, so
 * that late words, which the text around them mostly decides, are drawn with little of it. What is written at step 0
 * was never open, so it does not count.
 */
export function noiseAt(draft: Draft, { temperature, cooling, topP, minP }: Noise & Pick<Tuning, 'cooling'>): Noise {
  if (cooling === 0) return { temperature, topP, minP }
  let open = 0
  let written = 0
  draft.ids.forEach((id, place) => {
    if (id === OPEN) open++
    else if (draft.step[place]! > 0) written++
  })
  return { temperature: temperature * (1 - (cooling * written) / Math.max(1, open + written)), topP, minP }
}
