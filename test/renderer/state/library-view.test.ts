import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentId, DocumentSummary, LibraryView, Project, ProjectId } from '@contract/library.ts'
import {
  binderTree,
  changeDocument,
  documentsOf,
  moveDocument,
  openableDocuments,
  positionOf,
  trashOf,
} from '../../../renderer/state/library-view.ts'

const p = 'p' as ProjectId
const q = 'q' as ProjectId

function project(id: ProjectId, position: number, trashedAtMs: number | null = null): Project {
  return { id, title: id, position, trashedAtMs }
}
function documentsIn(home: ProjectId, ids: string): DocumentSummary[] {
  return Array.from(ids, (id, position) => ({
    ...{ id: id as DocumentId, project: home, title: id, position, words: 1, trashedAtMs: null, updatedAtMs: 0 },
  }))
}
const view: LibraryView = {
  projects: [project(q, 1), project(p, 0)],
  documents: [...documentsIn(q, 'xyz'), ...documentsIn(p, 'abcd')],
  settings: {} as LibraryView['settings'],
  readOnly: null,
}
const order = (it: LibraryView) =>
  openableDocuments(it)
    .map(({ id }) => id)
    .join('')

describe('moving a document', () => {
  function moves(id: string, home: ProjectId, position: number, expected: string) {
    it(`${id} to ${position} of ${home}`, () =>
      expect(order(moveDocument(view, id as DocumentId, home, position))).toBe(expected))
  }
  moves('a', p, 0, 'abcdxyz')
  moves('a', p, 1, 'bacdxyz')
  moves('d', p, 0, 'dabcxyz')
  moves('b', p, 9, 'acdbxyz')
  moves('b', q, 0, 'acdbxyz')
  moves('b', q, 1, 'acdxbyz')
  moves('nobody', q, 0, 'abcdxyz')

  it('puts it where it was asked to be and changes the order of no other', () => {
    const any = fc.record({ id: fc.constantFrom(...Array.from('abcdxyz')), home: fc.constantFrom(p, q), at: fc.nat(2) })
    fc.assert(
      fc.property(any, ({ id, home, at }) => {
        const moved = moveDocument(view, id as DocumentId, home, at)
        expect(positionOf(moved, id as DocumentId)).toBe(at)
        expect(order(moved).replace(id, '')).toBe(order(view).replace(id, ''))
      }),
    )
  })
})

describe('the trash', () => {
  const trashed = changeDocument(view, 'b' as DocumentId, { trashedAtMs: 5 })
  it('holds what was thrown away', () => expect(trashOf(trashed).documents.map(({ id }) => id)).toEqual(['b']))
  it('takes it out of its project', () => expect(documentsOf(trashed, p).map(({ id }) => id)).toEqual(['a', 'c', 'd']))
  it('holds a project as one thing', () => {
    const gone = { ...trashed, projects: [project(p, 0, 9), project(q, 1)] }
    expect(trashOf(gone).projects.map(({ id }) => id)).toEqual(['p'])
    expect(trashOf(gone).documents).toEqual([])
    expect(binderTree(gone).projects.map(it => it.project.id)).toEqual(['q'])
  })
  it('shows the latest first', () => {
    const twice = changeDocument(trashed, 'x' as DocumentId, { trashedAtMs: 7 })
    expect(trashOf(twice).documents.map(({ id }) => id)).toEqual(['x', 'b'])
  })
})
