import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WriteDb } from '../../electron/store/database.ts'
import {
  createDocument,
  listDocuments,
  loadDocument,
  renameDocument,
  saveDocument,
} from '../../electron/store/documents.ts'
import { DocumentChanged, DocumentMissing, ProjectMissing } from '../../electron/store/failures.ts'
import { keepSteps } from '../../electron/store/journal.ts'
import { moveDocuments, restoreDocument, trashDocuments } from '../../electron/store/places.ts'
import { saveDocuments } from '../../electron/store/rewrite.ts'
import { listSnapshots } from '../../electron/store/snapshots.ts'
import { d, libraryWith, p } from '../support/library.ts'

const order = (db: WriteDb, project = 'p') =>
  listDocuments(db)
    .filter(document => document.project === project && document.trashedAtMs === null)
    .map(document => document.id)
    .join('')

const draftOf = (id: string, text: string) => ({
  id: d(id),
  doc: { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
  text,
  words: 2,
  caret: { anchor: 3, head: 5 },
})

describe('a document', () => {
  it('is new and empty at first', async () => {
    const db = await libraryWith('a')
    expect(loadDocument(db, d('a'))).toMatchObject({
      doc: { type: 'doc', content: [{ type: 'paragraph' }] },
      words: 0,
      title: 'A',
      caret: { anchor: 1, head: 1 },
    })
  })
  it('comes back as it was saved, whatever its text', async () => {
    const db = await libraryWith('a')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        saveDocument(db, draftOf('a', text), 9)
        const { doc, caret, words, updatedAtMs } = loadDocument(db, d('a'))
        expect({ doc, caret, words, updatedAtMs }).toEqual({
          doc: draftOf('a', text).doc,
          caret: { anchor: 3, head: 5 },
          words: 2,
          updatedAtMs: 9,
        })
      }),
    )
  })
  it('keeps a NUL and a lone surrogate', async () => {
    const db = await libraryWith('a')
    const draft = draftOf('a', 'a\0b\ud800c')
    saveDocument(db, draft, 9)
    expect(loadDocument(db, d('a')).doc).toEqual(draft.doc)
  })
  it('saves what its summary says', async () => {
    const db = await libraryWith('a')
    expect(saveDocument(db, draftOf('a', 'two words'), 9)).toMatchObject({ ...listDocuments(db)[0] })
  })
  it('is renamed without counting as changed', async () => {
    const db = await libraryWith('a')
    renameDocument(db, d('a'), 'New')
    expect(listDocuments(db)[0]).toMatchObject({ title: 'New', updatedAtMs: 1 })
  })
  it('that does not exist is named', async () => {
    const db = await libraryWith('a')
    for (const act of [
      () => loadDocument(db, d('x')),
      () => saveDocument(db, draftOf('x', ''), 1),
      () => renameDocument(db, d('x'), 'X'),
      () => moveDocuments(db, [d('x')], { project: p('p'), parent: null, position: 0 }),
      () => trashDocuments(db, [d('x')], 1),
      () => restoreDocument(db, d('x')),
    ])
      expect(act).toThrow(DocumentMissing)
    expect(() => createDocument(db, d('y'), p('x'), 'Y', 1)).toThrow(ProjectMissing)
    expect(() => moveDocuments(db, [d('a')], { project: p('x'), parent: null, position: 0 })).toThrow(ProjectMissing)
    expect(order(db)).toBe('a')
  })
})

describe('several at once', () => {
  const based = (id: string, text: string, base: number) => ({ ...draftOf(id, text), base })
  it('are saved, their journals covered', async () => {
    const db = await libraryWith('a', 'b')
    keepSteps(db, { id: d('a'), revision: 0, first: 0, steps: [{ stepType: 'replace' }] }, 2)
    const saved = saveDocuments(db, [based('a', 'one', 0), based('b', 'two', 0)], 9)
    expect(saved.map(({ id, revision }) => [id, revision])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(listSnapshots(db, d('a')).map(({ cause }) => cause)).toEqual(['replace all'])
    expect([loadDocument(db, d('a')).journal, loadDocument(db, d('b')).doc]).toEqual([[], draftOf('b', 'two').doc])
  })
  it('or none is, if one has changed meanwhile', async () => {
    const db = await libraryWith('a', 'b')
    saveDocument(db, draftOf('b', 'later'), 3)
    expect(() => saveDocuments(db, [based('a', 'one', 0), based('b', 'two', 0)], 9)).toThrow(DocumentChanged)
    expect(() => saveDocuments(db, [based('a', 'one', 0), based('x', 'two', 0)], 9)).toThrow(DocumentMissing)
    expect(loadDocument(db, d('a')).revision).toBe(0)
    expect(listSnapshots(db, d('a'))).toEqual([])
    expect(loadDocument(db, d('b')).doc).toEqual(draftOf('b', 'later').doc)
  })
})
