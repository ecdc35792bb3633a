import type { RunId } from '../contract/infill.ts'
import type { DocumentId, ProjectId, RunFate } from '../contract/library.ts'
import { HITS_MAX } from '../contract/search.ts'
import type {
  CardHit,
  DocumentHit,
  DocumentText,
  FootnoteHit,
  RunHit,
  ScrapHit,
  SearchQuery,
  SearchResults,
} from '../contract/search.ts'
import type { ScrapId } from '../contract/scraps.ts'
import type { ReadDb } from './database.ts'
import { HIT_END, HIT_START, excerptAround, markedPieces } from './excerpt.ts'
import { all, indexed, met } from './search-clause.ts'
import type { Clause } from './search-clause.ts'
import { searchOf } from './search-query.ts'
import type { Search } from './search-query.ts'

type DocumentRow = { key: number; id: DocumentId; title: string; text: string }
type RunRow = {
  run: RunId
  document: DocumentId
  number: number | null
  started_at_ms: number
  fate: RunFate
  text: string
}

type FootnoteRow = { id: DocumentId; title: string; number: number; text: string }
type CardRow = { id: DocumentId; title: string; synopsis: string; label: string }
type ScrapRow = { id: ScrapId; project_id: ProjectId; document_id: DocumentId | null; at_ms: number; text: string }

const MARKS = `'${HIT_START}', '${HIT_END}'`
const LIVE = 'document.trashed_at_ms IS NULL AND project.trashed_at_ms IS NULL'
/** A word in a title weighs as much as this many in the text. */
const TITLE_WEIGHT = 8
/** Words that an excerpt shows. */
const EXCERPT_WORDS = 22

/** Everything in documents, their footnotes and cards, scraps and history that answers `query`; nothing for a query without a letter in it. */
export function searchText(db: ReadDb, query: SearchQuery): SearchResults {
  const search = searchOf(query.text)
  if (search === null) return { documents: [], footnotes: [], cards: [], scraps: [], runs: [] }
  const variants = runHits(db, search, query.project, 'variant', 'text', 'variant.number', 'run.id = variant.run_id')
  const originals = runHits(db, search, query.project, 'run', 'region_text', 'NULL', '')
  return {
    documents: documentHits(db, search, query.project),
    footnotes: footnoteHits(db, search, query.project),
    cards: cardHits(db, search, query.project),
    scraps: scrapHits(db, search, query.project),
    runs: newest([...variants, ...originals]),
  }
}

/** The plain texts of what is not in the trash, of one project or (null) of all. */
export function documentTexts(db: ReadDb, project: ProjectId | null): DocumentText[] {
  const { sql, values } = inProject(project)
  return db
    .prepare<unknown[], DocumentText>(
      `SELECT document.id, document.revision, document.text
       FROM document JOIN project ON project.id = document.project_id WHERE ${LIVE}${sql}`,
    )
    .all(...values)
}

function documentHits(db: ReadDb, search: Search, project: ProjectId | null): DocumentHit[] {
  const where = all([met(search, 'document', ['title', 'text']), inProject(project)])
  const rank = search.words === null ? 'document.updated_at_ms DESC' : `bm25(document_words, ${TITLE_WEIGHT}, 1)`
  const rows = db
    .prepare<unknown[], DocumentRow>(
      `SELECT document.key, document.id, document.title, ${search.words === null ? 'document.text' : `''`} AS text
       FROM ${indexed(search, 'document')} JOIN project ON project.id = document.project_id
       WHERE ${LIVE}${where.sql} ORDER BY ${rank} LIMIT ${HITS_MAX}`,
    )
    .all(...where.values)
  const marked = search.words === null ? null : markedDocuments(db, search.words, rows)
  return rows.map(({ key, id, title, text }) => ({
    document: id,
    title: marked ? markedPieces(marked.get(key)?.title ?? title) : excerptAround(title, search.unspaced),
    excerpt: marked ? markedPieces(marked.get(key)?.text ?? '') : excerptAround(text, search.unspaced),
  }))
}

/** Excerpts of these rows only, since each takes a reading of the whole text; in one query, since the index is read too. */
function markedDocuments(db: ReadDb, words: string, rows: readonly DocumentRow[]) {
  const marked = db
    .prepare<unknown[], { key: number; title: string; text: string }>(
      `SELECT rowid AS key, highlight(document_words, 0, ${MARKS}) AS title,
         snippet(document_words, 1, ${MARKS}, '…', ${EXCERPT_WORDS}) AS text
       FROM document_words WHERE document_words MATCH ? AND rowid IN (${rows.map(() => '?').join()})`,
    )
    .all(words, ...rows.map(({ key }) => key))
  return new Map(marked.map(row => [row.key, row]))
}

