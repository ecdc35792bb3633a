// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DocumentId, DocumentSummary, LibraryView } from '@contract/library.ts'
import { Binder } from '../../../renderer/panels/Binder.tsx'
import type { BinderProps } from '../../../renderer/panels/Binder.tsx'
import { binderTree, changeDocument } from '../../../renderer/state/library-view.ts'
import { viewAs } from '../../support/binder.ts'

/** The documents whose lines were drawn, by their ids. */
const drawn: string[] = []
vi.mock('../../../renderer/panels/KindIcon.tsx', () => ({
  KindIcon: ({ document }: { document: DocumentSummary }) => {
    drawn.push(document.id)
    return null
  },
}))

let root: Root
const told: string[] = []

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('CSS', { escape: (text: string) => text })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  told.length = 0
})

/** Draws a view with handlers that are new each time and say which they are. Tells whose lines were drawn. */
function draw(view: LibraryView, name: string): string {
  const nothing = () => undefined
  const props: BinderProps = {
    ...{ tree: binderTree(view), labels: view.labels, open: null, writable: true, renaming: null },
    ...{ picked: new Set<DocumentId>(), onRenaming: nothing, onPick: nothing, onCreateProject: nothing },
    ...{ onRename: nothing, onMove: nothing, onDuplicate: nothing, onTrash: nothing, onFiles: nothing },
    onRestore: nothing,
    onOpen: id => told.push(`${name} opens ${id}`),
    onCreateDocument: (_, parent) => told.push(`${name} adds to ${parent}`),
  }
  drawn.length = 0
  act(() => root.render(<Binder {...props} />))
  return drawn.join(' ')
}

const view = viewAs('P(C(ab)c)x')
const line = (id: string) => document.querySelector<HTMLElement>(`[data-key="${id}"]`)!
const counted = (words: number) => changeDocument(view, 'a' as DocumentId, { words })

it('a line is drawn anew only where something of it changed', () => {
  expect(draw(view, 'first')).toBe('P C a b c x')
  expect(draw(view, 'second')).toBe('')
  expect(draw(counted(11), 'third')).toBe('P C a')
  expect(line('a').textContent).toContain('11 words')
})

it('a line that was not drawn anew does what it would do now', () => {
  draw(view, 'first')
  draw(counted(11), 'second')
  act(() => line('b').click())
  act(() => line('C').querySelector<HTMLElement>('[aria-label^="New document"]')!.click())
  expect(told).toEqual(['second opens b', 'second adds to C'])
})

it('what a line holds is told in one word or in many', () => {
  draw(counted(1), 'only')
  expect(line('a').querySelector('small')!.textContent).toBe('1 word')
  expect(line('b').querySelector('small')!.textContent).toBe('10 words')
})
