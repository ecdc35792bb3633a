import type { PruneLine, PrunePreview, PruneRule } from '../contract/history.ts'
import type { RunId } from '../contract/infill.ts'
import type { DocumentId, RunFate } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { RunMissing } from './failures.ts'
import { inScope } from './history.ts'

type SizedRow = {
  id: RunId
  document_id: DocumentId
  started_at_ms: number
  fate: RunFate
  ended: 0 | 1
  starred: 0 | 1
  bytes: number
}

/** SQLite tells the length of a text without reading it. Indexes, the search's too, are not counted. */
const OF_RUN = ['settings_json', 'region_text', 'passage_json', 'start_json']
const OF_VARIANT = ['text', 'regions_json', 'places_json']
const bytesOf = (columns: readonly string[]) =>
  columns.map(column => `coalesce(octet_length(${column}), 0)`).join(' + ')

/** What `rule` lets go. `pruneRuns` with these ids deletes exactly that. */
export function foreseePruning(db: ReadDb, rule: PruneRule): PrunePreview {
  const { sql, values } = inScope(db, rule.scope)
  const rows = db
    .prepare<unknown[], SizedRow>(
      `SELECT id, document_id, started_at_ms, fate, end_kind IS NOT NULL AS ended,
         EXISTS (SELECT 1 FROM variant WHERE run_id = run.id AND starred = 1) AS starred,
         ${bytesOf(OF_RUN)} + coalesce((SELECT sum(${bytesOf(OF_VARIANT)}) FROM variant WHERE run_id = run.id), 0) AS bytes
       FROM run WHERE true${sql} ORDER BY started_at_ms DESC, run.key DESC`,
    )
    .all(...values)
  let bytes = 0
  const gone: SizedRow[] = []
  for (const row of rows) {
    bytes += row.bytes
    const isOld = rule.beforeMs !== null && row.started_at_ms < rule.beforeMs
    const isBeyond = rule.keepBytes !== null && bytes > rule.keepBytes
    if ((isOld || isBeyond) && mayGo(row, rule)) gone.push(row)
  }
  const textOf = db
    .prepare<[RunId], string | null>(
      `SELECT coalesce(nullif(region_text, ''), (SELECT text FROM variant WHERE run_id = run.id ORDER BY number LIMIT 1))
       FROM run WHERE id = ?`,
    )
    .pluck()
  return { gone: gone.map(row => toLine(row, textOf.get(row.id) ?? '')), runs: rows.length, bytes }
}

function mayGo({ fate, ended, starred }: SizedRow, rule: PruneRule): boolean {
  return ended === 1 && (rule.starred || starred === 0) && (rule.accepted || fate !== 'accepted')
}

/** Deletes these runs with all their variants: all of them or, if one is not there, none. @throws {RunMissing} */
export function pruneRuns(db: WriteDb, ids: readonly RunId[]): void {
  const dropVariants = db.prepare('DELETE FROM variant WHERE run_id = ?')
  const dropPlaces = db.prepare('DELETE FROM run_place WHERE run_id = ?')
  const dropRun = db.prepare('DELETE FROM run WHERE id = ?')
  db.transaction(() => {
    for (const id of ids) {
      dropVariants.run(id)
      dropPlaces.run(id)
      if (dropRun.run(id).changes !== 1) throw new RunMissing(id)
    }
  })()
}

/** Characters of a run's text that are enough to know it by. */
const TEXT_CHARS = 120

function toLine(row: SizedRow, text: string): PruneLine {
  return {
    ...{ id: row.id, document: row.document_id, startedAtMs: row.started_at_ms, fate: row.fate },
    ...{ starred: row.starred === 1, bytes: row.bytes, text: text.slice(0, TEXT_CHARS).toWellFormed() },
  }
}
