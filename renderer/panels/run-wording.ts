import type { RunSettings } from '@contract/infill.ts'
import { samplers, strengthText } from './passage-wording.ts'
import { grouped, seedText } from './wording.ts'

/** A run's settings in a line; what is as a new library has it goes without saying. */
export function settingsText({ seed, strength, length, temperature, care, sampler, use, avoid }: RunSettings): string {
  const parts = [
    `seed ${seedText(seed)}`,
    strength < 1 ? `strength ${strengthText(strength)}` : '',
    length.kind === 'words' ? `${length.words} words` : length.kind === 'auto' ? '' : length.kind,
    `variety ${temperature.toFixed(2)}`,
    care === 'normal' ? '' : care,
    sampler === 'forward' ? '' : (samplers.find(it => it.value === sampler)?.label ?? sampler).toLowerCase(),
    use.length > 0 ? `uses ${use.join(', ')}` : '',
    avoid.length > 0 ? `avoids ${avoid.join(', ')}` : '',
  ]
  return parts.filter(part => part !== '').join(' · ')
}

/** A probability, 0 to 1: `62 %`, `under 1 %`. */
export const percentText = (share: number) => (share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`)

/** How certain the model was of a word. */
export function certaintyText({ certainty, step }: Readonly<{ certainty: number; step: number }>): string {
  return `${percentText(certainty)} certain when written, at step ${step}`
}

/** The chance of a word of so many nats: `almost certain`, `9 in 10`, `1 in 4,000`. */
export function oddsText(nats: number): string {
  const chance = Math.exp(-nats)
  if (chance > 0.95) return 'almost certain'
  if (chance >= 0.15) return `${Math.round(chance * 10)} in 10`
  // Two digits, the rest zeros: more would promise too much.
  return chance < 1e-6 ? 'under 1 in a million' : `1 in ${grouped(Math.round(Number((1 / chance).toPrecision(2))))}`
}
