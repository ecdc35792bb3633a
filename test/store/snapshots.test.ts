import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentDraft } from '@contract/library.ts'
import type { SnapshotCause } from '@contract/snapshots.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { DocumentMissing, SnapshotMissing } from '../../electron/store/failures.ts'
import { trashDocuments } from '../../electron/store/places.ts'
import {
  listSnapshots,
  listSnapshotSet,
  loadSnapshot,
  prunedOf,
  removeSnapshot,
  renameSnapshot,
  restoreSnapshots,
  takeDailySnapshot,
  takeSnapshotBeforeLoss,
  takeProjectSnapshot,
  takeSnapshot,
  takeSnapshotOf,
} from '../../electron/store/snapshots.ts'
import { d, libraryWith, p } from '../support/library.ts'

const HOUR_MS = 3_600_000
const docOf = (text: string): DocumentDraft['doc'] => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
const write = (db: WriteDb, id: string, text: string, atMs = 1) =>
  saveDocument(db, { id: d(id), doc: docOf(text), text, words: 1, caret: { anchor: 1, head: 1 } }, atMs)
const held = (db: WriteDb, id: string) => listSnapshots(db, d(id)).map(it => loadSnapshot(db, it.id).text)
const contents = (db: WriteDb) => db.prepare('SELECT count(*) FROM snapshot_content').pluck().get()

describe('a snapshot', () => {
  it('is what was last saved, whatever becomes of it', async () => {
    const db = await libraryWith('a')
    write(db, 'a', 'first')
    takeSnapshot(db, [d('a')], 'by hand', 5, 'Draft one')
    write(db, 'a', 'second')
    const [snapshot] = listSnapshots(db, d('a'))
    expect(snapshot).toMatchObject({
      document: 'a',
      set: null,
      atMs: 5,
      cause: 'by hand',
      name: 'Draft one',
      title: 'A',
    })
    expect(loadSnapshot(db, snapshot!.id)).toEqual({ doc: docOf('first'), text: 'first', words: 1 })
  })
  it('of content that is not saved is that content', async () => {
    const db = await libraryWith('a')
    const content = { doc: docOf('typed'), text: 'typed', words: 1 }
    takeSnapshotOf(db, { document: d('a'), cause: 'accept', name: '', content }, 5)
    expect(held(db, 'a')).toEqual(['typed'])
  })
  it('of a document that is not there is refused, and the others of its set with it', async () => {
    const db = await libraryWith('a')
    expect(() => takeSnapshot(db, [d('a'), d('x')], 'import', 5)).toThrow(DocumentMissing)
    expect(listSnapshots(db, d('a'))).toEqual([])
  })
  it('goes back with the transaction that it was taken in', async () => {
    const db = await libraryWith('a')
    const rewriting = db.transaction(() => {
      takeSnapshot(db, [d('a')], 'replace all', 5)
      throw new Error('no')
    })
    expect(rewriting).toThrow('no')
    expect(listSnapshots(db, d('a'))).toEqual([])
  })
  it('taken by a program is not taken twice of the same content; by hand it is, and shares it', async () => {
    const db = await libraryWith('a')
    for (const cause of ['accept', 'replace all', 'by hand'] as SnapshotCause[]) takeSnapshot(db, [d('a')], cause, 5)
    expect(listSnapshots(db, d('a')).map(({ cause }) => cause)).toEqual(['by hand', 'accept'])
    expect(contents(db)).toBe(1)
  })
  it('of a project leaves out the trash and is one set', async () => {
    const db = await libraryWith('a', 'b', 'c')
    trashDocuments(db, [d('c')], 2)
    takeProjectSnapshot(db, p('p'), 'by hand', 5)
    const { set } = listSnapshots(db, d('a'))[0]!
    expect(listSnapshotSet(db, set!).map(({ document }) => document)).toEqual(['a', 'b'])
  })
  it('is removed with its content, unless another shares that', async () => {
    const db = await libraryWith('a')
    takeSnapshot(db, [d('a')], 'by hand', 5)
    takeSnapshot(db, [d('a')], 'by hand', 6)
    const [newer, older] = listSnapshots(db, d('a'))
    removeSnapshot(db, newer!.id)
    expect(held(db, 'a')).toEqual([''])
    removeSnapshot(db, older!.id)
    expect(contents(db)).toBe(0)
    expect(() => removeSnapshot(db, older!.id)).toThrow(SnapshotMissing)
    expect(() => loadSnapshot(db, older!.id)).toThrow(SnapshotMissing)
  })
})

