import type { WriteDb } from '../database.ts'
import { index } from './0004-search.ts'

/** Version 10: scraps, which the writer put aside; and what cards say of documents becomes findable. */
export function scraps(db: WriteDb): void {
  db.exec(`
    -- document_id, run_id: where it came from. They refer to nothing, so that a scrap outlives both. open_start, open_end:
    -- how many levels of doc_json are cut into. trashed_at_ms: when it was taken off the shelf.
    CREATE TABLE scrap (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      project_id TEXT NOT NULL REFERENCES project (id),
      document_id TEXT,
      run_id TEXT,
      at_ms INTEGER NOT NULL,
      starred INTEGER NOT NULL DEFAULT 0,
      trashed_at_ms INTEGER,
      words INTEGER NOT NULL,
      open_start INTEGER NOT NULL,
      open_end INTEGER NOT NULL,
      text TEXT NOT NULL,
      doc_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX scrap_by_project ON scrap (project_id, at_ms);

    -- The words of card and of the label that it names, for the search. Kept by the triggers below, whoever writes.
    CREATE TABLE card_text (
      key INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL UNIQUE,
      synopsis TEXT NOT NULL,
      label TEXT NOT NULL
    ) STRICT;
    INSERT INTO card_text (document_id, synopsis, label)
      SELECT document_id, synopsis, coalesce((SELECT name FROM label WHERE id = label_id), '') FROM card;

    CREATE TRIGGER card_text_added AFTER INSERT ON card BEGIN ${told('NEW')} END;
    CREATE TRIGGER card_text_changed AFTER UPDATE OF synopsis, label_id ON card BEGIN ${told('NEW')} END;
    CREATE TRIGGER card_text_dropped AFTER DELETE ON card
      BEGIN DELETE FROM card_text WHERE document_id = OLD.document_id; END;
    CREATE TRIGGER card_text_labelled AFTER INSERT ON label BEGIN ${NAMED} END;
    CREATE TRIGGER card_text_renamed AFTER UPDATE OF name ON label BEGIN ${NAMED} END;
  `)
  db.exec(index('scrap', ['text'], PREFIX))
  db.exec(index('card_text', ['synopsis', 'label'], PREFIX))
}

/** As version 8 has it. */
const PREFIX = `, prefix = '1 2 3'`

const told = (row: string) => `
  INSERT INTO card_text (document_id, synopsis, label)
    VALUES (${row}.document_id, ${row}.synopsis, coalesce((SELECT name FROM label WHERE id = ${row}.label_id), ''))
    ON CONFLICT (document_id) DO UPDATE SET synopsis = excluded.synopsis, label = excluded.label;`
const NAMED = `
  UPDATE card_text SET label = NEW.name WHERE document_id IN (SELECT document_id FROM card WHERE label_id = NEW.id);`