function footnoteHits(db: ReadDb, search: Search, project: ProjectId | null): FootnoteHit[] {
  const where = all([met(search, 'footnote', ['text']), inProject(project)])
  const text = search.words === null ? 'footnote.text' : `snippet(footnote_words, 0, ${MARKS}, '…', ${EXCERPT_WORDS})`
  return db
    .prepare<unknown[], FootnoteRow>(
      `SELECT document.id, document.title, footnote.number, ${text} AS text
       FROM ${indexed(search, 'footnote')} JOIN document ON document.id = footnote.document_id
         JOIN project ON project.id = document.project_id
       WHERE ${LIVE}${where.sql} ORDER BY ${search.words === null ? 'document.updated_at_ms DESC' : 'rank'} LIMIT ${HITS_MAX}`,
    )
    .all(...where.values)
    .map(row => ({
      ...{ document: row.id, title: row.title, number: row.number },
      excerpt: search.words === null ? excerptAround(row.text, search.unspaced) : markedPieces(row.text),
    }))
}

/** Documents whose synopsis and label, taken together, hold the words. */
function cardHits(db: ReadDb, search: Search, project: ProjectId | null): CardHit[] {
  const where = all([met(search, 'card_text', ['synopsis', 'label']), inProject(project)])
  const [synopsis, label] =
    search.words === null
      ? ['card_text.synopsis', 'card_text.label']
      : [`snippet(card_text_words, 0, ${MARKS}, '…', ${EXCERPT_WORDS})`, `highlight(card_text_words, 1, ${MARKS})`]
  const shown = (text: string) =>
    search.words === null ? (text === '' ? [] : excerptAround(text, search.unspaced)) : markedPieces(text)
  return db
    .prepare<unknown[], CardRow>(
      `SELECT document.id, document.title, ${synopsis} AS synopsis, ${label} AS label
       FROM ${indexed(search, 'card_text')} JOIN document ON document.id = card_text.document_id
         JOIN project ON project.id = document.project_id
       WHERE ${LIVE}${where.sql} ORDER BY ${search.words === null ? 'document.updated_at_ms DESC' : 'rank'} LIMIT ${HITS_MAX}`,
    )
    .all(...where.values)
    .map(({ id, title, synopsis, label }) => ({ document: id, title, synopsis: shown(synopsis), label: shown(label) }))
}

/** Scraps that lie on the shelf of a project that is not in the trash. */
function scrapHits(db: ReadDb, search: Search, project: ProjectId | null): ScrapHit[] {
  const where = all([met(search, 'scrap', ['text']), inProject(project, 'scrap')])
  const text = search.words === null ? 'scrap.text' : `snippet(scrap_words, 0, ${MARKS}, '…', ${EXCERPT_WORDS})`
  return db
    .prepare<unknown[], ScrapRow>(
      `SELECT scrap.id, scrap.project_id, scrap.document_id, scrap.at_ms, ${text} AS text
       FROM ${indexed(search, 'scrap')} JOIN project ON project.id = scrap.project_id
       WHERE scrap.trashed_at_ms IS NULL AND project.trashed_at_ms IS NULL${where.sql}
       ORDER BY scrap.at_ms DESC, scrap.key DESC LIMIT ${HITS_MAX}`,
    )
    .all(...where.values)
    .map(row => ({
      ...{ scrap: row.id, project: row.project_id, document: row.document_id, atMs: row.at_ms },
      excerpt: search.words === null ? excerptAround(row.text, search.unspaced) : markedPieces(row.text),
    }))
}

/** Runs in whose `column` of `table` the words are; the newest rows first. */
function runHits(
  db: ReadDb,
  search: Search,
  project: ProjectId | null,
  table: 'run' | 'variant',
  column: string,
  number: string,
  ofRun: string,
): RunHit[] {
  const where = all([met(search, table, [column]), inProject(project)])
  const run = ofRun === '' ? '' : `JOIN run ON ${ofRun}`
  const order = search.words === null ? `${table}.key` : `${table}_words.rowid`
  // Rows come in this order, so that only those that are kept are marked.
  const text =
    search.words === null ? `${table}.${column}` : `snippet(${table}_words, 0, ${MARKS}, '…', ${EXCERPT_WORDS})`
  return db
    .prepare<unknown[], RunRow>(
      `SELECT run.id AS run, run.document_id AS document, ${number} AS number, run.started_at_ms, run.fate,
         ${text} AS text
       FROM ${indexed(search, table)} ${run} JOIN document ON document.id = run.document_id
         JOIN project ON project.id = document.project_id
       WHERE ${LIVE}${where.sql} ORDER BY ${order} DESC LIMIT ${HITS_MAX}`,
    )
    .all(...where.values)
    .map(row => ({
      run: row.run,
      document: row.document,
      variant: row.number,
      startedAtMs: row.started_at_ms,
      fate: row.fate,
      excerpt: search.words === null ? excerptAround(row.text, search.unspaced) : markedPieces(row.text),
    }))
}

/** One hit a run, the newest first. */
function newest(hits: readonly RunHit[]): RunHit[] {
  const seen = new Set<RunId>()
  return hits
    .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
    .filter(({ run }) => !seen.has(run) && seen.add(run))
    .slice(0, HITS_MAX)
}

function inProject(project: ProjectId | null, table = 'document'): Clause {
  return project === null ? { sql: '', values: [] } : { sql: ` AND ${table}.project_id = ?`, values: [project] }
}
