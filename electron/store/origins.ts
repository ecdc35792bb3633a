import type { RegionText, RunId, RunSettings } from '../contract/infill.ts'
import type { DocJson, DocumentId, ProjectId } from '../contract/library.ts'
import { addedCounts, dayOf, NO_ORIGINS } from '../contract/origin.ts'
import type { AcceptedRun, DocumentOrigins, OriginCounts, OriginReport } from '../contract/origin.ts'
import type { ReadDb } from './database.ts'
import { ProjectMissing } from './failures.ts'
import { blocksOf, recognised } from './origin-blocks.ts'
import type { Source } from './origin-blocks.ts'

/** Whose words a project is made of: its documents in the order of the binder, trash left out. @throws {ProjectMissing} */
export function originReport(db: ReadDb, project: ProjectId, nowMs: number): OriginReport {
  const title = db.prepare<[ProjectId], string>('SELECT title FROM project WHERE id = ?').pluck().get(project)
  if (title === undefined) throw new ProjectMissing(project)
  const documents = db
    .prepare<[ProjectId], DocumentRow>(
      `SELECT id, title, doc_json FROM document WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position`,
    )
    .all(project)
    .map(({ id, title, doc_json }) => {
      const { standing: _, ...origins } = originsIn(db, id, title, JSON.parse(doc_json) as DocJson)
      return origins
    })
  return { project: title, madeAtMs: nowMs, counts: addedCounts(documents.map(({ counts }) => counts)), documents }
}

type Passage = Readonly<{ id: DocumentId; title: string; doc: DocJson }>

/** Whose words some documents, or parts of them, are made of; of their runs, those of which words stand there. */
export function originsOf(db: ReadDb, project: string, passages: readonly Passage[], nowMs: number): OriginReport {
  const documents = passages.map(({ id, title, doc }) => {
    const { standing, ...origins } = originsIn(db, id, title, doc)
    return { ...origins, runs: origins.runs.filter(run => standing.has(run.id)) }
  })
  return { project, madeAtMs: nowMs, counts: addedCounts(documents.map(({ counts }) => counts)), documents }
}

type DocumentRow = { id: DocumentId; title: string; doc_json: string }

/** `standing`: the runs of which words are there. */
function originsIn(
  db: ReadDb,
  id: DocumentId,
  title: string,
  doc: DocJson,
): DocumentOrigins & Readonly<{ standing: ReadonlySet<string> }> {
  const blocks = blocksOf(doc)
  const recorded = new Set(blocks.flatMap(({ sources }) => sources.map(({ run }) => run)))
  const accepted = acceptedRuns(db, id)
  const byHistory = accepted.filter(run => !recorded.has(run.id)).reduce((sum, run) => sum + recognised(blocks, run), 0)
  const sources = blocks.flatMap(block => block.sources)
  const days = [...new Set(sources.map(({ day }) => day))].filter(day => day !== '').sort()
  return {
    id,
    title,
    counts: countsOf(sources),
    byHistory,
    days: days.map(day => ({ day, counts: countsOf(sources.filter(source => source.day === day)) })),
    runs: accepted.map(({ regions: _, day: __, ...run }) => run),
    standing: new Set(sources.map(({ run }) => run)),
  }
}

type AcceptedRow = {
  id: RunId
  started_at_ms: number
  ended_at_ms: number | null
  accepted: number
  model: string | null
  model_hash: string | null
  settings_json: string
  regions_json: string | null
}
type Accepted = AcceptedRun & Readonly<{ regions: readonly RegionText[]; day: string }>

function acceptedRuns(db: ReadDb, document: DocumentId): Accepted[] {
  return db
    .prepare<[DocumentId], AcceptedRow>(
      `SELECT run.id, started_at_ms, ended_at_ms, accepted, model, model_hash, settings_json, regions_json
       FROM run LEFT JOIN variant ON variant.run_id = run.id AND variant.number = run.accepted
       WHERE document_id = ? AND fate = 'accepted' ORDER BY started_at_ms, run.key`,
    )
    .all(document)
    .map(row => ({
      id: row.id,
      startedAtMs: row.started_at_ms,
      model: row.model ?? '',
      modelHash: row.model_hash ?? '',
      seed: (JSON.parse(row.settings_json) as RunSettings).seed,
      variant: row.accepted + 1,
      regions: row.regions_json === null ? [] : (JSON.parse(row.regions_json) as RegionText[]),
      day: dayOf(row.ended_at_ms ?? row.started_at_ms),
    }))
}

function countsOf(sources: readonly Source[]): OriginCounts {
  const counts = { ...NO_ORIGINS }
  for (const { kind } of sources) counts[kind]++
  return counts
}
