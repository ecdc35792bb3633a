import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '@contract/binder.ts'
import type { DocumentId, LibraryView } from '@contract/library.ts'
import { binderAct } from '../../../renderer/panels/binder-keys.ts'
import { placeOfDrop, placeOfMove, topmost } from '../../../renderer/panels/binder-places.ts'
import type { Direction, Drop } from '../../../renderer/panels/binder-places.ts'
import { binderRows, TRASH_KEY } from '../../../renderer/panels/binder-rows.ts'
import { binderTree, changeDocument, documentsOf, liveProjects, nodesOf } from '../../../renderer/state/library-view.ts'
import type { BinderNode } from '../../../renderer/state/library-view.ts'
import { viewAs } from '../../support/binder.ts'

const view = viewAs('P(C(ab)D(c))xt', 'y', '')
const trashed = changeDocument(view, 't' as DocumentId, { trashedAtMs: 1 })
const tree = binderTree(trashed)
const opened = binderRows(tree, new Set([TRASH_KEY]))

describe('rows', () => {
  function shows(name: string, toggled: string[], keys: string) {
    it(name, () => {
      const rows = binderRows(tree, new Set(toggled))
      expect(rows.map(({ key }) => key).join(' ')).toBe(keys)
    })
  }
  shows('an open tree and a closed trash', [], 'p P C a b D c x q y r trash')
  shows('a closed project', ['p'], 'p q y r trash')
  shows('a closed chapter', ['C'], 'p P C D c x q y r trash')
  shows('an open trash', [TRASH_KEY], 'p P C a b D c x q y r trash trashed-t')
  it('leave out an empty trash', () => {
    expect(binderRows(binderTree(view), new Set()).map(({ kind }) => kind)).not.toContain('trash')
  })
  it('count siblings and levels for screen readers', () => {
    expect(opened.map(({ level, at, of }) => `${level}:${at}/${of}`).join(' ')).toBe(
      '1:1/4 2:1/2 3:1/2 4:1/2 4:2/2 3:2/2 4:1/1 2:2/2 1:2/4 2:1/1 1:3/4 1:4/4 2:1/1',
    )
  })
})

describe('keys', () => {
  function asks(key: string, focused: string, expected: string | null, held: Partial<KeyboardEvent> = {}) {
    it(`${key} on ${focused}`, () => {
      const press = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...held, key }
      const act = binderAct(opened, focused, press)
      const on = act === null || act.act === 'unpick' ? '' : 'key' in act ? act.key : act.row.key
      expect(act && `${act.act} ${on}${act.act === 'move' ? ` ${act.to}` : ''}`.trim()).toBe(expected)
    })
  }
  const moving = { altKey: true, shiftKey: true }
  asks('ArrowDown', 'p', 'focus P')
  asks('ArrowDown', 'trashed-t', null)
  asks('ArrowUp', 'p', null)
  asks('Home', 'x', 'focus p')
  asks('End', 'x', 'focus trashed-t')
  asks('ArrowRight', 'P', 'focus C')
  asks('ArrowRight', 'a', null)
  asks('ArrowLeft', 'C', 'toggle C')
  asks('ArrowLeft', 'b', 'focus C')
  asks('Enter', 'a', 'open a')
  asks('Enter', 'C', 'open C')
  asks(' ', 'p', 'toggle p')
  asks('Enter', 'trashed-t', 'restore trashed-t')
  asks('F2', 'a', 'rename a')
  asks('F2', 'trash', null)
  asks('Delete', 'p', 'trash p')
  asks('Escape', 'a', 'unpick')
  asks('ArrowDown', 'a', 'move a down', moving)
  asks('ArrowRight', 'a', 'move a in', moving)
  asks('ArrowDown', 'p', null, moving)
  asks('ArrowDown', 'a', null, { altKey: true })
  asks('ArrowDown', 'a', 'extend b', { shiftKey: true })
  asks(' ', 'a', 'pick a', { ctrlKey: true })
  asks(' ', 'p', null, { ctrlKey: true })
  asks('d', 'a', 'duplicate a', { metaKey: true })
  asks('s', 'a', 'focus b')
  asks('s', 'b', 'focus D')
  asks('t', 'a', 'focus trash')
  asks('s', 'a', null, { ctrlKey: true })
})

