import { regionString } from '../contract/infill.ts'
import type { Passage, RunEnd, RunId, RunReport, RunRequest, Snapshot, VariantText } from '../contract/infill.ts'
import type { DocumentId } from '../contract/library.ts'
import type { Fault } from '../contract/result.ts'
import type { WriteDb } from './database.ts'
import { DocumentMissing, RunMissing } from './failures.ts'
import { placesOfPassage } from './region-place.ts'

/** Records a run that is about to begin, with all that it takes to run it again. @throws {DocumentMissing} */
export function startRun(db: WriteDb, request: RunRequest, document: DocumentId, nowMs: number): void {
  db.transaction(() => {
    addRun(db, request, document, nowMs)
    const add = db.prepare('INSERT INTO run_place (run_id, number, before, text, after) VALUES (?, ?, ?, ?, ?)')
    placesOfPassage(request.passage).forEach(({ before, text, after }, number) =>
      add.run(request.id, number, before, text, after),
    )
  })()
}

function addRun(db: WriteDb, request: RunRequest, document: DocumentId, nowMs: number): void {
  const { changes } = db
    .prepare(
      `INSERT INTO run (id, document_id, started_at_ms, fate, settings_json, region_text, passage_json, start_json)
       SELECT ?, id, ?, 'running', ?, ?, ?, ? FROM document WHERE id = ?`,
    )
    .run(
      request.id,
      nowMs,
      JSON.stringify(request.settings),
      regionsOf(request.passage),
      JSON.stringify(request.passage),
      request.start === undefined ? null : JSON.stringify(request.start),
      document,
    )
  if (changes !== 1) throw new DocumentMissing(document)
}

/**
 * Records how a run ended and what it wrote. If the writer was quicker and has settled it, that stays. A second end of
 * the same run is dropped.
 *
 * @throws {RunMissing}
 */
export function recordEnd(db: WriteDb, run: RunId, end: RunEnd, nowMs: number): void {
  db.transaction(() => {
    const row = db.prepare<[RunId], { end_kind: string | null }>('SELECT end_kind FROM run WHERE id = ?').get(run)
    if (!row) throw new RunMissing(run)
    if (row.end_kind !== null) return
    db.prepare(
      `UPDATE run SET end_kind = ?, ended_at_ms = ?, fate = CASE fate WHEN 'running' THEN ? ELSE fate END WHERE id = ?`,
    ).run(end.kind, nowMs, end.kind, run)
    if (end.kind === 'failed') recordFault(db, run, end.fault)
    if (end.kind === 'offered') recordReport(db, run, end.report)
    else recordLast(db, run, end.last)
  })()
}

/**
 * Records which variant was taken, or that none was (null). A run that was accepted once stays accepted when it is
 * recalled and then let go.
 *
 * @throws {RunMissing}
 * @throws {RangeError} if it has no such variant.
 */
export function settleRun(db: WriteDb, run: RunId, accepted: number | null): void {
  const row = db
    .prepare<[RunId], { fate: string; variants: number; end_kind: string | null }>(
      'SELECT fate, end_kind, (SELECT count(*) FROM variant WHERE run_id = run.id) AS variants FROM run WHERE id = ?',
    )
    .get(run)
  if (!row) throw new RunMissing(run)
  if (accepted === null) {
    db.prepare(`UPDATE run SET fate = 'discarded' WHERE id = ? AND fate IN ('running', 'offered')`).run(run)
    return
  }
  if (row.end_kind !== null && accepted >= row.variants)
    throw new RangeError(`Run ${run} has ${row.variants} variants, so none numbered ${accepted}`)
  db.prepare(`UPDATE run SET fate = 'accepted', accepted = ? WHERE id = ?`).run(accepted, run)
}

/** @throws {RangeError} if there is no such variant. */
export function starVariant(db: WriteDb, run: RunId, number: number, on: boolean): void {
  const { changes } = db
    .prepare('UPDATE variant SET starred = ? WHERE run_id = ? AND number = ?')
    .run(on ? 1 : 0, run, number)
  if (changes !== 1) throw new RangeError(`Run ${run} has no variant numbered ${number}`)
}

/** Ends what a crash left: nothing runs when a library is opened. */
export function endLeftoverRuns(db: WriteDb, nowMs: number): void {
  db.prepare(
    `UPDATE run SET end_kind = 'stopped', ended_at_ms = ?, fate = CASE fate WHEN 'running' THEN 'stopped' ELSE fate END
     WHERE end_kind IS NULL`,
  ).run(nowMs)
}

function recordReport(db: WriteDb, run: RunId, report: RunReport): void {
  db.prepare(
    `UPDATE run SET steps = ?, steps_foreseen = ?, passes = ?, milliseconds = ?, model = ?, model_hash = ?, backend = ?
     WHERE id = ?`,
  ).run(
    report.steps,
    report.steps,
    report.passes,
    report.milliseconds,
    report.model,
    report.modelHash,
    report.backend,
    run,
  )
  report.variants.forEach((variant, number) => {
    const { seed, fit } = variant
    addVariant(db, run, number, variant, { seed, text: fit?.text ?? null, after: fit?.after ?? null })
  })
}

function recordLast(db: WriteDb, run: RunId, last: Snapshot | null): void {
  if (!last) return
  db.prepare('UPDATE run SET steps = ?, steps_foreseen = ? WHERE id = ?').run(last.step, last.of, run)
  last.variants.forEach((variant, number) => {
    addVariant(db, run, number, variant, { seed: null, text: null, after: null })
  })
}

function recordFault(db: WriteDb, run: RunId, fault: Fault): void {
  db.prepare('UPDATE run SET fault_code = ?, fault_message = ? WHERE id = ?').run(fault.code, fault.message, run)
}

function addVariant(
  db: WriteDb,
  run: RunId,
  number: number,
  { regions, places }: VariantText,
  known: { seed: number | null; text: number | null; after: number | null },
): void {
  db.prepare(
    `INSERT INTO variant (run_id, number, seed, fit_text, fit_after, text, regions_json, places_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    run,
    number,
    known.seed,
    known.text,
    known.after,
    regions.map(regionString).join('\n'),
    JSON.stringify(regions),
    places === null ? null : JSON.stringify(places),
  )
}

function regionsOf(passage: Passage): string {
  return passage.flatMap(span => (span.kind === 'region' ? [span.text] : [])).join('\n')
}
