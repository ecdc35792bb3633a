import type { WriteDb } from '../database.ts'

/**
 * Version 6. What a run went on from, and what another can go on from: null in the runs before, and where nothing was
 * written.
 */
export function places(db: WriteDb): void {
  db.exec(`
    ALTER TABLE run ADD COLUMN start_json TEXT;
    ALTER TABLE variant ADD COLUMN places_json TEXT;
  `)
}
