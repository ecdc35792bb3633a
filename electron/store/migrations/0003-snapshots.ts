import type { WriteDb } from '../database.ts'

/** Version 3. Documents as they were: several snapshots of the same content share it. */
export function snapshots(db: WriteDb): void {
  db.exec(`
    CREATE TABLE snapshot_content (
      key INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      doc_json TEXT NOT NULL
    ) STRICT;

    -- set_id: shared by those taken of several documents at once, else null. cause: what it was taken before, or 'by hand'.
    CREATE TABLE snapshot (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
      set_id TEXT,
      at_ms INTEGER NOT NULL,
      cause TEXT NOT NULL,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      words INTEGER NOT NULL,
      content_key INTEGER NOT NULL REFERENCES snapshot_content (key)
    ) STRICT;
    CREATE INDEX snapshot_by_document ON snapshot (document_id, at_ms);
    CREATE INDEX snapshot_by_set ON snapshot (set_id) WHERE set_id IS NOT NULL;
    CREATE INDEX snapshot_by_content ON snapshot (content_key);
  `)
}
