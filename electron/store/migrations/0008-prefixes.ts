import type { WriteDb } from '../database.ts'

/**
 * Version 8: the indexes of words also keep every beginning of one, two and three letters, so that a word that is only begun
 * is found without reading all that begin so. The option cannot be changed in place: the tables are made anew and
 * filled; the triggers of version 4 stay on the tables that they watch.
 */
export function prefixes(db: WriteDb): void {
  for (const [table, columns] of [
    ['document', 'title, text'],
    ['run', 'region_text'],
    ['variant', 'text'],
  ] as const)
    db.exec(`
      DROP TABLE ${table}_words;
      CREATE VIRTUAL TABLE ${table}_words USING fts5(
        ${columns}, content = '${table}', content_rowid = 'key',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
      );
      INSERT INTO ${table}_words (${table}_words) VALUES ('rebuild');
    `)
}
