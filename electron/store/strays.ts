import { randomUUID } from 'node:crypto'
import type { DocJson, DocumentId, DocumentSummary } from '../contract/library.ts'
import type { WriteDb } from './database.ts'
import { describeDocuments } from './cards.ts'
import { createDocument, saveDocument, summary } from './documents.ts'
import { moveDocuments, placeOf } from './places.ts'

/** Columns of `stray`, as migration 0002 made it. Never leave this file. */
type StrayRow = { key: number; document_id: DocumentId; steps_json: string }

/** Makes a document of the words of every stray that has none yet, beside the one that they were typed in. */
export function recoverStrays(db: WriteDb, nowMs: number): DocumentSummary[] {
  return db.transaction(() => {
    const strays = db
      .prepare<[], StrayRow>(
        `SELECT key, document_id, steps_json FROM stray
         WHERE recovered_id IS NULL AND document_id IN (SELECT id FROM document) ORDER BY key`,
      )
      .all()
    return strays.flatMap(stray => {
      const lines = typedLines(JSON.parse(stray.steps_json))
      const made = lines.length > 0 ? recovered(db, stray.document_id, lines, nowMs) : null
      db.prepare('UPDATE stray SET recovered_id = ? WHERE key = ?').run(made?.id ?? '', stray.key)
      return made ? [made] : []
    })
  })()
}

function recovered(db: WriteDb, from: DocumentId, lines: readonly string[], nowMs: number): DocumentSummary {
  const { title, kind } = summary(db, from)
  const { project, parent, position } = placeOf(db, from)
  const id = randomUUID() as DocumentId
  createDocument(db, id, project, `Words recovered from “${title}”`, nowMs)
  describeDocuments(db, [id], { kind })
  moveDocuments(db, [id], { project, parent, position: position + 1 })
  const doc: DocJson = {
    type: 'doc',
    content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  }
  const text = lines.join('\n')
  const words = text.match(/\S+/g)?.length ?? 0
  return saveDocument(db, { id, doc, text, words, caret: { anchor: 1, head: 1 } }, nowMs)
}

/** The words that steps put in, a line for each block and for each place where something was typed. */
export function typedLines(steps: unknown): string[] {
  const lines: string[] = []
  let line = ''
  let next = -1
  const end = () => {
    if (line.trim()) lines.push(line)
    line = ''
  }
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) walk(part)
    if (!isRecord(value)) return
    const { type, text, from, content, slice } = value
    if (typeof from === 'number' && from !== next) end()
    if (typeof from === 'number') next = from
    if (type === 'text' && typeof text === 'string') {
      line += text
      next += text.length
    } else if (typeof type === 'string') end()
    walk(content)
    if (isRecord(slice)) walk(slice['content'])
  }
  walk(steps)
  end()
  return lines
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
