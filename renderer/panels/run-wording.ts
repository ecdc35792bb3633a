import type { RunSettings } from '@contract/infill.ts'
import { samplers, strengthText } from './passage-wording.ts'
import { seedText } from './wording.ts'

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
