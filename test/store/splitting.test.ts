import { describe, expect, it } from 'vitest'
import type { DocumentDraft } from '@contract/library.ts'
import { describeDocuments } from '../../electron/store/cards.ts'
import { listDocuments, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { moveDocuments, shownIn, trashDocuments } from '../../electron/store/places.ts'
import { duplicateDocuments, mergeDocuments, splitDocument } from '../../electron/store/splitting.ts'
import { d, libraryWith, p } from '../support/library.ts'

const doc = (text: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
const draft = (id: string, text: string): DocumentDraft => ({
  ...{ id: d(id), doc: doc(text), text, words: text.split(' ').length, caret: { anchor: 1, head: 1 } },
})
const textOf = (db: Parameters<typeof loadDocument>[0], id: string) => loadDocument(db, d(id)).doc

describe('splitting', () => {
  it('leaves both halves, the second right after the first and of its kind', async () => {
    const db = await libraryWith('a', 'b', 'c')
    describeDocuments(db, [d('b')], { kind: 'note', status: 'draft', synopsis: 'S' })
    const rest = { id: d('n'), title: 'N', doc: doc('two'), text: 'two', words: 1 }
    splitDocument(db, draft('b', 'one'), rest, 9)
    expect(shownIn(db, p('p'), null)).toEqual(['a', 'b', 'n', 'c'])
    expect([textOf(db, 'b'), textOf(db, 'n')]).toEqual([doc('one'), doc('two')])
    expect(loadDocument(db, d('n'))).toMatchObject({ kind: 'note', status: 'draft', synopsis: '', words: 1 })
  })
  it('is all or nothing', async () => {
    const db = await libraryWith('a', 'b')
    saveDocument(db, draft('a', 'one two'), 1)
    const rest = { id: d('b'), title: 'N', doc: doc('two'), text: 'two', words: 1 }
    expect(() => splitDocument(db, draft('a', 'one'), rest, 9)).toThrow(/UNIQUE/)
    expect(textOf(db, 'a')).toEqual(doc('one two'))
  })
})

describe('merging', () => {
  it('keeps the others in the trash as they were, and what they held under the first', async () => {
    const db = await libraryWith('a', 'b', 'c')
    saveDocument(db, draft('b', 'two'), 1)
    moveDocuments(db, [d('c')], { project: p('p'), parent: d('b'), position: 0 })
    describeDocuments(db, [d('a')], { synopsis: 'First.' })
    describeDocuments(db, [d('b')], { synopsis: 'Then.' })
    mergeDocuments(db, draft('a', 'one two'), [d('b')], 9)
    expect(textOf(db, 'a')).toEqual(doc('one two'))
    expect(loadDocument(db, d('b'))).toMatchObject({ doc: doc('two'), trashedAtMs: 9, synopsis: 'Then.' })
    expect(shownIn(db, p('p'), d('a'))).toEqual(['c'])
    expect(loadDocument(db, d('a')).synopsis).toBe('First.\nThen.')
  })
  it('refuses to merge a document into itself', async () => {
    const db = await libraryWith('a')
    expect(() => mergeDocuments(db, draft('a', 'x'), [d('a')], 9)).toThrow(RangeError)
  })
})

describe('duplicating', () => {
  it('copies a document with all it holds, and leaves the original alone', async () => {
    const db = await libraryWith('a', 'b', 'c')
    saveDocument(db, draft('a', 'one two'), 1)
    describeDocuments(db, [d('a')], { kind: 'chapter', target: 500 })
    moveDocuments(db, [d('b')], { project: p('p'), parent: d('a'), position: 0 })
    const before = listDocuments(db).filter(({ id }) => id === 'a' || id === 'b')
    duplicateDocuments(
      db,
      [
        { from: d('a'), to: d('x') },
        { from: d('b'), to: d('y') },
      ],
      9,
    )
    expect(shownIn(db, p('p'), null)).toEqual(['a', 'x', 'c'])
    expect(shownIn(db, p('p'), d('x'))).toEqual(['y'])
    expect(loadDocument(db, d('x'))).toMatchObject({
      ...{ title: 'A copy', kind: 'chapter', target: 500, words: 2, doc: doc('one two') },
    })
    expect(listDocuments(db).filter(({ id }) => id === 'a' || id === 'b')).toEqual(before)
  })
  it('does not follow later changes of the original', async () => {
    const db = await libraryWith('a')
    duplicateDocuments(db, [{ from: d('a'), to: d('x') }], 9)
    saveDocument(db, draft('a', 'later'), 10)
    trashDocuments(db, [d('a')], 11)
    expect(loadDocument(db, d('x'))).toMatchObject({ words: 0, trashedAtMs: null })
  })
})
