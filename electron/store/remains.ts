import { randomUUID } from 'node:crypto'
import type { DocJson } from '../contract/library.ts'
import { carvedRows } from './carve.ts'
import type { ReadDb } from './database.ts'
import { attempt, openWreck, readableKeys, readRow } from './salvage.ts'
import type { Row } from './salvage.ts'
import { typedLines } from './strays.ts'

/** A document as far as it can be read. `typed`: lines that only the journal holds. */
export type Remains = Readonly<{
  id: string
  project: string
  /** Null if the project's own row cannot be read. */
  projectTitle: string | null
  title: string
  position: number
  words: number
  text: string
  doc: DocJson
  updatedAtMs: number
  trashedAtMs: number | null
  typed: readonly string[]
}>

/** A scrap as far as it can be read. `title`: of the document that it came from, null where that is not known. */
export type ScrapRemains = Readonly<{
  id: string
  project: string
  projectTitle: string | null
  document: string | null
  run: string | null
  title: string | null
  atMs: number
  starred: boolean
  trashedAtMs: number | null
  openStart: number
  openEnd: number
  words: number
  text: string
  doc: DocJson
}>
/** `whole`: SQLite found no damage where documents are. */
export type LibraryRemains = Readonly<{
  documents: readonly Remains[]
  scraps: readonly ScrapRemains[]
  whole: boolean
}>

/**
 * Every document and scrap that can still be read in the library `file`, whatever its state; null if nothing can. */
export function remainsOf(file: string, withLog = true): LibraryRemains | null {
  const wreck = openWreck(file, withLog)
  const found = wreck === null ? [] : (attempt(() => remainsIn(wreck.db)) ?? [])
  const scraps = wreck === null ? [] : (attempt(() => scrapsIn(wreck.db, found)) ?? [])
  const whole = wreck !== null && attempt(() => wreck.db.pragma('quick_check(1)', { simple: true })) === 'ok'
  wreck?.close()
  if (whole) return { documents: found, scraps, whole }
  const carved = carvedRows(file)
  const documents = withNew(
    found,
    carved.documents.flatMap(row => complete(row) ?? []),
  )
  const all = withNew(
    scraps,
    carved.scraps.flatMap(row => completeScrap(row) ?? []),
  )
  return documents.length + all.length > 0 ? { documents, scraps: all, whole } : null
}

/** Those of `more` whose ids are not known come after them. */
function withNew<T extends Readonly<{ id: string }>>(known: readonly T[], more: readonly T[]): T[] {
  const seen = new Set(known.map(({ id }) => id))
  return [...known, ...more.filter(({ id }) => !seen.has(id))]
}

function remainsIn(db: ReadDb): Remains[] {
  const columns = columnsOf(db, 'document')
  if (columns.length === 0) return []
  const titles = projectTitles(db)
  return readableKeys(db, 'document').flatMap(key => {
    const remains = complete(readRow(db, 'document', key, columns) ?? {})
    return remains
      ? [{ ...remains, projectTitle: titles.get(remains.project) ?? null, typed: typedIn(db, remains.id) }]
      : []
  })
}

function scrapsIn(db: ReadDb, documents: readonly Remains[]): ScrapRemains[] {
  const columns = columnsOf(db, 'scrap')
  if (columns.length === 0) return []
  const projects = projectTitles(db)
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  return readableKeys(db, 'scrap').flatMap(key => {
    const scrap = completeScrap(readRow(db, 'scrap', key, columns) ?? {})
    if (!scrap) return []
    const projectTitle = projects.get(scrap.project) ?? null
    return [{ ...scrap, projectTitle, title: titles.get(scrap.document ?? '') ?? null }]
  })
}

/** A row of `scrap` with what it lacks made up, as `complete` does. */
export function completeScrap(row: Row): ScrapRemains | null {
  const known = contentIn(row)
  if (!known) return null
  const { text, kept } = known
  return {
    ...{ id: textOr(row['id'], randomUUID()), project: textOr(row['project_id'], 'salvaged'), projectTitle: null },
    ...{ document: textOr(row['document_id'], null), run: textOr(row['run_id'], null), title: null },
    ...{ atMs: numberOr(row['at_ms'], 0), starred: row['starred'] === 1 },
    trashedAtMs: typeof row['trashed_at_ms'] === 'number' ? row['trashed_at_ms'] : null,
    openStart: kept ? numberOr(row['open_start'], 0) : 0,
    openEnd: kept ? numberOr(row['open_end'], 0) : 0,
    words: numberOr(row['words'], wordsIn(text)),
    ...{ text, doc: kept ?? docOf(text) },
  }
}

/** A row of `document` with what it lacks made up: its text and its content stand in for each other. */
export function complete(row: Row): Remains | null {
  const known = contentIn(row)
  if (!known) return null
  const { text, kept } = known
  return {
    id: textOr(row['id'], randomUUID()),
    project: textOr(row['project_id'], 'salvaged'),
    projectTitle: null,
    title: textOr(row['title'], 'Untitled'),
    position: numberOr(row['position'], 0),
    words: numberOr(row['words'], wordsIn(text)),
    text,
    doc: kept ?? docOf(text),
    updatedAtMs: numberOr(row['updated_at_ms'], 0),
    trashedAtMs: typeof row['trashed_at_ms'] === 'number' ? row['trashed_at_ms'] : null,
    typed: [],
  }
}

/** The text and the content of a row, the one made of the other where that is all there is; null where neither is. */
function contentIn(row: Row): Readonly<{ text: string; kept: DocJson | null }> | null {
  const kept = parsed(row['doc_json'])
  const text = typeof row['text'] === 'string' ? row['text'] : kept === null ? null : textIn(kept)
  return text === null ? null : { text, kept }
}

export function columnsOf(db: ReadDb, table: string): string[] {
  return attempt(() => db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)) ?? []
}

/** Plain text as a document of paragraphs. */
export function docOf(text: string): DocJson {
  const paragraph = (line: string) =>
    line === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: line }] }
  return { type: 'doc', content: text.split('\n').map(paragraph) }
}

function projectTitles(db: ReadDb): Map<string, string> {
  const columns = columnsOf(db, 'project')
  const rows = columns.length === 0 ? [] : readableKeys(db, 'project').map(key => readRow(db, 'project', key, columns))
  return new Map(
    rows.flatMap(row => {
      const { id, title } = row ?? {}
      return typeof id === 'string' && typeof title === 'string' ? [[id, title] as const] : []
    }),
  )
}

function typedIn(db: ReadDb, id: string): string[] {
  const steps = attempt(() =>
    db.prepare<[string], string>('SELECT steps_json FROM journal WHERE document_id = ? ORDER BY first').pluck().all(id),
  )
  return (steps ?? []).flatMap(json => typedLines(parsedJson(json) ?? []))
}

function parsed(json: unknown): DocJson | null {
  const doc = typeof json === 'string' ? parsedJson(json) : null
  return typeof doc === 'object' && doc !== null && 'type' in doc && doc.type === 'doc' ? (doc as DocJson) : null
}

/** The text of a document's content, a line a block that holds text. */
function textIn(doc: DocJson): string {
  const lines: string[] = []
  const walk = (node: unknown): string => {
    if (typeof node !== 'object' || node === null) return ''
    const { text, content } = node as { text?: unknown; content?: unknown }
    if (typeof text === 'string') return text
    const inside = Array.isArray(content) ? content.map(walk).join('') : ''
    if (inside !== '') lines.push(inside)
    return ''
  }
  walk(doc)
  return lines.join('\n')
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const wordsIn = (text: string) => text.match(/\S+/g)?.length ?? 0

function textOr<T extends string | null>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
