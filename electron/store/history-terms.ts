import { folded } from './database.ts'
import { all, indexed, met } from './search-clause.ts'
import type { Clause } from './search-clause.ts'
import { searchOf } from './search-query.ts'

/** A setting that runs are searched by: the condition for a value, or null where the value means nothing. */
const SETTINGS: Readonly<Record<string, (value: string) => Clause | null>> = {
  seed: value => onNumber(value, seedIs),
  strength: value => onNumber(value, percent => near('$.strength', percent / 100)),
  variety: value => onNumber(value, variety => near('$.temperature', variety)),
  length: value =>
    onNumber(value, words => clause(`json_extract(settings_json, '$.length.words') = ?`, words)) ??
    clause(`json_extract(settings_json, '$.length.kind') = ?`, value),
  care: value => clause(`json_extract(settings_json, '$.care') = ?`, value),
  writing: value => clause(`json_extract(settings_json, '$.sampler') = ?`, value),
  model: value => clause(`instr(folded(coalesce(model, '')), ?) > 0`, value),
  use: value => listed('$.use', value),
  avoid: value => listed('$.avoid', value),
}

/** The conditions on `run` that a search of the history stands for. Settings are read off first; what is left is words. */
export function historyTerms(text: string): Clause {
  const clauses: Clause[] = []
  const words = text.replace(/(^|\s)(\p{L}+):(\S+)/gu, (term, before: string, name: string, value: string) => {
    const clause = SETTINGS[name.toLowerCase()]?.(folded(value)) ?? null
    if (clause === null) return term
    clauses.push(clause)
    return before
  })
  return all([...clauses, written(words)])
}

/** That what a run was to replace, or one of its variants, holds the words; or that they are its seed. */
function written(words: string): Clause | null {
  const search = searchOf(words)
  if (search === null) return null
  const inRegions = met(search, 'run', ['region_text'])
  const inVariants = met(search, 'variant', ['text'])
  // The list that is looked into has its own `run`.
  const here = `SELECT run.key FROM ${indexed(search, 'run')} WHERE true${inRegions.sql}`
  const there = `SELECT variant.run_id FROM ${indexed(search, 'variant')} WHERE true${inVariants.sql}`
  const seed = onNumber(words.replace(/\s/g, ''), seedIs)
  return {
    sql: ` AND (run.key IN (${here}) OR run.id IN (${there})${seed === null ? '' : ` OR ${seed.sql.slice(' AND '.length)}`})`,
    values: [...inRegions.values, ...inVariants.values, ...(seed?.values ?? [])],
  }
}

const clause = (sql: string, ...values: (string | number)[]): Clause => ({ sql: ` AND ${sql}`, values })

const near = (path: string, value: number) => clause(`abs(json_extract(settings_json, '${path}') - ?) < 0.005`, value)

const listed = (path: string, value: string) =>
  clause(`EXISTS (SELECT 1 FROM json_each(settings_json, '${path}') WHERE instr(folded(value), ?) > 0)`, value)

/** The seed of the run, or of one of its variants. */
const seedIs = (seed: number) =>
  clause(
    `(json_extract(settings_json, '$.seed') = ? OR EXISTS (SELECT 1 FROM variant WHERE run_id = run.id AND seed = ?))`,
    seed,
    seed,
  )

function onNumber(value: string, make: (number: number) => Clause): Clause | null {
  return /^\d+(\.\d+)?%?$/.test(value) ? make(Number.parseFloat(value)) : null
}
