import { parseArgs } from 'node:util'
import { AROUNDS, SAMPLERS } from '../../electron/contract/infill.ts'
import type { Length, RunSettings } from '../../electron/contract/infill.ts'
import { DEFAULT_TUNING } from '../../electron/engine/sampling/tuning.ts'
import type { Tuning } from '../../electron/engine/sampling/tuning.ts'
import { SETS } from './items.ts'
import type { SetName } from './items.ts'

/** What is measured of the engine: one combination of settings. */
export type Setting = Readonly<
  Pick<RunSettings, 'sampler' | 'care' | 'temperature' | 'around'> & { length: Length } & Pick<
      Tuning,
      'window' | 'gamma' | 'cooling' | 'minP'
    >
>

export type Options = Readonly<{
  settings: readonly Setting[]
  n: number
  seed: number
  set: SetName
  json: boolean
  /** Leaves out the author, the parent and the hidden right side: they need measuring once for a set, seed and n. */
  engineOnly: boolean
  /** The corpus archive, or a folder with its text files. */
  text: string | null
}>

export const HELP = `npm run evaluate -- [--sampler forward,entropy] [--care normal,quick,careful] [--temperature 0.7,0.5,1]
  [--length same,auto] [--window 8] [--gamma 0.3] [--cooling 0] [--min-p 0]
  [--around nothing] [--set sentences] [--n 40] [--seed 7] [--engine-only] [--text FOLDER] [--json]

Rewrites held-out sentences and measures what came out. Each list is of values to compare: for every sampler, the first
value of each other list is measured, and each further value with the first ones of the rest where the sampler heeds it.
--cooling: the share of the temperature that is lost over a run; --min-p: the floor of candidates as a share of the likeliest.
--set stories erases the middle one of five short sentences instead, with nothing around them.
--set scenes leaves one sentence on either side, and the text around them for --around scenes and (with the title) outline.
--engine-only leaves out those that the engine is compared with: author, parent, right side hidden.`

/** A command that cannot be followed: the message says what to change. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** @throws {UsageError} */
export function parseOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parsed(argv)
  if (values.help) return 'help'
  return {
    settings: settingsOf(
      list(values.sampler, text => oneOf('--sampler', text, SAMPLERS)),
      list(values.care, text => oneOf('--care', text, ['quick', 'normal', 'careful'])),
      list(values.temperature, text => numberIn('--temperature', text, 0, 1.5)),
      list(values.length, text => ({ kind: oneOf('--length', text, ['same', 'auto', 'shorter', 'longer']) })),
      list(values.window, text => wholeIn('--window', text, 1, 1000)),
      list(values.gamma, text => numberIn('--gamma', text, 0, 100)),
      list(values.cooling, text => numberIn('--cooling', text, 0, 1)),
      list(values['min-p'], text => numberIn('--min-p', text, 0, 1)),
      list(values.around, text => oneOf('--around', text, AROUNDS)),
    ),
    n: wholeIn('--n', values.n, 1, 10_000),
    seed: wholeIn('--seed', values.seed, 0, 2 ** 32 - 1),
    set: oneOf('--set', values.set, SETS),
    json: values.json,
    engineOnly: values['engine-only'],
    text: values.text ?? null,
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        sampler: { type: 'string', default: 'forward,entropy' },
        care: { type: 'string', default: 'normal,quick,careful' },
        temperature: { type: 'string', default: '0.7,0.5,1' },
        length: { type: 'string', default: 'same,auto' },
        window: { type: 'string', default: String(DEFAULT_TUNING.window) },
        gamma: { type: 'string', default: String(DEFAULT_TUNING.gamma) },
        cooling: { type: 'string', default: String(DEFAULT_TUNING.cooling) },
        'min-p': { type: 'string', default: String(DEFAULT_TUNING.minP) },
        around: { type: 'string', default: 'nothing' },
        set: { type: 'string', default: 'sentences' },
        n: { type: 'string', default: '40' },
        seed: { type: 'string', default: '7' },
        text: { type: 'string' },
        json: { type: 'boolean', default: false },
        'engine-only': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** One change at a time from the first value of each list; every sampler with all of them that it heeds. */
function settingsOf(
  samplers: readonly Setting['sampler'][],
  cares: readonly Setting['care'][],
  temperatures: readonly number[],
  lengths: readonly Setting['length'][],
  windows: readonly number[],
  gammas: readonly number[],
  coolings: readonly number[],
  floors: readonly number[],
  arounds: readonly Setting['around'][],
): Setting[] {
  return samplers.flatMap(sampler => {
    const first: Setting = {
      sampler,
      care: cares[0]!,
      temperature: temperatures[0]!,
      length: lengths[0]!,
      window: windows[0]!,
      gamma: gammas[0]!,
      cooling: coolings[0]!,
      minP: floors[0]!,
      around: arounds[0]!,
    }
    const further = <K extends keyof Setting>(key: K, values: readonly Setting[K][]) =>
      values.slice(1).map(value => ({ ...first, [key]: value }))
    return [
      first,
      ...further('length', lengths),
      ...further('care', cares),
      ...further('temperature', temperatures),
      ...further('cooling', coolings),
      ...further('minP', floors),
      ...further('around', arounds),
      ...(heedsWindow(sampler) ? further('window', windows) : []),
      ...(sampler === 'entropy' ? further('gamma', gammas) : []),
    ]
  })
}

/** Whether a sampler denoises within a window. */
export const heedsWindow = (sampler: Setting['sampler']) =>
  sampler !== 'forward' && sampler !== 'forward-checked' && sampler !== 'ancestral'

function list<T>(text: string, read: (part: string) => T): T[] {
  return text.split(',').map(part => read(part.trim()))
}

function oneOf<const T extends string>(name: string, text: string, values: readonly T[]): T {
  const found = values.find(value => value === text)
  if (found === undefined) throw new UsageError(`${name} takes ${values.join(', ')}, not “${text}”`)
  return found
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const value = text === '' ? NaN : Number(text)
  if (value >= least && value <= most) return value
  throw new UsageError(`${name} takes a number from ${least} to ${most}, not “${text}”`)
}

function wholeIn(name: string, text: string, least: number, most: number): number {
  const value = numberIn(name, text, least, most)
  if (Number.isInteger(value)) return value
  throw new UsageError(`${name} takes a whole number, not “${text}”`)
}