const outline = (nodes: readonly BinderNode[]): string =>
  nodes
    .map(({ document, children }) => (children.length > 0 ? `${document.id}(${outline(children)})` : document.id))
    .join('')
const outlines = (it: LibraryView) =>
  liveProjects(it)
    .map(({ id }) => outline(nodesOf(it, id)))
    .join(' ')

/** What main makes of a move: the documents stand at the place, those of their new level are numbered anew. */
function moved(it: LibraryView, ids: readonly DocumentId[], place: Place): LibraryView {
  const level = documentsOf(it, place.project).filter(each => each.parent === place.parent && !ids.includes(each.id))
  const order = level.map(({ id }) => id).toSpliced(place.position, 0, ...ids)
  const documents = it.documents.map(each => {
    const at = order.indexOf(each.id)
    return at < 0 ? each : { ...each, project: place.project, parent: place.parent, position: at }
  })
  return { ...it, documents }
}

describe('moving by a line', () => {
  function moves(ids: string, to: Direction, expected: string | null) {
    it(`${ids} ${to}`, () => {
      const list = Array.from(ids) as DocumentId[]
      const place = placeOfMove(binderTree(view), list, to)
      expect(place && outlines(moved(view, list, place))).toBe(expected)
    })
  }
  moves('a', 'down', 'P(C(ba)D(c))xt y ')
  moves('b', 'down', 'P(C(a)bD(c))xt y ')
  moves('b', 'up', 'P(C(ba)D(c))xt y ')
  moves('a', 'up', 'P(aC(b)D(c))xt y ')
  moves('x', 'up', 'P(C(ab)D(c)x)t y ')
  moves('D', 'up', 'P(D(c)C(ab))xt y ')
  moves('P', 'down', 'xP(C(ab)D(c))t y ')
  moves('t', 'down', 'P(C(ab)D(c))x ty ')
  moves('y', 'up', 'P(C(ab)D(c))xty  ')
  moves('y', 'down', 'P(C(ab)D(c))xt  y')
  moves('P', 'up', null)
  moves('b', 'in', 'P(C(a(b))D(c))xt y ')
  moves('a', 'in', null)
  moves('c', 'out', 'P(C(ab)Dc)xt y ')
  moves('x', 'out', null)
  moves('ab', 'down', 'P(CabD(c))xt y ')
  moves('xt', 'up', 'P(C(ab)D(c)xt) y ')
  moves('Px', 'down', 'tP(C(ab)D(c))x y ')

  it('down and up again is where it was, in a project that goes by rank', () => {
    const all = documentsOf(view, liveProjects(view)[0]!.id).map(({ id }) => id)
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom('up', 'down'), (id, to) => {
        const there = placeOfMove(binderTree(view), [id], to)
        fc.pre(there !== null)
        const after = moved(view, [id], there)
        const back = placeOfMove(binderTree(after), [id], to === 'up' ? 'down' : 'up')
        expect(back && outlines(moved(after, [id], back))).toBe(outlines(view))
      }),
    )
  })
})

describe('dropping', () => {
  const rows = binderRows(binderTree(view), new Set())
  function drops(ids: string, drop: Drop, on: string, expected: string | null) {
    it(`${ids} ${drop} ${on}`, () => {
      const list = Array.from(ids) as DocumentId[]
      const row = rows.find(({ key }) => key === on)!
      const place = placeOfDrop(binderTree(view), list, row, drop)
      expect(place && outlines(moved(view, list, place))).toBe(expected)
    })
  }
  drops('b', 'before', 'a', 'P(C(ba)D(c))xt y ')
  drops('x', 'after', 'a', 'P(C(axb)D(c))t y ')
  drops('x', 'into', 'D', 'P(C(ab)D(cx))t y ')
  drops('x', 'after', 'C', 'P(C(xab)D(c))t y ')
  drops('ab', 'into', 'D', 'P(CD(cab))xt y ')
  drops('x', 'after', 'p', 'xP(C(ab)D(c))t y ')
  drops('a', 'after', 'r', 'P(C(b)D(c))xt y a')
  drops('a', 'after', 'a', null)
  drops('P', 'into', 'D', null)
  drops('C', 'before', 'a', null)
})

it('what is picked goes with what holds it, in reading order', () => {
  expect(topmost(binderTree(view), new Set(Array.from('xbCa') as DocumentId[])).join('')).toBe('Cx')
})
