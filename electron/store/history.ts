import type { HistoryPage, HistoryQuery, HistoryScope, RunCursor, RunLine } from '../contract/history.ts'
import type { Fit, Passage, RegionText, RunEnd, RunId, RunSettings, Variant, VariantText } from '../contract/infill.ts'
import type { DocumentId, RunFate, RunRecord } from '../contract/library.ts'
import type { Places } from '../contract/places.ts'
import type { FaultCode } from '../contract/result.ts'
import type { ReadDb } from './database.ts'
import { RunMissing } from './failures.ts'
import { historyTerms } from './history-terms.ts'
import { runsHere } from './runs-here.ts'
import { all } from './search-clause.ts'
import type { Clause } from './search-clause.ts'

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
/** What a list shows of a run: nothing that stands behind its long columns. */
const LINE = `run.key, run.id, document_id, started_at_ms, fate, accepted, fault_message, model, settings_json`
type LineRow = Pick<
  RunRow,
  'id' | 'document_id' | 'started_at_ms' | 'fate' | 'accepted' | 'fault_message' | 'model' | 'settings_json'
> & { key: number }
type VariantLineRow = Omit<VariantRow, 'regions_json' | 'places_json'> & { text: string }
type VariantRow = {
  number: number
  starred: 0 | 1
  seed: number | null
  fit_text: number | null
  fit_after: number | null
  regions_json: string
  places_json: string | null
}

/**
 * The runs that a query asks for, the newest first, from behind `after` (null: from the first) on; at most `limit`, 1 to
 * `HISTORY_PAGE_MAX`.
 */
export function listRuns(db: ReadDb, query: HistoryQuery, after: RunCursor | null, limit: number): HistoryPage {
  const where = all([
    inScope(db, query.scope),
    query.accepted ? { sql: ` AND fate = 'accepted'`, values: [] } : null,
    query.starred ? { sql: ' AND run.id IN (SELECT run_id FROM variant WHERE starred = 1)', values: [] } : null,
    query.sinceMs === null ? null : { sql: ' AND started_at_ms >= ?', values: [query.sinceMs] },
    historyTerms(query.text),
    after === null ? null : { sql: ' AND (started_at_ms, run.key) < (?, ?)', values: [after.atMs, after.key] },
  ])
  const rows = db
    .prepare<unknown[], LineRow>(
      `SELECT ${LINE} FROM run WHERE true${where.sql} ORDER BY started_at_ms DESC, run.key DESC LIMIT ?`,
    )
    .all(...where.values, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    runs: page.map(row => toLine(db, row)),
    next: rows.length > limit && last ? { atMs: last.started_at_ms, key: last.key } : null,
  }
}

/** @throws {RunMissing} */
export function loadRun(db: ReadDb, id: RunId): RunRecord {
  const row = db.prepare<[RunId], RunRow>('SELECT * FROM run WHERE id = ?').get(id)
  if (!row) throw new RunMissing(id)
  return toRecord(db, row)
}

const OF_LIVE = `SELECT document.id FROM document JOIN project ON project.id = document.project_id
  WHERE document.trashed_at_ms IS NULL AND project.trashed_at_ms IS NULL`

/** The condition on `run`. `+` keeps SQLite from sorting by hand what the index over time has in order. */
export function inScope(db: ReadDb, scope: HistoryScope): Clause {
  switch (scope.kind) {
    case 'passage': {
      const runs = JSON.stringify(runsHere(db, scope.document, scope.place))
      return { sql: ' AND run.id IN (SELECT value FROM json_each(?))', values: [runs] }
    }
    case 'document':
      return { sql: ' AND run.document_id = ?', values: [scope.document] }
    case 'project':
      return { sql: ` AND +run.document_id IN (${OF_LIVE} AND project_id = ?)`, values: [scope.project] }
    case 'library':
      return { sql: ` AND +run.document_id IN (${OF_LIVE})`, values: [] }
  }
}

function toLine(db: ReadDb, row: LineRow): RunLine {
  const regions = db
    .prepare<[RunId], string>('SELECT text FROM run_place WHERE run_id = ? ORDER BY number')
    .pluck()
    .all(row.id)
  const variants = db
    .prepare<[RunId], VariantLineRow>(
      `SELECT number, starred, seed, fit_text, fit_after, text FROM variant WHERE run_id = ? AND text <> '' ORDER BY number`,
    )
    .all(row.id)
  return {
    ...{ id: row.id, document: row.document_id, startedAtMs: row.started_at_ms, fate: row.fate },
    ...{ accepted: row.accepted, settings: settingsIn(row.settings_json), model: row.model },
    fault: row.fault_message,
    regions,
    variants: variants.map(variant => ({
      ...{ number: variant.number, starred: variant.starred === 1, seed: variant.seed, text: variant.text },
      fit: toFit(variant),
    })),
  }
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

function toFit({ fit_text: text, fit_after: after }: Pick<VariantRow, 'fit_text' | 'fit_after'>): Fit | null {
  return text === null || after === null ? null : { text, after }
}

function toText(row: VariantRow): VariantText {
  return {
    regions: JSON.parse(row.regions_json) as RegionText[],
    places: row.places_json === null ? null : (JSON.parse(row.places_json) as Places),
  }
}
