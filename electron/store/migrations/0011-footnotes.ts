import type { WriteDb } from '../database.ts'
import { index } from './0004-search.ts'

/** Version 11: what the footnotes of documents say becomes findable. */
export function footnotes(db: WriteDb): void {
  db.exec(`
    -- The footnotes of doc_json; number: which of the document's it is, from 1. Kept by the triggers below, whoever writes.
    CREATE TABLE footnote (
      key INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL,
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (document_id, number)
    ) STRICT;
    INSERT INTO footnote (document_id, number, text)
      ${said('document', 'document,', `AND ${mentioned('document')}`)};

    CREATE TRIGGER footnote_of_added AFTER INSERT ON document WHEN ${mentioned('NEW')} BEGIN ${told} END;
    CREATE TRIGGER footnote_of_changed AFTER UPDATE OF doc_json ON document
      WHEN OLD.doc_json IS NOT NEW.doc_json AND (${mentioned('OLD')} OR ${mentioned('NEW')}) BEGIN ${told} END;
    CREATE TRIGGER footnote_of_dropped AFTER DELETE ON document
      BEGIN DELETE FROM footnote WHERE document_id = OLD.id; END;
  `)
  db.exec(index('footnote', ['text'], PREFIX))
}

/** As version 8 has it. */
const PREFIX = `, prefix = '1 2 3'`

/** Whether a document may have footnotes, without reading it node by node. */
function mentioned(row: string): string {
  return `instr(${row}.doc_json, '"footnote"') > 0`
}

/** All footnotes of a document: of all nodes only theirs have a `text` among their attributes. */
function said(row: string, from = '', where = ''): string {
  // A document that a damaged file gave may be no JSON.
  const json = `iif(json_valid(${row}.doc_json), ${row}.doc_json, 'null')`
  return `
    SELECT ${row}.id, row_number() OVER (PARTITION BY ${row}.id ORDER BY node.id) AS number,
      coalesce(CAST(node.atom AS TEXT), '') AS text
    FROM ${from} json_tree(${json}) AS node WHERE node.key = 'text' AND node.path GLOB '*.attrs' ${where}`
}

/** Only what changed is written, since a document is saved with every pause in the typing. */
const told = `
  INSERT INTO footnote (document_id, number, text) ${said('NEW')}
    ON CONFLICT (document_id, number) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text;
  DELETE FROM footnote WHERE document_id = NEW.id AND number > (SELECT count(*) FROM (${said('NEW')}));`