describe('the daily snapshot', () => {
  it('is how the document was before the first change of the day', async () => {
    const db = await libraryWith('a')
    write(db, 'a', 'yesterday')
    for (const [at, text] of [
      [110, 'morning'],
      [120, 'noon'],
      [210, 'the day after'],
    ] as const) {
      takeDailySnapshot(db, d('a'), Math.floor(at / 100) * 100, at)
      write(db, 'a', text, at)
    }
    expect(held(db, 'a')).toEqual(['noon', 'yesterday'])
  })
  it('is taken even when the same content was kept before, lest noon be kept as the morning', async () => {
    const db = await libraryWith('a')
    write(db, 'a', 'yesterday')
    takeSnapshot(db, [d('a')], 'by hand', 50)
    takeDailySnapshot(db, d('a'), 100, 110)
    write(db, 'a', 'morning')
    takeDailySnapshot(db, d('a'), 100, 120)
    expect(held(db, 'a')).toEqual(['yesterday', 'yesterday'])
  })
  it('is not taken of an empty document', async () => {
    const db = await libraryWith('a')
    takeDailySnapshot(db, d('a'), 100, 110)
    expect(held(db, 'a')).toEqual([])
  })
  it('is taken once a clock that was ahead is right again', async () => {
    const db = await libraryWith('a')
    write(db, 'a', 'yesterday')
    takeDailySnapshot(db, d('a'), 900, 910)
    takeDailySnapshot(db, d('a'), 100, 110)
    expect(held(db, 'a')).toHaveLength(2)
  })
})

describe('before much is deleted', () => {
  const of = (words: number) => ({ id: d('a'), doc: docOf('all'), text: 'all', words, caret: { anchor: 1, head: 1 } })
  it.each([
    [500, 0, ['all']],
    [500, 400, ['all']],
    [500, 401, []],
    [50, 0, []],
    [0, 500, []],
  ])('from %i to %i words', async (before, after, kept) => {
    const db = await libraryWith('a')
    saveDocument(db, of(before), 1)
    takeSnapshotBeforeLoss(db, of(after), 2)
    expect(held(db, 'a')).toEqual(kept)
  })
})

describe('restoring', () => {
  it('puts the content back and keeps first what was there', async () => {
    const db = await libraryWith('a', 'b')
    write(db, 'a', 'one')
    takeSnapshot(db, [d('a'), d('b')], 'by hand', 5)
    write(db, 'a', 'two')
    const ids = [...listSnapshots(db, d('a')), ...listSnapshots(db, d('b'))].map(({ id }) => id)
    expect(restoreSnapshots(db, ids, 9)).toEqual(['a', 'b'])
    expect(loadDocument(db, d('a'))).toMatchObject({ doc: docOf('one'), words: 1 })
    expect(held(db, 'a')).toEqual(['two', 'one'])
    expect(listSnapshots(db, d('a'))[0]?.cause).toBe('restore')
  })
  it('puts back one that is pruned by keeping what was there', async () => {
    const db = await libraryWith('a')
    for (let i = 0; i < 10; i++) {
      write(db, 'a', `text ${i}`)
      takeSnapshot(db, [d('a')], 'accept', HOUR_MS + i)
    }
    write(db, 'a', 'now')
    const oldest = listSnapshots(db, d('a')).at(-1)!.id
    expect(restoreSnapshots(db, [oldest], HOUR_MS + 10)).toEqual(['a'])
    expect(loadDocument(db, d('a')).doc).toEqual(docOf('text 0'))
    expect(() => loadSnapshot(db, oldest)).toThrow(SnapshotMissing)
  })
})

describe('pruning', () => {
  const at = (...hours: number[]) => hours.map(hour => ({ at_ms: hour * HOUR_MS }))
  const left = (all: { at_ms: number }[]) => {
    const gone = new Set(prunedOf(all))
    return all.filter(it => !gone.has(it)).map(it => it.at_ms / HOUR_MS)
  }
  const back = (count: number) => Array.from({ length: count }, (_, i) => 24 * 90 - 1 - i)
  it('keeps the latest ten of a busy hour', () =>
    expect(prunedOf(Array.from({ length: 30 }, (_, i) => ({ at_ms: HOUR_MS - i })))).toHaveLength(20))
  it('keeps the hours of a day, the days of two weeks, the months', () => {
    const kept = left(at(...back(24 * 90)))
    expect(kept.slice(0, 24)).toEqual(back(24))
    expect(kept).toHaveLength(24 + 13 + 2)
  })
  it('leaves alone what is by hand or has a name', async () => {
    const db = await libraryWith('a')
    const take = (i: number, cause: SnapshotCause, name = '') => {
      write(db, 'a', `text ${i}`)
      takeSnapshot(db, [d('a')], cause, i, name)
    }
    take(0, 'by hand')
    take(1, 'accept', 'The good one')
    take(2, 'accept')
    renameSnapshot(db, listSnapshots(db, d('a'))[0]!.id, 'Named later')
    for (let i = 3; i < 33; i++) take(i, 'accept')
    const kept = held(db, 'a')
    expect(kept.slice(-3)).toEqual(['text 2', 'text 1', 'text 0'])
    expect(kept).toHaveLength(3 + 10)
    expect(contents(db)).toBe(13)
  })
  it('never lets go the latest, nor more when asked again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(24 * 400), { minLength: 1, maxLength: 80 }), hours => {
        const all = at(...hours.sort((a, b) => b - a))
        const gone = prunedOf(all)
        const kept = all.filter(it => !gone.includes(it))
        expect(kept[0]).toBe(all[0])
        expect(prunedOf(kept)).toEqual([])
      }),
    )
  })
})
