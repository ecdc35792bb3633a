import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createDocument, saveDocument } from '../../electron/store/documents.ts'
import { openLibrary } from '../../electron/store/open.ts'
import { createProject } from '../../electron/store/projects.ts'
import { d, p } from './library.ts'

export const PAGE_BYTES = 4096
const now = new Date('2026-01-02T03:04:05Z')

/** The text of a document that is long enough to fill pages of its own. */
export const chapter = (i: number) =>
  Array.from({ length: 220 }, (_, word) => `word${i}x${word}`).join(' ') + ` end of chapter ${i}.`

/** A library in `folder`, closed, with `count` chapters of some 2 KB of text in one project. */
export async function chapters(folder: string, count: number): Promise<void> {
  const { db, close } = await openLibrary(folder, now)
  createProject(db, p('p'), 'A winter', 1)
  for (let i = 0; i < count; i++) {
    createDocument(db, d(`c${i}`), p('p'), `Chapter ${i}`, 1)
    write(db, i, chapter(i))
  }
  close()
}

type Db = Parameters<typeof saveDocument>[0]

export function write(db: Db, i: number, text: string): void {
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } as const
  const words = text.split(' ').length
  saveDocument(db, { id: d(`c${i}`), doc, text, words, caret: { anchor: 1, head: 1 } }, 2)
}

export function cutShort(file: string, share = 0.6): void {
  truncateSync(file, Math.floor((statSync(file).size * share) / PAGE_BYTES) * PAGE_BYTES)
}

/** Fills one page with zeros; 0 is the first. */
export function blankPage(file: string, page: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
  writeFileSync(file, bytes)
}

/** Breaks every page that holds these words: the chain of pages that a long text takes, or the kind of the page. */
export function breakPages(file: string, holding: string): void {
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf(holding); at >= 0; at = bytes.indexOf(holding, at + 1)) {
    const page = Math.floor(at / PAGE_BYTES)
    bytes.fill(0xff, page * PAGE_BYTES, page * PAGE_BYTES + 4)
  }
  writeFileSync(file, bytes)
}

/** Flips the byte that says what kind of page the first leaf of the tree of `document` is. Returns that page. */
export function flipLeaf(file: string, holding: string): number {
  const bytes = readFileSync(file)
  const page = Math.floor(bytes.indexOf(holding) / PAGE_BYTES)
  bytes[page * PAGE_BYTES] = bytes[page * PAGE_BYTES]! ^ 0xff
  writeFileSync(file, bytes)
  return page
}
