import type { WriteDb } from '../database.ts'

/**
 * Version 1. Ids are text that the window mints; `key` is a number of our own that never changes, so that a full-text
 * index can point at it. What is long stands last in its table, so that a list reads past it without loading it.
 */
export function library(db: WriteDb): void {
  db.exec(`
    CREATE TABLE project (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      position INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL,
      trashed_at_ms INTEGER
    ) STRICT;

    CREATE TABLE document (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      project_id TEXT NOT NULL REFERENCES project (id),
      title TEXT NOT NULL,
      position INTEGER NOT NULL,
      words INTEGER NOT NULL,
      caret_anchor INTEGER NOT NULL,
      caret_head INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      trashed_at_ms INTEGER,
      text TEXT NOT NULL,
      doc_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX document_by_project ON document (project_id, position);

    -- fate: running, offered, accepted, discarded, stopped, failed. end_kind: how the engine ended it (offered, stopped,
    -- failed), null while it runs. steps of steps_foreseen: how far the rows of variant have come. region_text: what stood
    -- there before, one line a region.
    CREATE TABLE run (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      document_id TEXT NOT NULL REFERENCES document (id),
      started_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      fate TEXT NOT NULL,
      accepted INTEGER,
      end_kind TEXT,
      fault_code TEXT,
      fault_message TEXT,
      steps INTEGER,
      steps_foreseen INTEGER,
      passes INTEGER,
      milliseconds REAL,
      model TEXT,
      model_hash TEXT,
      backend TEXT,
      settings_json TEXT NOT NULL,
      region_text TEXT NOT NULL,
      passage_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_by_document ON run (document_id, started_at_ms);

    -- Best first. Of a run that was stopped or failed: what was written until then, without seed and fit.
    CREATE TABLE variant (
      key INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL REFERENCES run (id),
      number INTEGER NOT NULL,
      seed INTEGER,
      fit_text REAL,
      fit_after REAL,
      text TEXT NOT NULL,
      regions_json TEXT NOT NULL,
      UNIQUE (run_id, number)
    ) STRICT;

    CREATE TABLE setting (name TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `)
}
