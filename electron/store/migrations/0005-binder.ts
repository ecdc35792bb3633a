import type { WriteDb } from '../database.ts'

/**
 * Version 5: a project becomes a tree. What the binder knows of a document stands in `card`, not in new columns of
 * `document`: those would come after its text, and a list would have to load that to reach them. A document without a
 * card is a scene of the project itself.
 */
export function binder(db: WriteDb): void {
  db.exec(`
    CREATE TABLE label (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      colour TEXT NOT NULL
    ) STRICT;

    -- kind: part, chapter, scene, note, research. document.position counts among those with the same parent_id.
    CREATE TABLE card (
      document_id TEXT PRIMARY KEY REFERENCES document (id),
      kind TEXT NOT NULL DEFAULT 'scene',
      parent_id TEXT REFERENCES document (id),
      label_id TEXT REFERENCES label (id) ON DELETE SET NULL,
      status TEXT NOT NULL DEFAULT 'none',
      word_target INTEGER,
      synopsis TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX card_by_parent ON card (parent_id);
    CREATE INDEX card_by_label ON card (label_id);

    -- Files that belong to a document. role: image (what a research document shows), original (what it was imported from).
    CREATE TABLE attachment (
      key INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      role TEXT NOT NULL,
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX attachment_by_document ON attachment (document_id, role);

    -- Words added to and removed from a project's manuscript on a day of the writer's calendar, 2026-01-31.
    CREATE TABLE writing_day (
      day TEXT NOT NULL,
      project_id TEXT NOT NULL REFERENCES project (id),
      added INTEGER NOT NULL,
      removed INTEGER NOT NULL,
      PRIMARY KEY (day, project_id)
    ) STRICT, WITHOUT ROWID;
  `)
}
