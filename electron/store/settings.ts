import { z } from 'zod'
import { BACKENDS } from '../contract/engine.ts'
import { AROUNDS, REGION_WORDS_MAX, SAMPLERS } from '../contract/infill.ts'
import type { RunSettings } from '../contract/infill.ts'
import { BUNDLED_DICTIONARY, isDictionaryName } from '../contract/spelling.ts'
import { PRESET_NAME_CHARS_MAX, PRESETS_MAX, usualPresets } from '../contract/presets.ts'
import type { Preset } from '../contract/presets.ts'
import { wishesFault } from '../contract/wishes.ts'
import type { DocumentId, Settings } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'

export const defaultRunSettings: RunSettings = {
  variants: 3,
  length: { kind: 'auto' },
  strength: 1,
  temperature: 0.7,
  seed: 0,
  sampler: 'forward',
  care: 'normal',
  use: [],
  avoid: [],
  around: 'scenes',
}
export const defaultSettings: Settings = {
  theme: 'system',
  typographicQuotes: true,
  spelling: false,
  dictionary: BUNDLED_DICTIONARY,
  openDocument: null,
  binderShown: true,
  studioShown: true,
  origins: 'off',
  heat: 'off',
  linksLocked: true,
  typewriter: false,
  dailyGoal: null,
  sessionGoal: null,
  run: defaultRunSettings,
  seedFixed: false,
  backend: 'auto',
  toured: false,
  presets: usualPresets,
  keys: {},
}

const goal = z.int().min(1).max(1_000_000).nullable()
const lengthSchema = z.union([
  z.strictObject({ kind: z.enum(['auto', 'same', 'shorter', 'longer']) }),
  z.strictObject({ kind: z.literal('words'), words: z.int().min(1).max(REGION_WORDS_MAX) }),
])

const wishesSchema = z
  .array(z.string().min(1))
  .superRefine((wishes, issues) => {
    const fault = wishesFault(wishes)
    if (fault !== null) issues.addIssue(fault)
  })
  .readonly()

export const runSettingsSchema = z.strictObject({
  variants: z.int().min(1).max(8),
  length: lengthSchema,
  strength: z.number().min(0).max(1),
  temperature: z.number().min(0).max(1.5),
  seed: z.int().min(0).max(0xffffffff),
  sampler: z.enum(SAMPLERS),
  care: z.enum(['quick', 'normal', 'careful']),
  use: wishesSchema,
  avoid: wishesSchema,
  around: z.enum(AROUNDS),
}) satisfies z.ZodType<RunSettings>

const presetSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(PRESET_NAME_CHARS_MAX),
  run: runSettingsSchema.pick({ strength: true, length: true, temperature: true, care: true }),
}) satisfies z.ZodType<Preset>

/** An id that the window minted: a UUID or the like. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/)

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'sepia', 'dark']),
  typographicQuotes: z.boolean(),
  spelling: z.boolean(),
  dictionary: z.string().refine(isDictionaryName, 'That is no name of a dictionary.'),
  openDocument: idSchema.transform(id => id as DocumentId).nullable(),
  binderShown: z.boolean(),
  studioShown: z.boolean(),
  origins: z.enum(['off', 'subtle', 'full']),
  heat: z.enum(['off', 'subtle', 'strong']),
  linksLocked: z.boolean(),
  typewriter: z.boolean(),
  dailyGoal: goal,
  sessionGoal: goal,
  run: runSettingsSchema,
  seedFixed: z.boolean(),
  backend: z.enum(['auto', ...BACKENDS]),
  toured: z.boolean(),
  presets: z.array(presetSchema).max(PRESETS_MAX).readonly(),
  keys: z.record(z.string().regex(/^[\w-]{1,80}$/), z.string().min(1).max(40).nullable()).readonly(),
}) satisfies z.ZodType<Settings>

/** The settings as saved; the default stands in for each that is missing or means nothing to this version. */
export function loadSettings(db: ReadDb): Settings {
  const json = db.prepare<[], string>(`SELECT value_json FROM setting WHERE name = 'studio'`).pluck().get()
  const saved = entriesOf(json === undefined ? null : JSON.parse(json))
  const run = filled(runSettingsSchema.shape, defaultRunSettings, entriesOf(saved.get('run')))
  return filled(settingsSchema.shape, defaultSettings, saved.set('run', run))
}

/** Whether settings were ever saved. They are from the moment a library has its sample, so a new one has none. */
export function hasSettings(db: ReadDb): boolean {
  return db.prepare(`SELECT 1 FROM setting WHERE name = 'studio'`).get() !== undefined
}

export function saveSettings(db: WriteDb, settings: Settings): void {
  db.prepare(
    `INSERT INTO setting (name, value_json) VALUES ('studio', ?)
     ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json`,
  ).run(JSON.stringify(settings))
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function filled<T extends object>(shape: Record<keyof T, z.ZodType>, defaults: T, saved: Map<string, unknown>): T {
  const fields = (Object.keys(defaults) as (keyof T & string)[]).map(name => {
    const parsed = shape[name].safeParse(saved.get(name))
    return [name, parsed.success ? parsed.data : defaults[name]]
  })
  return Object.fromEntries(fields) as T
}
