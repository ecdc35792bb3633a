import { useId, useState } from 'react'
import type { FocusEvent, MouseEvent, ReactNode } from 'react'
import { GAP_WORDS_MAX, REGION_WORDS_MAX } from '@contract/infill.ts'
import type { Length, RunSettings } from '@contract/infill.ts'
import type { Preset } from '@contract/presets.ts'
import css from '../theme/PassagePanel.module.css'
import { GapLength } from './GapLength.tsx'
import type { ChangeLength } from './GapLength.tsx'
import { LengthField } from './LengthField.tsx'
import { arounds, cares, hints, linkChoices, samplers, strengthText, variantCounts } from './passage-wording.ts'
import type { HintName } from './passage-wording.ts'
import { PresetField } from './PresetField.tsx'
import { counted } from './wording.ts'
import type { KeyOf } from './wording.ts'
import { RunButton } from './RunButton.tsx'
import type { RunButtonProps } from './RunButton.tsx'
import { SeedField } from './SeedField.tsx'
import { Segmented } from './Segmented.tsx'
import type { Choice } from './Segmented.tsx'
import { Slider } from './Slider.tsx'
import { WordsField } from './WordsField.tsx'

export type PassagePanelProps = Omit<RunButtonProps, 'strength'> &
  Readonly<{
    settings: RunSettings
    /** The writer chose the seed; otherwise each run draws its own. */
    seedFixed: boolean
    /** The gap that is selected or beside the caret. */
    gap: Readonly<{ number: number; words: number | null }> | null
    /** The marked region at the caret. `length` is null where it goes by the run's. */
    region: Readonly<{ number: number; words: number; length: Length | null }> | null
    linksLocked: boolean
    presets: readonly Preset[]
    keyOf: KeyOf
    onPresets: (presets: readonly Preset[], lost?: string) => void
    onChange: (settings: RunSettings) => void
    onGapWords: ChangeLength
    onRegionLength: (length: Length | null, session?: string) => void
    onLinksLocked: (locked: boolean) => void
    onSeedFixed: (fixed: boolean) => void
    onCopySeed: () => void
  }>

