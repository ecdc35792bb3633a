import type { Project, ProjectId } from '../contract/library.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { ProjectMissing } from './failures.ts'

/** A row of `project`, as migration 0001 made it. Never leaves this file. */
type ProjectRow = { id: ProjectId; title: string; position: number; trashed_at_ms: number | null }

const COLUMNS = 'id, title, position, trashed_at_ms'

/** In the binder's order, those in the trash too. */
export function listProjects(db: ReadDb): Project[] {
  return db.prepare<[], ProjectRow>(`SELECT ${COLUMNS} FROM project ORDER BY position, key`).all().map(toProject)
}

/** Adds it after the last one. */
export function createProject(db: WriteDb, id: ProjectId, title: string, nowMs: number): Project {
  db.prepare(
    `INSERT INTO project (id, title, position, created_at_ms)
     VALUES (?, ?, (SELECT coalesce(max(position) + 1, 0) FROM project), ?)`,
  ).run(id, title, nowMs)
  const row = db.prepare<[ProjectId], ProjectRow>(`SELECT ${COLUMNS} FROM project WHERE id = ?`).get(id)
  return toProject(row!)
}

/** @throws {ProjectMissing} */
export function renameProject(db: WriteDb, id: ProjectId, title: string): void {
  const { changes } = db.prepare('UPDATE project SET title = ? WHERE id = ?').run(title, id)
  if (changes !== 1) throw new ProjectMissing(id)
}

/**
 * Puts it in the trash (`atMs`), with all its documents as they are, or takes it out (null).
 *
 * @throws {ProjectMissing}
 */
export function trashProject(db: WriteDb, id: ProjectId, atMs: number | null): void {
  const { changes } = db.prepare('UPDATE project SET trashed_at_ms = ? WHERE id = ?').run(atMs, id)
  if (changes !== 1) throw new ProjectMissing(id)
}

function toProject(row: ProjectRow): Project {
  return { id: row.id, title: row.title, position: row.position, trashedAtMs: row.trashed_at_ms }
}
