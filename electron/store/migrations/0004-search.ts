import type { WriteDb } from '../database.ts'

/**
 * Version 4: full-text search. Each table of words indexes columns of a table of ours without keeping them twice, and
 * triggers keep the two in step, whoever writes. `…_words` knows words, diacritics and case folded; `…_grams` knows every
 * three characters, of texts in scripts that write no spaces between words, and of Korean, which bends its words.
 */
export function search(db: WriteDb): void {
  db.exec(index('document', ['title', 'text']))
  db.exec(index('run', ['region_text']))
  db.exec(index('variant', ['text']))
}

/** Kana, Han with its extensions, Hangul, Thai, Lao, Myanmar, Khmer: as ranges of a `GLOB`. */
const UNSPACED =
  '*[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{323af}]*'

/**
 * The indexes of a table, and what keeps them in step. `wordOptions`: more options of the words, after a comma.
 * `grams` takes a row in only while `UNSPACED` is in it: a text and its change are therefore one trigger, in this order.
 */
export function index(table: string, columns: readonly string[], wordOptions = ''): string {
  const list = columns.join(', ')
  const values = (row: 'NEW' | 'OLD') => columns.map(column => `${row}.${column}`).join(', ')
  const unspaced = (row: string) => columns.map(column => `${row}${column} GLOB '${UNSPACED}'`).join(' OR ')
  const changed = columns.map(column => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')
  const made = (name: string, tokenize: string, where: (row: string) => string, options = '') => {
    const add = `INSERT INTO ${name} (rowid, ${list}) SELECT NEW.key, ${values('NEW')} WHERE ${where('NEW.')};`
    const drop = `INSERT INTO ${name} (${name}, rowid, ${list}) SELECT 'delete', OLD.key, ${values('OLD')} WHERE ${where('OLD.')};`
    return `
      CREATE VIRTUAL TABLE ${name} USING fts5(
        ${list}, content = '${table}', content_rowid = 'key', tokenize = '${tokenize}'${options}
      );
      INSERT INTO ${name} (rowid, ${list}) SELECT key, ${list} FROM ${table} WHERE ${where('')};
      CREATE TRIGGER ${name}_added AFTER INSERT ON ${table} BEGIN ${add} END;
      CREATE TRIGGER ${name}_dropped AFTER DELETE ON ${table} BEGIN ${drop} END;
      CREATE TRIGGER ${name}_changed AFTER UPDATE OF ${list} ON ${table} WHEN ${changed} BEGIN ${drop} ${add} END;
    `
  }
  return (
    made(`${table}_words`, 'unicode61 remove_diacritics 2', () => 'true', wordOptions) +
    made(`${table}_grams`, 'trigram', unspaced)
  )
}
