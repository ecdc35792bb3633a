import { describe, expect, it } from 'vitest'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import {
  binderTree,
  changeDocument,
  documentsOf,
  nodeOf,
  openableDocuments,
  siblingsOf,
  trashOf,
  withDocuments,
} from '../../../renderer/state/library-view.ts'
import { placeForNew, usualKind } from '../../../renderer/state/new-document.ts'
import { projectOf, summaryOf, viewAs } from '../../support/binder.ts'

const p = 'p' as ProjectId
const d = (id: string) => id as DocumentId
const view = viewAs('P(C(ab)D(c))n', 'xy')
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('')

describe('the tree', () => {
  it('is read from top to bottom', () => expect(ids(openableDocuments(view))).toBe('PCabDcnxy'))
  it('goes by position, whatever the order of the list', () => {
    expect(ids(documentsOf({ ...view, documents: view.documents.toReversed() }, p))).toBe('PCabDcn')
  })
  it('adds up the words of what is held', () => {
    expect([nodeOf(view, d('C'))?.words, nodeOf(view, d('P'))?.words]).toEqual([30, 60])
  })
  it('leaves notes out of a manuscript', () => {
    const noted = withDocuments(view, [summaryOf('m', 'p', { parent: d('C'), position: 9, kind: 'note' })])
    expect(nodeOf(noted, d('C'))?.words).toBe(30)
    expect(binderTree(noted).projects[0]?.words).toBe(60)
  })
  it('shows a document in its project if what it stood under is not there', () => {
    const lost = changeDocument(view, d('c'), { parent: d('gone') })
    expect(ids(documentsOf(lost, p))).toContain('c')
  })
  it('knows what stands beside a document', () => {
    expect(
      siblingsOf(
        view,
        view.documents.find(({ id }) => id === 'b')!,
      ).map(it => it.document.id),
    ).toEqual(['a', 'b'])
  })
})

describe('the trash', () => {
  const trashed = changeDocument(view, d('C'), { trashedAtMs: 5 })
  it('holds what was thrown away as one thing', () => {
    expect(ids(trashOf(trashed).documents)).toBe('C')
    expect(ids(documentsOf(trashed, p))).toBe('PDcn')
  })
  it('does not show by itself what lies in something that does', () => {
    const twice = changeDocument(trashed, d('a'), { trashedAtMs: 3 })
    expect(ids(trashOf(twice).documents)).toBe('C')
    expect(ids(trashOf(changeDocument(twice, d('C'), { trashedAtMs: null })).documents)).toBe('a')
  })
  it('holds a project as one thing', () => {
    const gone = { ...trashed, projects: [projectOf('p', 0, 9), projectOf('q', 1)] }
    expect([ids(trashOf(gone).projects), ids(trashOf(gone).documents)]).toEqual(['p', ''])
    expect(binderTree(gone).projects.map(it => it.project.id)).toEqual(['q'])
  })
  it('shows the latest first', () => {
    const twice = changeDocument(trashed, d('x'), { trashedAtMs: 7 })
    expect(ids(trashOf(twice).documents)).toBe('xC')
  })
})

describe('a new document', () => {
  function goes(
    kind: 'part' | 'chapter' | 'scene' | 'note',
    open: string | null,
    to: readonly [string | null, number],
  ) {
    it(`${kind} with ${open ?? 'nothing'} open`, () => {
      const place = placeForNew(view, open === null ? null : d(open), kind)
      expect(place && [place.parent, place.position]).toEqual(to)
    })
  }
  goes('scene', 'a', ['C', 1])
  goes('scene', 'C', ['C', 2])
  goes('scene', 'P', ['P', 2])
  goes('chapter', 'a', ['P', 1])
  goes('chapter', 'P', ['P', 2])
  goes('part', 'a', [null, 1])
  goes('scene', null, [null, 2])
  goes('scene', 'x', [null, 1])
  goes('note', 'a', ['n', 0])
  goes('note', 'n', [null, 2])
  goes('note', 'x', [null, 2])
  it('is of the usual kind for where one is', () => {
    expect(['P', 'C', 'a', 'n'].map(id => usualKind(view, d(id)))).toEqual(['chapter', 'scene', 'scene', 'note'])
  })
  it('has no place without a project', () => expect(placeForNew({ ...view, projects: [] }, null, 'scene')).toBeNull())
})
