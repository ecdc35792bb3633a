import { useState } from 'react'
import type { RunSettings } from '@contract/infill.ts'
import { isSetTo, presetRunOf, PRESET_NAME_CHARS_MAX, PRESETS_MAX, usualPresets } from '@contract/presets.ts'
import type { Preset } from '@contract/presets.ts'
import css from '../theme/Presets.module.css'
import { IconButton } from './IconButton.tsx'
import { PencilIcon, PlusIcon, RestoreIcon, TrashIcon } from './icons.tsx'
import { useTakenOnce } from './taken-once.ts'
import { withKeys } from './wording.ts'
import type { KeyOf } from './wording.ts'

type PresetFieldProps = Readonly<{
  settings: RunSettings
  presets: readonly Preset[]
  describedBy: string
  keyOf: KeyOf
  onUse: (preset: Preset) => void
  /** `lost`: says what went by it, if anything did. */
  onChange: (presets: readonly Preset[], lost?: string) => void
}>

/** A preset is named anew, or one is made of the settings as they are. */
type Naming = Readonly<{ id: string | null; name: string }>

/** Settings under a name: chosen, made of what is set, changed to it, named, deleted, put back. */
export function PresetField({ settings, presets, describedBy, keyOf, onUse, onChange }: PresetFieldProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [naming, setNaming] = useState<Naming | null>(null)
  const held = presets.find(preset => isSetTo(settings, preset)) ?? presets.find(({ id }) => id === chosen) ?? null
  const moved = held !== null && !isSetTo(settings, held)
  const replace = (id: string, part: Partial<Preset>, lost?: string) =>
    onChange(
      presets.map(preset => (preset.id === id ? { ...preset, ...part } : preset)),
      lost,
    )

  const name = (named: string | null) => {
    setNaming(null)
    if (naming === null || named === null || named === '') return
    if (naming.id !== null) {
      replace(naming.id, { name: named })
      return
    }
    const made: Preset = { id: crypto.randomUUID(), name: named, run: presetRunOf(settings) }
    setChosen(made.id)
    onChange([...presets, made])
  }
  return (
    <div className={css.presets} role="group" aria-label="Presets" aria-describedby={describedBy}>
      <div className={css.chips}>
        {presets.map(preset => (
          <button
            key={preset.id}
            type="button"
            className={css.chip}
            aria-pressed={isSetTo(settings, preset)}
            title={withKeys(preset.name, keyOf(`preset-${preset.id}`))}
            onClick={() => {
              setChosen(preset.id)
              onUse(preset)
            }}
          >
            {preset.name}
          </button>
        ))}
        <IconButton
          name="Make a preset of these settings"
          disabled={presets.length >= PRESETS_MAX}
          onClick={() => setNaming({ id: null, name: '' })}
        >
          <PlusIcon />
        </IconButton>
      </div>
      {naming === null ? (
        <div className={css.acts}>
          {moved && (
            <button
              type="button"
              className={css.text}
              onClick={() => replace(held.id, { run: presetRunOf(settings) }, `The preset “${held.name}” is changed.`)}
            >
              Change “{held.name}” to this
            </button>
          )}
          {held !== null && (
            <>
              <IconButton
                name={`Rename the preset ${held.name}`}
                onClick={() => setNaming({ id: held.id, name: held.name })}
              >
                <PencilIcon />
              </IconButton>
              <IconButton
                name={`Delete the preset ${held.name}`}
                onClick={() =>
                  onChange(
                    presets.filter(({ id }) => id !== held.id),
                    `The preset “${held.name}” is deleted.`,
                  )
                }
              >
                <TrashIcon />
              </IconButton>
            </>
          )}
          {!isUsual(presets) && (
            <IconButton
              name="Put the studio’s own presets back"
              disabled={withUsual(presets).length > PRESETS_MAX}
              onClick={() => onChange(withUsual(presets), 'The studio’s own presets are as they came.')}
            >
              <RestoreIcon />
            </IconButton>
          )}
        </div>
      ) : (
        <NameField key={naming.id} name={naming.name} onDone={name} />
      )}
    </div>
  )
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  return (
    <input
      className={css.name}
      aria-label="Name of the preset"
      placeholder="A name, then Enter"
      maxLength={PRESET_NAME_CHARS_MAX}
      autoFocus
      {...useTakenOnce(name, onDone)}
    />
  )
}

function isUsual(presets: readonly Preset[]): boolean {
  return usualPresets.every(usual => presets.some(it => JSON.stringify(it) === JSON.stringify(usual)))
}

/** The studio's own as they came, before the writer's. */
function withUsual(presets: readonly Preset[]): readonly Preset[] {
  const own = presets.filter(({ id }) => usualPresets.every(usual => usual.id !== id))
  return [...usualPresets, ...own]
}
