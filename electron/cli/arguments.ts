import { parseArgs } from 'node:util'
import { SAMPLERS } from '../contract/infill.ts'
import type { Length, RunSettings } from '../contract/infill.ts'
import { wishesFault, wishesIn } from '../contract/wishes.ts'

/** A command line that cannot be meant. `message` says what is wrong with it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Where in the text the region is: a text to look for, or character offsets (a gap when they are equal). */
export type Target = Readonly<{ match: string } | { from: number; to: number }>

export type Command = Readonly<{
  /** A path, or `-` for standard input. */
  file: string
  target: Target
  settings: RunSettings
  /** Files whose text comes before and after this one, and what is told of the text ahead of all. */
  around: Readonly<{ previous: string | null; next: string | null; outline: string }>
  /** What is told beside what is written, or (`surprise`) instead of it. */
  show: 'variants' | 'alternatives' | 'surprise'
  /** Writes the least certain words of the best variant anew. */
  polish: boolean
  json: boolean
  trace: boolean
  model: string | null
}>

export const HELP = `npm run fill -- FILE [where] [how]: rewrites a passage of a text with the model on this machine.

FILE is a text or Markdown file, or - for standard input. The file itself is not changed.

where
  --match TEXT        the passage to rewrite, as it stands in the text (once)
  --from N --to M     the passage as character offsets, the first character being 0
  --at N              a gap at this offset: text is written between what is there
how
  --variants N        1 to 8 variants (3)
  --length L          auto, same, shorter, longer, or a number of words (auto)
  --strength P        share of the words that may change, 0 to 100 per cent (100)
  --temperature T     0 (always the likeliest) to 1.5 (0.7)
  --seed N            the same seed, text and settings give the same variants (drawn at random)
  --sampler S         forward, forward-checked, entropy, threshold, top-k, margin, left-to-right or ancestral (forward)
  --care C            quick, normal or careful: 1, 2 or 4 tries for each variant (normal)
  --use WORDS         words or phrases to bring in, parted by commas: made likelier, not promised
  --avoid WORDS       words or phrases never to write, in any case or spelling of accents
  --previous FILE     the text before this one, and --next FILE the one after it: where the text is short, the nearest
                      sentences of both are read too; they are never changed
  --outline TEXT      what this text is about: its title, a synopsis; read where the text is short
  --polish            afterwards write the least certain words of the best variant anew
  --model FOLDER      another model (models/starter)
asked instead or beside
  --surprise          writes nothing: how surprising the model finds each word of the passage, in nats
  --alternatives      other words for each word of the best variant, with the change in fit that each brings
output
  --json              one JSON object: variants [{ text, fit, seed, length }], steps, passes, milliseconds, model, backend;
                      with --alternatives also words [{ text, certainty, now, alternatives }]; with --surprise words
                      [{ text, nats }]
  --trace             every step as a line on standard error, masked places as blocks
  --help              this text

Exit codes: 0 done, 1 the passage could not be written, 2 the command is wrong, 130 interrupted.`

const options = {
  match: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  at: { type: 'string' },
  variants: { type: 'string', default: '3' },
  length: { type: 'string', default: 'auto' },
  strength: { type: 'string', default: '100' },
  temperature: { type: 'string', default: '0.7' },
  seed: { type: 'string' },
  sampler: { type: 'string', default: 'forward' },
  care: { type: 'string', default: 'normal' },
  use: { type: 'string', multiple: true },
  avoid: { type: 'string', multiple: true },
  previous: { type: 'string' },
  next: { type: 'string' },
  outline: { type: 'string' },
  model: { type: 'string' },
  polish: { type: 'boolean', default: false },
  surprise: { type: 'boolean', default: false },
  alternatives: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  trace: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws {UsageError} */
export function parseCommand(argv: readonly string[]): Command | 'help' {
  const { values, positionals } = parsed(argv)
  if (values.help) return 'help'
  const file = positionals[0]
  if (file === undefined) throw new UsageError('name the text to work on, or - for standard input')
  if (positionals.length > 1)
    throw new UsageError(`one text at a time, not also “${positionals[1]!}” (put the passage in quotation marks)`)
  const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 32))
  return {
    file,
    target: targetOf(values),
    settings: {
      variants: numberIn('--variants', values.variants, 1, 8, true),
      length: lengthOf(values.length),
      strength: numberIn('--strength', values.strength.replace(/%$/, ''), 0, 100) / 100,
      temperature: numberIn('--temperature', values.temperature, 0, 1.5),
      seed: numberIn('--seed', seed, 0, 2 ** 32 - 1, true),
      sampler: oneOf('--sampler', values.sampler, SAMPLERS),
      care: oneOf('--care', values.care, ['quick', 'normal', 'careful']),
      use: wishesOf('--use', values.use ?? []),
      avoid: wishesOf('--avoid', values.avoid ?? []),
      around: values.outline !== undefined ? 'outline' : values.previous || values.next ? 'scenes' : 'nothing',
    },
    around: { previous: values.previous ?? null, next: values.next ?? null, outline: values.outline ?? '' },
    show: shownOf(values),
    polish: values.polish,
    json: values.json,
    trace: values.trace,
    model: values.model ?? null,
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

type Shown = Record<'surprise' | 'alternatives' | 'polish', boolean>

function shownOf({ surprise, alternatives, polish }: Shown): Command['show'] {
  if (surprise && (alternatives || polish))
    throw new UsageError('--surprise writes nothing, so there is nothing to polish or to show alternatives for')
  return surprise ? 'surprise' : alternatives ? 'alternatives' : 'variants'
}

type Where = Partial<Record<'match' | 'from' | 'to' | 'at', string>>

function targetOf({ match, from, to, at }: Where): Target {
  const ways = [match !== undefined, from !== undefined || to !== undefined, at !== undefined].filter(Boolean).length
  if (ways !== 1) throw new UsageError('say where, in one way: --match TEXT, or --from N --to M, or --at N')
  if (match !== undefined) {
    if (match === '') throw new UsageError('--match is empty; for a gap use --at N')
    return { match }
  }
  if (at !== undefined) {
    const offset = numberIn('--at', at, 0, Infinity, true)
    return { from: offset, to: offset }
  }
  if (from === undefined || to === undefined) throw new UsageError('--from and --to go together')
  return { from: numberIn('--from', from, 0, Infinity, true), to: numberIn('--to', to, 0, Infinity, true) }
}

function lengthOf(text: string): Length {
  switch (text) {
    case 'auto':
    case 'same':
    case 'shorter':
    case 'longer':
      return { kind: text }
    default:
      return {
        kind: 'words',
        words: numberIn(
          '--length',
          text,
          1,
          400,
          true,
          'auto, same, shorter, longer or a number of words from 1 to 400',
        ),
      }
  }
}

/** An option that may be given several times, each time with a list. */
function wishesOf(name: string, texts: readonly string[]): string[] {
  const wishes = wishesIn(texts.join('\n'))
  const fault = wishesFault(wishes)
  if (fault !== null) throw new UsageError(`${name}: ${fault}`)
  return wishes
}

function numberIn(name: string, text: string, least: number, most: number, whole = false, wanted?: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value
  const range = most === Infinity ? `${least} or more` : `from ${least} to ${most}`
  throw new UsageError(`${name} takes ${wanted ?? `a ${whole ? 'whole ' : ''}number ${range}`}, not “${text}”`)
}

function oneOf<const T extends string>(name: string, text: string, values: readonly T[]): T {
  const found = values.find(value => value === text)
  if (found === undefined) throw new UsageError(`${name} takes ${values.join(' or ')}, not “${text}”`)
  return found
}
