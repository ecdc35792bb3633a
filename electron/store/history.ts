import type { Fit, Passage, RegionText, RunEnd, RunId, RunSettings, Variant, VariantText } from '../contract/infill.ts'
import type { DocumentId, RunFate, RunRecord } from '../contract/library.ts'
import type { Places } from '../contract/places.ts'
import type { FaultCode } from '../contract/result.ts'
import { folded } from './database.ts'
import type { ReadDb } from './database.ts'

/** Rows of `run` and `variant`, as migrations 0001, 0006 and 0007 made them; which of them are null follows from `end_kind`. */
type RunRow = {
  id: RunId
  document_id: DocumentId
  started_at_ms: number
  fate: RunFate
  accepted: number | null
  end_kind: RunEnd['kind'] | null
  fault_code: FaultCode | null
  fault_message: string | null
  steps: number | null
  steps_foreseen: number | null
  passes: number | null
  milliseconds: number | null
  model: string | null
  model_hash: string | null
  backend: string | null
  settings_json: string
  passage_json: string
  start_json: string | null
}
type VariantRow = {
  number: number
  starred: 0 | 1
  seed: number | null
  fit_text: number | null
  fit_after: number | null
  regions_json: string
  places_json: string | null
}

/** The most runs that one list holds. */
export const RUNS_LISTED_MAX = 200

/**
 * The newest runs of a document, at most `RUNS_LISTED_MAX`: all, or those in whose variants or original text `query`
 * occurs, case left out.
 */
export function listRuns(db: ReadDb, document: DocumentId, query: string): RunRecord[] {
  const wanted = folded(query)
  return db
    .prepare<[DocumentId, string, string, number], RunRow>(
      `SELECT * FROM run WHERE document_id = ? AND (
         instr(folded(region_text), ?) > 0
         OR EXISTS (SELECT 1 FROM variant WHERE run_id = run.id AND instr(folded(text), ?) > 0)
       ) ORDER BY started_at_ms DESC, key DESC LIMIT ?`,
    )
    .all(document, wanted, wanted, RUNS_LISTED_MAX)
    .map(row => toRecord(db, row))
}

function toRecord(db: ReadDb, row: RunRow): RunRecord {
  const variants = variantsOf(db, row.id)
  return {
    id: row.id,
    document: row.document_id,
    startedAtMs: row.started_at_ms,
    fate: row.fate,
    accepted: row.accepted,
    starred: variants.filter(({ starred }) => starred === 1).map(({ number }) => number),
    settings: settingsIn(row.settings_json),
    passage: JSON.parse(row.passage_json) as Passage,
    start: row.start_json === null ? null : (JSON.parse(row.start_json) as Places[]),
    end: toEnd(row, variants),
  }
}

/** Runs made before there were wishes have none, and those before it could be chosen read nothing around. */
function settingsIn(json: string): RunSettings {
  const settings = JSON.parse(json) as Omit<RunSettings, 'use' | 'avoid' | 'around'> & Partial<RunSettings>
  const { use = [], avoid = [], around = 'nothing' } = settings
  return { ...settings, use, avoid, around }
}

function variantsOf(db: ReadDb, run: RunId): VariantRow[] {
  return db
    .prepare<[RunId], VariantRow>(
      `SELECT number, starred, seed, fit_text, fit_after, regions_json, places_json
       FROM variant WHERE run_id = ? ORDER BY number`,
    )
    .all(run)
}

function toEnd(row: RunRow, variants: VariantRow[]): RunEnd | null {
  switch (row.end_kind) {
    case null:
      return null
    case 'offered':
      return { kind: 'offered', report: toReport(row, variants) }
    case 'stopped':
      return { kind: 'stopped', last: toLast(row, variants) }
    case 'failed':
      return {
        kind: 'failed',
        fault: { code: row.fault_code ?? 'internal', message: row.fault_message ?? '' },
        last: toLast(row, variants),
      }
  }
}

function toReport(row: RunRow, variants: VariantRow[]) {
  return {
    variants: variants.map(toVariant),
    steps: row.steps ?? 0,
    passes: row.passes ?? 0,
    milliseconds: row.milliseconds ?? 0,
    model: row.model ?? '',
    modelHash: row.model_hash ?? '',
    backend: row.backend ?? '',
  }
}

function toLast(row: RunRow, variants: VariantRow[]) {
  if (row.steps === null) return null
  return { run: row.id, step: row.steps, of: row.steps_foreseen ?? row.steps, variants: variants.map(toText) }
}

function toVariant(row: VariantRow): Variant {
  return { ...toText(row), seed: row.seed ?? 0, fit: toFit(row) }
}

function toFit({ fit_text: text, fit_after: after }: VariantRow): Fit | null {
  return text === null || after === null ? null : { text, after }
}

function toText(row: VariantRow): VariantText {
  return {
    regions: JSON.parse(row.regions_json) as RegionText[],
    places: row.places_json === null ? null : (JSON.parse(row.places_json) as Places),
  }
}