/** How the next run is made, and the button that makes it. */
export function PassagePanel({
  settings,
  seedFixed,
  gap,
  region,
  linksLocked,
  presets,
  keyOf,
  onPresets,
  onChange,
  onGapWords,
  onRegionLength,
  onLinksLocked,
  onSeedFixed,
  onCopySeed,
  ...run
}: PassagePanelProps) {
  const [hint, setHint] = useState<HintName>('none')
  const change = (part: Partial<RunSettings>) => onChange({ ...settings, ...part })
  const showHint = (event: MouseEvent | FocusEvent) => setHint(hintAt(event.target))

  return (
    <div className={css.panel}>
      <div className={css.fields} onMouseOver={showHint} onMouseLeave={() => setHint('none')} onFocus={showHint}>
        {gap !== null && (
          <Field name="gap" label={`Gap ${gap.number}`}>
            {(_, hintId) => (
              <GapLength
                label={`Length of gap ${gap.number}`}
                words={gap.words}
                describedBy={hintId}
                onChange={onGapWords}
              />
            )}
          </Field>
        )}
        {region !== null && (
          <Field name="region" label={`Region ${region.number}`} value={counted(region.words, 'word')}>
            {(_, hintId) => (
              <LengthField
                label={`Length of region ${region.number}`}
                length={region.length ?? { kind: 'auto' }}
                words={Math.min(GAP_WORDS_MAX, Math.max(1, region.words))}
                max={GAP_WORDS_MAX}
                describedBy={hintId}
                onChange={(length, session) => onRegionLength(length.kind === 'auto' ? null : length, session)}
              />
            )}
          </Field>
        )}
        <Field name="preset" label="Preset">
          {(_, hintId) => (
            <PresetField
              {...{ settings, presets, keyOf }}
              describedBy={hintId}
              onUse={({ run }) => change(run)}
              onChange={onPresets}
            />
          )}
        </Field>
        <Field name="strength" label="Strength" value={strengthText(settings.strength)}>
          {(id, hintId) => (
            <>
              <Slider
                id={id}
                min={0}
                max={1}
                step={0.05}
                value={settings.strength}
                text={strengthText(settings.strength)}
                describedBy={hintId}
                onChange={strength => change({ strength })}
              />
              <Ends words={['polish', 'rework', 'rewrite']} />
            </>
          )}
        </Field>
        <Field name="length" label="Length">
          {(_, hintId) => (
            <LengthField
              label="Length"
              length={settings.length}
              words={30}
              max={REGION_WORDS_MAX}
              describedBy={hintId}
              onChange={length => change({ length })}
            />
          )}
        </Field>
        <ChoiceField
          name="variants"
          label="Variants"
          choices={variantCounts}
          value={String(settings.variants)}
          onChange={count => change({ variants: Number(count) })}
        />
        <Field name="variety" label="Variety" value={settings.temperature.toFixed(2)}>
          {(id, hintId) => (
            <>
              <Slider
                id={id}
                min={0}
                max={1.5}
                step={0.05}
                value={settings.temperature}
                text={settings.temperature.toFixed(2)}
                describedBy={hintId}
                onChange={temperature => change({ temperature })}
              />
              <Ends words={['steady', 'lively', 'wild']} />
            </>
          )}
        </Field>
        <ChoiceField
          name="care"
          label="Care"
          choices={cares}
          value={settings.care}
          onChange={care => change({ care })}
        />
        <Field name="use" label="Words to use">
          {(id, hintId) => (
            <WordsField id={id} words={settings.use} describedBy={hintId} onChange={use => change({ use })} />
          )}
        </Field>
        <Field name="avoid" label="Words to avoid">
          {(id, hintId) => (
            <WordsField id={id} words={settings.avoid} describedBy={hintId} onChange={avoid => change({ avoid })} />
          )}
        </Field>
        <ChoiceField
          name="links"
          label="Links and code"
          choices={linkChoices}
          value={linksLocked ? 'stay' : 'change'}
          onChange={choice => onLinksLocked(choice === 'stay')}
        />
        <ChoiceField
          name="around"
          label="Read around"
          choices={arounds}
          value={settings.around}
          onChange={around => change({ around })}
        />
        <ChoiceField
          name="sampler"
          label="Writing"
          choices={samplers}
          value={settings.sampler}
          onChange={sampler => change({ sampler })}
        />
        <Field name="seed" label="Seed">
          {(id, hintId) => (
            <SeedField
              id={id}
              seed={settings.seed}
              fixed={seedFixed}
              describedBy={hintId}
              onSeed={seed => change({ seed })}
              onFixed={onSeedFixed}
              onCopy={onCopySeed}
            />
          )}
        </Field>
      </div>
      <div className={css.foot}>
        <p className={css.hint} aria-hidden="true">
          {hints[hint]}
        </p>
        <RunButton {...run} strength={settings.strength} />
      </div>
    </div>
  )
}

type FieldProps = Readonly<{
  name: HintName
  label: string
  value?: string
  children: (id: string, hintId: string) => ReactNode
}>

/** A control with its name; what it does is told in the line above the button, and to screen readers with the control. */
function Field({ name, label, value, children }: FieldProps) {
  const id = useId()
  const hintId = useId()
  return (
    <div className={css.field} data-hint={name}>
      <label htmlFor={id}>
        {label} {value !== undefined && <b>{value}</b>}
      </label>
      {children(id, hintId)}
      <span id={hintId} hidden>
        {hints[name]}
      </span>
    </div>
  )
}

type ChoiceFieldProps<T extends string> = Readonly<{
  name: HintName
  label: string
  choices: readonly Choice<T>[]
  value: T
  onChange: (value: T) => void
}>

function ChoiceField<T extends string>({ name, label, ...choice }: ChoiceFieldProps<T>) {
  return (
    <Field name={name} label={label}>
      {(_, hintId) => <Segmented label={label} describedBy={hintId} {...choice} />}
    </Field>
  )
}

function Ends({ words }: { words: readonly string[] }) {
  return (
    <div className={css.ends} aria-hidden="true">
      {words.map(word => (
        <span key={word}>{word}</span>
      ))}
    </div>
  )
}

function hintAt(target: EventTarget): HintName {
  const field = target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null
  return (field?.dataset['hint'] as HintName | undefined) ?? 'none'
}
