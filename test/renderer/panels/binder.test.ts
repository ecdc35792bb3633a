import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentId, DocumentSummary, Project, ProjectId } from '@contract/library.ts'
import { binderAct } from '../../../renderer/panels/binder-keys.ts'
import { binderRows, placeBeside, placeOfDrop, TRASH_KEY } from '../../../renderer/panels/binder-rows.ts'
import type { BinderTree } from '../../../renderer/state/library-view.ts'

function project(id: string): Project {
  return { id: id as ProjectId, title: `Project ${id}`, position: 0, trashedAtMs: null }
}
function document(id: string, home: string): DocumentSummary {
  const of = { id: id as DocumentId, project: home as ProjectId, title: `Scene ${id}` }
  return { ...of, position: 0, words: 10, trashedAtMs: null, updatedAtMs: 0 }
}
const tree: BinderTree = {
  projects: [
    { project: project('p'), documents: [document('a', 'p'), document('b', 'p')] },
    { project: project('q'), documents: [document('x', 'q')] },
    { project: project('r'), documents: [] },
  ],
  trash: { projects: [], documents: [document('t', 'p')] },
}
const rows = binderRows(tree, new Set())
const opened = binderRows(tree, new Set([TRASH_KEY]))

describe('rows', () => {
  function shows(name: string, toggled: string[], keys: string) {
    it(name, () =>
      expect(
        binderRows(tree, new Set(toggled))
          .map(({ key }) => key)
          .join(' '),
      ).toBe(keys),
    )
  }
  shows('open projects and a closed trash', [], 'p a b q x r trash')
  shows('a closed project', ['p'], 'p q x r trash')
  shows('an open trash', [TRASH_KEY], 'p a b q x r trash trashed-t')
  it('leave out an empty trash', () => {
    const bare = { ...tree, trash: { projects: [], documents: [] } }
    expect(binderRows(bare, new Set()).map(({ kind }) => kind)).not.toContain('trash')
  })
  it('count siblings for screen readers', () => {
    expect(opened.map(({ level, at, of }) => `${level}:${at}/${of}`).join(' ')).toBe(
      '1:1/4 2:1/2 2:2/2 1:2/4 2:1/1 1:3/4 1:4/4 2:1/1',
    )
  })
})

describe('keys', () => {
  function asks(key: string, focused: string, expected: string | null, held: Partial<KeyboardEvent> = {}) {
    it(`${key} on ${focused}`, () => {
      const press = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...held, key }
      const act = binderAct(opened, focused, press)
      const on = act === null ? null : act.act === 'focus' ? act.key : act.row.key
      expect(act && `${act.act} ${on}`).toBe(expected)
    })
  }
  asks('ArrowDown', 'p', 'focus a')
  asks('ArrowDown', 'trashed-t', null)
  asks('ArrowUp', 'p', null)
  asks('Home', 'x', 'focus p')
  asks('End', 'x', 'focus trashed-t')
  asks('ArrowRight', 'p', 'focus a')
  asks('ArrowRight', 'r', null)
  asks('ArrowLeft', 'p', 'toggle p')
  asks('ArrowLeft', 'b', 'focus p')
  asks('Enter', 'a', 'open a')
  asks(' ', 'p', 'toggle p')
  asks('Enter', 'trashed-t', 'restore trashed-t')
  asks('F2', 'a', 'rename a')
  asks('F2', 'trash', null)
  asks('Delete', 'p', 'trash p')
  asks('ArrowDown', 'a', 'move a', { altKey: true, shiftKey: true })
  asks('ArrowDown', 'p', null, { altKey: true, shiftKey: true })
  asks('ArrowDown', 'a', null, { altKey: true })
  asks('s', 'a', 'focus b')
  asks('s', 'b', 'focus x')
  asks('t', 'a', 'focus trash')
  asks('s', 'a', null, { ctrlKey: true })
})

describe('moving by a line', () => {
  function moves(id: string, by: 1 | -1, expected: [string, number] | null) {
    it(`${id} ${by}`, () => {
      const place = placeBeside(tree, id as DocumentId, by)
      expect(place && [place.project, place.position]).toEqual(expected)
    })
  }
  moves('a', 1, ['p', 1])
  moves('b', -1, ['p', 0])
  moves('b', 1, ['q', 0])
  moves('x', -1, ['p', 2])
  moves('x', 1, ['r', 0])
  moves('a', -1, null)

  it('down and up again is where it was', () => {
    const ids = fc.constantFrom('a', 'b', 'x')
    fc.assert(
      fc.property(ids, id => {
        const down = placeBeside(tree, id as DocumentId, 1)
        fc.pre(down !== null)
        const projects = tree.projects.map(({ project: home, documents }) => {
          const others = documents.filter(it => it.id !== id)
          const here = home.id === down.project
          return { project: home, documents: here ? others.toSpliced(down.position, 0, document(id, home.id)) : others }
        })
        const up = placeBeside({ ...tree, projects }, id as DocumentId, -1)
        const home = tree.projects.find(it => it.documents.some(each => each.id === id))
        expect(up).toEqual({
          project: home?.project.id,
          position: home?.documents.findIndex(each => each.id === id),
        })
      }),
    )
  })
})

describe('dropping', () => {
  function drops(id: string, on: string, after: boolean, expected: [string, number] | null) {
    it(`${id} ${after ? 'after' : 'before'} ${on}`, () => {
      const row = rows.find(({ key }) => key === on)
      const place = row ? placeOfDrop(tree, id as DocumentId, row, after) : null
      expect(place && [place.project, place.position]).toEqual(expected)
    })
  }
  drops('b', 'a', false, ['p', 0])
  drops('a', 'b', true, ['p', 1])
  drops('x', 'a', true, ['p', 1])
  drops('a', 'a', true, null)
  drops('x', 'p', true, ['p', 0])
  drops('a', 'r', true, ['r', 0])
  drops('a', 'trash', true, null)
})
