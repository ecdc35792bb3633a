import type { Around, Length, RunSettings, SamplerName } from '@contract/infill.ts'
import type { Choice } from './Segmented.tsx'

/** What each setting does, in plain words; `none` while the writer points at no setting. */
export const hints = {
  none: 'Select a passage and fill it, or put the caret where words are missing. The text around it stays as it is.',
  preset: 'Strength, length, variety and care under a name. Choose one, or make your own of what is set below.',
  strength: 'How much of the passage is given up. At 100 % all of it is written anew; below, some of its words stay.',
  gap: 'How many words you wish this gap to hold. Auto goes by the length set below.',
  region:
    'How long you wish this region to become, whatever else is filled with it. Auto goes by the length set below.',
  links: 'Links and inline code in a passage: they stay as locked words do, or may be written anew like all others.',
  length: 'How long the new passage may be. Auto lets the model choose, starting from the length of the old one.',
  variants: 'How many versions are offered to choose from. More take longer.',
  variety: 'How freely words are chosen. Steady takes the likeliest words, wild takes risks.',
  care: 'How many tries are made for each version shown; the best are kept. Careful takes about four times as long.',
  use: 'Words or phrases you would like to see, with commas between them. They become likelier; there is no promise.',
  avoid:
    'Words or phrases that are never written, whatever their case or accents. Commas go between them; your own text may have them.',
  around:
    'What is read beside this document where it is short: nothing, the scenes before and after it, or these and its title and synopsis. They are never changed.',
  sampler:
    'Start to end writes each word after the one before it. Surest first begins with the words that are clearest from both sides.',
  seed: 'The number all chance is drawn from. The same seed, passage and settings give the same text again.',
} as const
export type HintName = keyof typeof hints

export const variantCounts: readonly Choice<string>[] = ['1', '2', '3', '4', '5', '6', '7', '8'].map(value => ({
  value,
  label: value,
}))
export const cares: readonly Choice<RunSettings['care']>[] = [
  { value: 'quick', label: 'Quick' },
  { value: 'normal', label: 'Normal' },
  { value: 'careful', label: 'Careful' },
]
export const arounds: readonly Choice<Around>[] = [
  { value: 'nothing', label: 'Nothing' },
  { value: 'scenes', label: 'Scenes' },
  { value: 'outline', label: 'Outline too', name: 'Scenes and outline' },
]
export const samplers: readonly (Choice<SamplerName> & Readonly<{ label: string }>)[] = [
  { value: 'forward', label: 'Start to end' },
  { value: 'entropy', label: 'Surest first' },
]
export const linkChoices: readonly Choice<'stay' | 'change'>[] = [
  { value: 'stay', label: 'Stay' },
  { value: 'change', label: 'May change' },
]
export const lengths: readonly Choice<Length['kind']>[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'same', label: 'Same' },
  { value: 'shorter', label: 'Shorter' },
  { value: 'longer', label: 'Longer' },
  { value: 'words', label: 'N', name: 'Number of words' },
]

/** A strength (0 to 1) as it is shown: `70 %`. */
export function strengthText(strength: number): string {
  return `${Math.round(strength * 100)}\u202f%`
}
