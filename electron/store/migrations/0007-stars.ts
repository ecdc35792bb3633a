import type { WriteDb } from '../database.ts'

/** Version 7. A star on a variant: 1 where the writer put one. */
export function stars(db: WriteDb): void {
  db.exec('ALTER TABLE variant ADD COLUMN starred INTEGER NOT NULL DEFAULT 0')
}
