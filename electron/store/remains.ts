import { randomUUID } from 'node:crypto'
import type { DocJson } from '../contract/library.ts'
import { carvedDocuments } from './carve.ts'
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

/**
 * Every document that can still be read in the library `file`, whatever its state; null if nothing can. `whole`: SQLite
 * found no damage where documents are.
 */
export function remainsOf(file: string, withLog = true): Readonly<{ documents: Remains[]; whole: boolean }> | null {
  const wreck = openWreck(file, withLog)
  const found = wreck === null ? [] : (attempt(() => remainsIn(wreck.db)) ?? [])
  const whole = wreck !== null && attempt(() => wreck.db.pragma('quick_check(1)', { simple: true })) === 'ok'
  wreck?.close()
  if (whole) return { documents: found, whole }
  const seen = new Set(found.map(({ id }) => id))
  const carved = carvedDocuments(file)
    .flatMap(row => complete(row) ?? [])
    .filter(({ id }) => !seen.has(id))
  const documents = [...found, ...carved]
  return documents.length > 0 ? { documents, whole } : null
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

/** A row of `document` with what it lacks made up: its text and its content stand in for each other. */
export function complete(row: Row): Remains | null {
  const kept = parsed(row['doc_json'])
  const text = typeof row['text'] === 'string' ? row['text'] : kept === null ? null : textIn(kept)
  if (text === null) return null
  return {
    id: typeof row['id'] === 'string' ? row['id'] : randomUUID(),
    project: typeof row['project_id'] === 'string' ? row['project_id'] : 'salvaged',
    projectTitle: null,
    title: typeof row['title'] === 'string' ? row['title'] : 'Untitled',
    position: numberOr(row['position'], 0),
    words: numberOr(row['words'], text.match(/\S+/g)?.length ?? 0),
    text,
    doc: kept ?? docOf(text),
    updatedAtMs: numberOr(row['updated_at_ms'], 0),
    trashedAtMs: typeof row['trashed_at_ms'] === 'number' ? row['trashed_at_ms'] : null,
    typed: [],
  }
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

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
