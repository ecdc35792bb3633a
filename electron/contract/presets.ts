import type { RunSettings } from './infill.ts'

/** What a preset sets of a run; the rest stays as it is. */
export type PresetRun = Pick<RunSettings, 'strength' | 'length' | 'temperature' | 'care'>
/** Settings under a name. `id` stays when the writer renames it, so that its key does too. */
export type Preset = Readonly<{ id: string; name: string; run: PresetRun }>

export const PRESETS_MAX = 40
export const PRESET_NAME_CHARS_MAX = 40

/** The presets that the studio comes with. */
export const usualPresets: readonly Preset[] = [
  {
    id: 'polish',
    name: 'Polish lightly',
    run: { strength: 0.25, length: { kind: 'same' }, temperature: 0.5, care: 'normal' },
  },
  { id: 'rework', name: 'Rework', run: { strength: 0.6, length: { kind: 'auto' }, temperature: 0.7, care: 'normal' } },
  { id: 'wild', name: 'Wild', run: { strength: 1, length: { kind: 'auto' }, temperature: 1.2, care: 'careful' } },
  {
    id: 'shorten',
    name: 'Shorten',
    run: { strength: 0.8, length: { kind: 'shorter' }, temperature: 0.7, care: 'normal' },
  },
]

export function presetRunOf({ strength, length, temperature, care }: RunSettings): PresetRun {
  return { strength, length, temperature, care }
}

/** Whether a run would be made as the preset says. */
export function isSetTo(settings: RunSettings, { run }: Preset): boolean {
  const sameLength =
    settings.length.kind === run.length.kind &&
    (settings.length.kind !== 'words' || run.length.kind !== 'words' || settings.length.words === run.length.words)
  const { strength, temperature, care } = settings
  return sameLength && strength === run.strength && temperature === run.temperature && care === run.care
}
