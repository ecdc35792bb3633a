import type { Label, LabelId } from '../contract/binder.ts'
import type { ReadDb, WriteDb } from './database.ts'

/** In the order in which they were made. */
export function listLabels(db: ReadDb): Label[] {
  return db.prepare<[], Label>('SELECT id, name, colour FROM label ORDER BY key').all()
}

/** Makes a label, or gives it another name or colour. */
export function saveLabel(db: WriteDb, { id, name, colour }: Label): void {
  db.prepare(
    `INSERT INTO label (id, name, colour) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour`,
  ).run(id, name, colour)
}

/** Documents that have it then have none. */
export function deleteLabel(db: WriteDb, id: LabelId): void {
  db.prepare('DELETE FROM label WHERE id = ?').run(id)
}
