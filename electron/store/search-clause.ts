import type { Search } from './search-query.ts'

/** Part of a condition in SQL, with what its question marks stand for. */
export type Clause = Readonly<{ sql: string; values: readonly (string | number)[] }>

/** What to select from, so that the index of words leads where words are looked for. */
export function indexed(search: Search, table: string): string {
  return search.words === null ? table : `${table}_words JOIN ${table} ON ${table}.key = ${table}_words.rowid`
}

/** That a row of `table` meets a search in these columns. */
export function met({ words, grams, short }: Search, table: string, columns: readonly string[]): Clause {
  const holds = columns.map(column => `instr(${table}.${column}, ?) > 0`).join(' OR ')
  return all([
    words === null ? null : { sql: ` AND ${table}_words MATCH ?`, values: [words] },
    grams === null
      ? null
      : {
          sql: ` AND ${table}.key IN (SELECT rowid FROM ${table}_grams WHERE ${table}_grams MATCH ?)`,
          values: [grams],
        },
    ...short.map(term => ({ sql: ` AND (${holds})`, values: columns.map(() => term) })),
  ])
}

/** All of these conditions, each of which begins with AND. */
export function all(clauses: readonly (Clause | null)[]): Clause {
  const parts = clauses.filter(clause => clause !== null)
  return { sql: parts.map(({ sql }) => sql).join(''), values: parts.flatMap(({ values }) => values) }
}
