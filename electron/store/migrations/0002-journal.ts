import type { WriteDb } from '../database.ts'

/**
 * Version 2. `journal` holds what was typed since a document was last saved, so that little is lost whatever dies;
 * `stray` holds what turned out not to fit its document any more, with the content that it did fit.
 */
export function journal(db: WriteDb): void {
  db.exec(`
    ALTER TABLE document ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

    -- Steps that apply to the document's content as it stands; first: how many stand before these.
    CREATE TABLE journal (
      key INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      first INTEGER NOT NULL,
      count INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      steps_json TEXT NOT NULL,
      UNIQUE (document_id, first)
    ) STRICT;

    -- steps_json: an array of the arrays that journal held. recovered_id: the document that shows its words, once made.
    CREATE TABLE stray (
      key INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      recovered_id TEXT,
      doc_json TEXT NOT NULL,
      steps_json TEXT NOT NULL
    ) STRICT;

    -- Whoever rewrites a document: what the journal still holds of it no longer fits, and is never applied.
    CREATE TRIGGER document_rewritten AFTER UPDATE OF doc_json ON document
    BEGIN
      INSERT INTO stray (document_id, at_ms, doc_json, steps_json)
        SELECT OLD.id, max(at_ms), OLD.doc_json, json_group_array(json(steps_json))
        FROM (SELECT at_ms, steps_json FROM journal WHERE document_id = OLD.id ORDER BY first)
        HAVING count(*) > 0;
      DELETE FROM journal WHERE document_id = OLD.id;
      UPDATE document SET revision = OLD.revision + 1 WHERE key = OLD.key;
    END;
  `)
}
