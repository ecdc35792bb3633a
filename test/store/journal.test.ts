import { describe, expect, it } from 'vitest'
import type { DocumentDraft, StepJson } from '@contract/library.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { listDocuments, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { DocumentMissing, JournalUnfit } from '../../electron/store/failures.ts'
import { keepSteps } from '../../electron/store/journal.ts'
import { openLibrary } from '../../electron/store/open.ts'
import { recoverStrays, typedLines } from '../../electron/store/strays.ts'
import { freshFolder } from '../support/folders.ts'
import { d, libraryWith, opened } from '../support/library.ts'

const step = (text: string, from = 1): StepJson =>
  ({ stepType: 'replace', from, to: from, slice: { content: [{ type: 'text', text }] } }) as StepJson
const keep = (db: WriteDb, revision: number, first: number, ...texts: string[]) =>
  keepSteps(db, { id: d('a'), revision, first, steps: texts.map(text => step(text)) }, 5)
const draft = (text: string): DocumentDraft => ({
  ...{ id: d('a'), text, words: 1, caret: { anchor: 1, head: 1 } },
  doc: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
})
const kept = (db: WriteDb) => typedLines(loadDocument(db, d('a')).journal)
const titles = (db: WriteDb) => listDocuments(db).map(({ title }) => title)

describe('the journal', () => {
  it('comes with the document, in order', async () => {
    const db = await libraryWith('a')
    keep(db, 0, 0, 'one', 'two')
    keep(db, 0, 2, 'three')
    expect(loadDocument(db, d('a'))).toMatchObject({ revision: 0, journal: [step('one'), step('two'), step('three')] })
  })
  it('is cleared by the save that is based on it; the next begins anew', async () => {
    const db = await libraryWith('a')
    keep(db, 0, 0, 'one')
    expect(saveDocument(db, { ...draft('one'), base: 0 }, 6)).toMatchObject({ revision: 1 })
    expect(kept(db)).toEqual([])
    keep(db, 1, 0, 'two')
    expect(kept(db)).toEqual(['two'])
    expect(recoverStrays(db, 7)).toEqual([])
  })
  const refuses = (name: string, revision: number, first: number) =>
    it(`refuses ${name}`, async () => {
      const db = await libraryWith('a')
      keep(db, 0, 0, 'one')
      expect(() => keep(db, revision, first, 'two')).toThrow(JournalUnfit)
      expect(kept(db)).toEqual(['one'])
    })
  refuses('changes of another revision', 1, 1)
  refuses('a gap', 0, 2)
  refuses('changes that it has', 0, 0)
  it('refuses a document that is not there', async () => {
    const db = await libraryWith()
    expect(() => keep(db, 0, 0, 'x')).toThrow(DocumentMissing)
  })
  it('survives closing and opening', async () => {
    const folder = freshFolder()
    const first = await openLibrary(folder, new Date(1))
    first.close()
    const { db, close } = await seeded(folder)
    keep(db, 0, 0, 'one')
    close()
    expect(kept((await opened(folder)).db)).toEqual(['one'])
  })
})

async function seeded(folder: string) {
  const library = await opened(folder)
  library.db.exec(`INSERT INTO project VALUES (1, 'p', 'P', 0, 1, NULL)`)
  library.db.exec(`INSERT INTO document VALUES (1, 'a', 'p', 'A', 0, 0, 1, 1, 1, 1, NULL, '', '{"type":"doc"}', 0)`)
  return library
}

describe('a document that is rewritten by another hand', () => {
  const rewrites: Record<string, (db: WriteDb) => unknown> = {
    'a save based on nothing': db => saveDocument(db, draft('other'), 6),
    'a save based on another revision': db => saveDocument(db, { ...draft('other'), base: 7 }, 6),
    'an update past the store': db => db.exec(`UPDATE document SET doc_json = '{"type":"doc"}'`),
  }
  for (const [name, rewrite] of Object.entries(rewrites))
    it(`${name}: its journal is never applied, and its words become a document beside it`, async () => {
      const db = await libraryWith('a', 'b')
      keep(db, 0, 0, 'typed before ', 'it fell')
      rewrite(db)
      expect(loadDocument(db, d('a'))).toMatchObject({ revision: 1, journal: [] })
      const [made] = recoverStrays(db, 9)
      expect(titles(db)).toEqual(['A', 'Words recovered from “A”', 'B'])
      expect(JSON.stringify(loadDocument(db, made!.id).doc)).toContain('typed before ')
      expect(recoverStrays(db, 10)).toEqual([])
    })
  it('is found at the next opening, where nobody looked before', async () => {
    const folder = freshFolder()
    const { db, close } = await seeded(folder)
    keep(db, 0, 0, 'lost words')
    db.exec(`UPDATE document SET doc_json = '{"type":"doc"}'`)
    close()
    expect(titles((await opened(folder)).db)).toContain('Words recovered from “A”')
  })
})

describe('the words of steps', () => {
  it('typed on at one place are one line', () => expect(typedLines([step('ab', 4), step('cd', 6)])).toEqual(['abcd']))
  it('at different places are lines', () => expect(typedLines([step('ab', 4), step('cd', 1)])).toEqual(['ab', 'cd']))
  it('in blocks are lines', () => {
    const block = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
    expect(typedLines([{ stepType: 'replace', from: 0, slice: { content: [block('x'), block('y')] } }])).toEqual([
      'x',
      'y',
    ])
  })
  it('that only erase are none', () => expect(typedLines([{ stepType: 'replace', from: 1, to: 4 }])).toEqual([]))
})
