import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentId } from '@contract/library.ts'
import { changedBy } from '../../electron/store/cards.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { createDocument, listDocuments, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { createAt, moveDocuments, restoreDocument, shownIn, trashDocuments } from '../../electron/store/places.ts'
import { createProject, listProjects, trashProject } from '../../electron/store/projects.ts'
import { d, libraryWith, p } from '../support/library.ts'

/** What stands where, as `a(bc)d`: `a` holds `b` and `c`. Those in the trash are left out. */
function outline(db: WriteDb, project = 'p', parent: DocumentId | null = null): string {
  return shownIn(db, p(project), parent)
    .map(id => {
      const held = outline(db, project, id)
      return held === '' ? id : `${id}(${held})`
    })
    .join('')
}
const at = (parent: string | null, position: number, project = 'p') => ({
  project: p(project),
  parent: parent === null ? null : d(parent),
  position,
})
const move = (db: WriteDb, ids: string, parent: string | null, position: number) =>
  moveDocuments(db, Array.from(ids, d), at(parent, position))

/** a(bc(d))e */
async function nested(): Promise<WriteDb> {
  const db = await libraryWith('a', 'b', 'c', 'd', 'e')
  move(db, 'bc', 'a', 0)
  move(db, 'd', 'c', 0)
  return db
}

describe('moving', () => {
  function moves(what: string, ids: string, to: readonly [string | null, number], result: string) {
    it(what, async () => {
      const db = await nested()
      move(db, ids, ...to)
      expect(outline(db)).toBe(result)
    })
  }
  moves('to where it is', 'b', ['a', 0], 'a(bc(d))e')
  moves('to the front', 'e', [null, 0], 'ea(bc(d))')
  moves('beyond the end', 'a', [null, 99], 'ea(bc(d))')
  moves('into another, with what it holds', 'c', ['e', 0], 'a(b)e(c(d))')
  moves('out of its parent', 'd', [null, 1], 'a(bc)de')
  moves('several, one after the other', 'be', ['c', 1], 'a(c(dbe))')
  moves('several of one parent', 'cb', ['a', 0], 'a(c(d)b)e')
  moves('one and what it holds: that goes with it', 'cd', ['e', 0], 'a(b)e(c(d))')

  function refuses(what: string, ids: string, parent: string) {
    it(`refuses ${what}, with nothing written`, async () => {
      const db = await nested()
      expect(() => move(db, ids, parent, 0)).toThrow(RangeError)
      expect(outline(db)).toBe('a(bc(d))e')
    })
  }
  refuses('a document into itself', 'a', 'a')
  refuses('a document into what it holds', 'a', 'd')
  refuses('several, if one of them holds the place', 'ea', 'c')

  it('to another project, with all it holds, the trash too', async () => {
    const db = await nested()
    createProject(db, p('q'), 'Q', 1)
    createDocument(db, d('x'), p('q'), 'X', 1)
    trashDocuments(db, [d('d')], 5)
    moveDocuments(db, [d('a')], at(null, 0, 'q'))
    expect([outline(db), outline(db, 'q')]).toEqual(['e', 'a(bc)x'])
    expect(loadDocument(db, d('d')).project).toBe('q')
    expect(() => moveDocuments(db, [d('e')], at('x', 0))).toThrow('another project')
  })
  it('passes over the trash', async () => {
    const db = await libraryWith('a', 'b', 'c', 'e')
    trashDocuments(db, [d('b')], 5)
    move(db, 'e', null, 1)
    expect(outline(db)).toBe('aec')
  })
  it('keeps a tree of all documents whatever is asked for', async () => {
    const db = await nested()
    const any = fc.record({
      ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }),
      parent: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
      position: fc.nat(6),
    })
    fc.assert(
      fc.property(any, ({ ids, parent, position }) => {
        try {
          moveDocuments(db, ids.map(d), at(parent, position))
        } catch (error) {
          if (!(error instanceof RangeError)) throw error
        }
        expect(Array.from(outline(db).replace(/[()]/g, '')).sort().join('')).toBe('abcde')
      }),
    )
  })
  it('tells every document that it changed and no other', async () => {
    const db = await nested()
    const changed = changedBy(db, () => move(db, 'e', null, 0)).map(({ id }) => id)
    expect(changed.sort()).toEqual(['a', 'e'])
  })
})

it('a new document stands where it was asked for, as what it was asked for', async () => {
  const db = await nested()
  createAt(db, d('n'), at('a', 1), 'New', 'note', 9)
  expect(outline(db)).toBe('a(bnc(d))e')
  expect(loadDocument(db, d('n'))).toMatchObject({ kind: 'note', title: 'New', words: 0 })
})

describe('the trash', () => {
  it('takes what a document holds along, and gives it back where it stood', async () => {
    const db = await nested()
    trashDocuments(db, [d('c')], 5)
    expect(outline(db)).toBe('a(b)e')
    expect(
      listDocuments(db)
        .filter(it => it.trashedAtMs !== null)
        .map(it => it.id),
    ).toEqual(['c'])
    restoreDocument(db, d('c'))
    expect(outline(db)).toBe('a(bc(d))e')
  })
  it('gives back what a document stands under too, and its project', async () => {
    const db = await nested()
    trashDocuments(db, [d('d')], 5)
    trashDocuments(db, [d('a')], 6)
    trashProject(db, p('p'), 7)
    restoreDocument(db, d('d'))
    expect(outline(db)).toBe('a(bc(d))e')
    expect(listProjects(db)[0]?.trashedAtMs).toBeNull()
  })
  it('keeps the text', async () => {
    const db = await libraryWith('a')
    const doc = { type: 'doc' as const, content: [{ type: 'paragraph' }] }
    saveDocument(db, { id: d('a'), doc, text: 'still here', words: 2, caret: { anchor: 1, head: 1 } }, 9)
    trashDocuments(db, [d('a')], 10)
    expect(loadDocument(db, d('a'))).toMatchObject({ doc, words: 2 })
  })
})
