import { readFileSync } from 'node:fs'
import type { Row } from './salvage.ts'

/**
 * Rows of `document` and of `scrap` found by going through a file page by page, without asking its trees: for a library whose first
 * pages are gone, where SQLite can read nothing. What a page looks like: https://sqlite.org/fileformat2.html. An older
 * state of a row may still lie about; the latest of each id is given.
 */
export function carvedRows(file: string): Readonly<{ documents: Row[]; scraps: Row[] }> {
  const bytes = readFileSync(file)
  const pageBytes = pageBytesOf(bytes)
  const documents = new Map<unknown, Row>()
  const scraps = new Map<unknown, Row>()
  for (let at = 0; at + pageBytes <= bytes.length; at += pageBytes)
    for (const values of leafRows(bytes, at, pageBytes)) {
      keepLatest(documents, rowOf(DOCUMENT, values), 'updated_at_ms')
      keepLatest(scraps, rowOf(SCRAP, values), 'at_ms')
    }
  return { documents: [...documents.values()], scraps: [...scraps.values()] }
}

function keepLatest(rows: Map<unknown, Row>, row: Row | null, time: string): void {
  const known = row && rows.get(row['id'])
  if (row !== null && (!known || Number(known[time]) <= Number(row[time]))) rows.set(row['id'], row)
}

const LEAF_OF_TABLE = 0x0d
/** The size that our own libraries have, where the header cannot be read. */
const PAGE_BYTES = 4096

function pageBytesOf(bytes: Buffer): number {
  if (bytes.length < 100) return PAGE_BYTES
  const said = bytes.readUInt16BE(16)
  return said >= 512 && (said & (said - 1)) === 0 ? said : PAGE_BYTES
}

type Value = string | number | null | typeof CUT

/** The rows that stand on one page, if it is a leaf of a table. What makes no sense is passed over. */
function leafRows(bytes: Buffer, page: number, pageBytes: number): Value[][] {
  const head = page === 0 ? 100 : page
  if (bytes[head] !== LEAF_OF_TABLE) return []
  const rows: Value[][] = []
  const count = bytes.readUInt16BE(head + 3)
  for (let i = 0; i < count && head + 10 + 2 * i < page + pageBytes; i++) {
    const cell = page + bytes.readUInt16BE(head + 8 + 2 * i)
    const row = cell < page + pageBytes ? rowAt(bytes, cell, pageBytes) : null
    if (row) rows.push(row)
  }
  return rows
}

function rowAt(bytes: Buffer, cell: number, pageBytes: number): Value[] | null {
  const size = varint(bytes, cell)
  const key = size && varint(bytes, size.next)
  if (!key) return null
  return valuesOf(payloadAt(bytes, key.next, size.value, pageBytes))
}

/** A cell's content: what stands on the page, and the rest from the chain of pages that it overflows into, as far as that goes. */
function payloadAt(bytes: Buffer, at: number, size: number, pageBytes: number): Buffer {
  if (size <= pageBytes - 35) return bytes.subarray(at, at + size)
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23
  const wanted = least + ((size - least) % (pageBytes - 4))
  const local = wanted <= pageBytes - 35 ? wanted : least
  const parts = [bytes.subarray(at, at + local)]
  let left = size - local
  let next = at + local + 4 <= bytes.length ? bytes.readUInt32BE(at + local) : 0
  while (left > 0) {
    const page = (next - 1) * pageBytes
    if (next === 0 || page + pageBytes > bytes.length) break
    parts.push(bytes.subarray(page + 4, page + 4 + Math.min(left, pageBytes - 4)))
    left -= pageBytes - 4
    next = bytes.readUInt32BE(page)
  }
  return Buffer.concat(parts)
}

/** The values of a record, the last one cut short where the record is; null if it is none. */
function valuesOf(record: Buffer): Value[] | null {
  const header = varint(record, 0)
  if (!header || header.value > record.length) return null
  const values: Value[] = []
  let at = header.value
  for (let type = header.next; type < header.value;) {
    const kind = varint(record, type)
    if (!kind) return null
    type = kind.next
    const length = lengthOf(kind.value)
    const isText = kind.value >= 13 && kind.value % 2 === 1
    if (at + length > record.length && !isText) return values
    values.push(valueOf(record.subarray(at, at + length), kind.value))
    if (at + length > record.length) return [...values, CUT]
    at += length
  }
  return values
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number {
  return type < 12 ? (INTEGER_BYTES[type] ?? 0) : Math.floor((type - 12) / 2)
}

function valueOf(bytes: Buffer, type: number): Value {
  if (type >= 13 && type % 2 === 1) return bytes.toString('utf8')
  if (type === 8 || type === 9) return type - 8
  if (type >= 1 && type <= 5) return bytes.readIntBE(0, bytes.length)
  return type === 6 ? Number(bytes.readBigInt64BE()) : null
}

/** A number of SQLite's variable length, and where what follows it begins. */
function varint(bytes: Buffer, at: number): { value: number; next: number } | null {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return null
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + i + 1 }
  }
  return null
}

/** What a table's rows look like: columns in their order, and which of them always hold a text, or a number. */
type Shape = Readonly<{ columns: readonly string[]; texts: readonly number[]; numbers: readonly number[] }>
/** The columns that every version has, in the order of migration 0001. */
const DOCUMENT: Shape = {
  columns: [
    ...['key', 'id', 'project_id', 'title', 'position', 'words', 'caret_anchor', 'caret_head'],
    ...['created_at_ms', 'updated_at_ms', 'trashed_at_ms', 'text', 'doc_json'],
  ],
  texts: [1, 2, 3, 11],
  numbers: [4, 5, 6, 7, 8, 9],
}
/** As migration 0010 made it. */
const SCRAP: Shape = {
  columns: [
    ...['key', 'id', 'project_id', 'document_id', 'run_id', 'at_ms', 'starred', 'trashed_at_ms', 'words'],
    ...['open_start', 'open_end', 'text', 'doc_json'],
  ],
  texts: [1, 2, 11],
  numbers: [5, 6, 8, 9, 10],
}
/** Where both have their text and their content. */
const TEXT = 11
const CONTENT = 12

/** Stands behind the value that the damage cut short. */
const CUT = Symbol('cut')
const REST = '\n[The rest could not be read.]'

/** Null if the row is another table's. */
function rowOf({ columns, texts, numbers }: Shape, values: readonly Value[]): Row | null {
  const isOurs =
    texts.every(at => typeof values[at] === 'string') && numbers.every(at => typeof values[at] === 'number')
  if (!isOurs || values[0] !== null) return null
  const known = values.map((value, at) => (at === TEXT && values[CONTENT] === CUT ? String(value) + REST : value))
  return Object.fromEntries(columns.map((name, at) => [name, known[at]]))
}
