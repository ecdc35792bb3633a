import { describe, expect, it } from 'vitest'
import type { LabelId } from '@contract/binder.ts'
import { describeDocuments } from '../../electron/store/cards.ts'
import { listDocuments, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { DocumentMissing } from '../../electron/store/failures.ts'
import { deleteLabel, listLabels, saveLabel } from '../../electron/store/labels.ts'
import { addPicture, loadPicture, pictureType } from '../../electron/store/pictures.ts'
import { plantTemplate } from '../../electron/store/templates.ts'
import { listWritingDays, saveWritten } from '../../electron/store/writing.ts'
import { d, libraryWith, p } from '../support/library.ts'

const l = (id: string) => id as LabelId
const draft = (id: string, words: number) => ({
  ...{ id: d(id), doc: { type: 'doc' as const }, text: '', words, caret: { anchor: 1, head: 1 } },
})
const top = { project: p('p'), parent: null, position: 0 }

describe('a card', () => {
  it('of a document that nobody described says that it is a scene', async () => {
    const db = await libraryWith('a')
    expect(loadDocument(db, d('a'))).toMatchObject({
      ...{ kind: 'scene', label: null, status: 'none', synopsis: '', target: null, parent: null, isImage: false },
    })
  })
  it('keeps what is described, for several at once, and what is not', async () => {
    const db = await libraryWith('a', 'b')
    describeDocuments(db, [d('a'), d('b')], { kind: 'chapter', synopsis: 'S' })
    describeDocuments(db, [d('a')], { target: 900 })
    expect(listDocuments(db)).toMatchObject([
      { kind: 'chapter', synopsis: 'S', target: 900 },
      { kind: 'chapter', synopsis: 'S', target: null },
    ])
  })
  it('is described for all or for none', async () => {
    const db = await libraryWith('a')
    expect(() => describeDocuments(db, [d('a'), d('x')], { kind: 'note' })).toThrow(DocumentMissing)
    expect(loadDocument(db, d('a')).kind).toBe('scene')
  })
})

describe('labels', () => {
  it('are made, changed and taken off with their label', async () => {
    const db = await libraryWith('a')
    saveLabel(db, { id: l('1'), name: 'Anna', colour: 'green' })
    describeDocuments(db, [d('a')], { label: l('1') })
    saveLabel(db, { id: l('1'), name: 'Anne', colour: 'blue' })
    expect(listLabels(db)).toEqual([{ id: '1', name: 'Anne', colour: 'blue' }])
    expect(loadDocument(db, d('a')).label).toBe('1')
    deleteLabel(db, l('1'))
    expect([listLabels(db), loadDocument(db, d('a')).label]).toEqual([[], null])
  })
  it('that are not there are refused', async () => {
    const db = await libraryWith('a')
    expect(() => describeDocuments(db, [d('a')], { label: l('x') })).toThrow(/FOREIGN KEY/)
  })
})

describe('pictures', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  it('are known by how they begin, not by their name', () => {
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
    expect(
      [png, bytes('GIF89a..'), bytes('\xff\xd8\xff\xe0'), bytes('RIFFxxxxWEBPVP8 '), bytes('<svg>')].map(pictureType),
    ).toEqual(['image/png', 'image/gif', 'image/jpeg', 'image/webp', null])
  })
  it('come back byte for byte', async () => {
    const db = await libraryWith('a')
    addPicture(db, d('i'), top, 'Map', png, 9)
    expect(loadPicture(db, d('i'))).toEqual({ mediaType: 'image/png', bytes: png })
    expect(loadDocument(db, d('i'))).toMatchObject({ kind: 'research', isImage: true, title: 'Map', position: 0 })
  })
  it('that are none are refused with nothing written', async () => {
    const db = await libraryWith()
    expect(() => addPicture(db, d('i'), top, 'x', new Uint8Array([1]), 9)).toThrow(/no picture/)
    expect(() => addPicture(db, d('i'), { ...top, project: p('x') }, 'x', png, 9)).toThrow()
    expect(listDocuments(db)).toEqual([])
    expect(() => loadPicture(db, d('i'))).toThrow(DocumentMissing)
  })
})

describe('words written', () => {
  it('are counted to their day, added and removed apart; those of notes are not', async () => {
    const db = await libraryWith('a', 'n')
    describeDocuments(db, [d('n')], { kind: 'note' })
    for (const words of [10, 25, 20]) saveWritten(db, draft('a', words), 1, '2026-01-30')
    saveWritten(db, draft('n', 99), 1, '2026-01-30')
    saveWritten(db, draft('a', 21), 1, '2026-01-31')
    expect(listWritingDays(db, '2026-01-30')).toEqual([
      { day: '2026-01-30', project: 'p', added: 25, removed: 5 },
      { day: '2026-01-31', project: 'p', added: 1, removed: 0 },
    ])
    expect(listWritingDays(db, '2026-01-31')).toHaveLength(1)
  })
  it('are only those that the writer wrote: no day knows of an import', async () => {
    const db = await libraryWith('a')
    saveDocument(db, draft('a', 5000), 1)
    expect(listWritingDays(db, '0000-00-00')).toEqual([])
  })
})

it('a template makes a tree; the blank one makes nothing', async () => {
  const db = await libraryWith()
  plantTemplate(db, p('p'), 'blank', 1)
  expect(listDocuments(db)).toEqual([])
  plantTemplate(db, p('p'), 'novel', 1)
  const documents = listDocuments(db)
  const part = documents.find(({ title }) => title === 'Part one')
  const chapter = documents.find(({ title }) => title === 'Chapter two')
  expect(chapter).toMatchObject({ kind: 'chapter', parent: part?.id })
  expect(documents.find(({ title }) => title === 'Opening')?.synopsis).not.toBe('')
})
