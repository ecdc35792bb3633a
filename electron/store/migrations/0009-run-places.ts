import type { Passage } from '../../contract/infill.ts'
import type { WriteDb } from '../database.ts'

/** Version 9: by what a run's place is found again, and indexes for lists of runs over many documents. */
export function runPlaces(db: WriteDb): void {
  db.exec(`
    -- Each region of a run: its text before the run, and what stood beside it in its block, at most 32 characters.
    CREATE TABLE run_place (
      run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      before TEXT NOT NULL,
      text TEXT NOT NULL,
      after TEXT NOT NULL,
      PRIMARY KEY (run_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_by_time ON run (started_at_ms);
    CREATE INDEX run_accepted ON run (started_at_ms) WHERE fate = 'accepted';
    CREATE INDEX variant_starred ON variant (run_id) WHERE starred = 1;
  `)
  const add = db.prepare('INSERT INTO run_place (run_id, number, before, text, after) VALUES (?, ?, ?, ?, ?)')
  const runs = db.prepare<[], string>('SELECT id FROM run').pluck().all()
  const passageOf = db.prepare<[string], string>('SELECT passage_json FROM run WHERE id = ?').pluck()
  for (const id of runs)
    placesIn(JSON.parse(passageOf.get(id)!) as Passage).forEach(({ before, text, after }, number) =>
      add.run(id, number, before, text, after),
    )
}

const BESIDE = 32

/** As they were when this version was new: a migration never changes, so it imports nothing that may. */
function placesIn(passage: Passage) {
  return passage.flatMap((span, i) => {
    if (span.kind !== 'region') return []
    const before = passage[i - 1]?.text ?? ''
    const after = passage[i + 1]?.text ?? ''
    return [
      {
        before: before.slice(before.lastIndexOf('\n') + 1).slice(-BESIDE),
        text: span.original ?? span.text,
        after: after.split('\n', 1)[0]!.slice(0, BESIDE),
      },
    ]
  })
}
