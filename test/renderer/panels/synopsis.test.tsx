// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentId } from '@contract/library.ts'
import { SynopsisField } from '../../../renderer/panels/InspectorPanel.tsx'
import { Outline } from '../../../renderer/panels/Outline.tsx'
import { changeDocument, nodesOf } from '../../../renderer/state/library-view.ts'
import { viewAs } from '../../support/binder.ts'

let root: Root
/** The synopses that were kept, in order. */
const kept: string[] = []
let isWritable = true
const keep = (text: string) => {
  kept.push(text)
  return Promise.resolve(isWritable)
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  gone()
  document.body.replaceChildren()
  kept.length = 0
  isWritable = true
  vi.useRealTimers()
})

const field = () => document.querySelector<HTMLTextAreaElement & HTMLInputElement>('textarea, td input')!
const gone = () => act(() => root.unmount())
const rest = () => act(() => void vi.advanceTimersByTime(1_000))
const leave = () => act(() => field().blur())
const press = (key: string) =>
  act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))

/** Types as a writer does: the field has the focus, and React is told what the browser put in. */
function type(text: string): void {
  field().focus()
  const prototype = Object.getPrototypeOf(field()) as HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field(), text)
  act(() => void field().dispatchEvent(new Event('input', { bubbles: true })))
}

describe('in the outline', () => {
  function outline(synopsis: string): void {
    const view = changeDocument(viewAs('a'), 'a' as DocumentId, { synopsis })
    act(() =>
      root.render(
        <Outline
          range={{ title: 'All', nodes: nodesOf(view, view.projects[0]!.id) }}
          {...{ labels: [], open: null, writable: true, onOpen: () => undefined }}
          onChange={(_, change) => keep(change.synopsis!)}
        />,
      ),
    )
  }

  it('passing through it keeps what stands there, line breaks and all', () => {
    outline('one\ntwo')
    act(() => field().focus())
    leave()
    gone()
    expect(kept).toEqual([])
  })
  it('line breaks stay when something is typed', () => {
    outline('one\ntwo')
    type(`${field().value}!`)
    leave()
    expect(kept).toEqual(['one\ntwo!'])
  })
  it('Enter keeps it, once', () => {
    outline('one')
    type('two')
    press('Enter')
    expect(document.activeElement).toBe(document.body)
    gone()
    expect(kept).toEqual(['two'])
  })
  it('what is typed when the board goes is kept', () => {
    outline('one')
    type('two')
    gone()
    expect(kept).toEqual(['two'])
  })
  it('Escape puts it back and keeps nothing', () => {
    outline('one')
    type('two')
    press('Escape')
    expect(field().value).toBe('one')
    gone()
    expect(kept).toEqual([])
  })
  it('what could not be kept stays, whatever was changed elsewhere, and is kept the next time', async () => {
    outline('one')
    isWritable = false
    type('mine')
    leave()
    await act(() => Promise.resolve())
    isWritable = true
    outline('two')
    expect(field().value).toBe('mine')
    act(() => field().focus())
    leave()
    expect(kept).toEqual(['mine', 'mine'])
  })
  it('shows what was changed elsewhere', () => {
    outline('one')
    outline('two')
    expect(field().value).toBe('two')
  })
})

describe('in the inspector', () => {
  const inspector = (value: string) =>
    act(() => root.render(<SynopsisField id="s" value={value} disabled={false} onChange={keep} />))

  it('what was changed elsewhere is taken over, and not kept again', () => {
    inspector('one')
    inspector('two')
    expect(field().value).toBe('two')
    rest()
    gone()
    expect(kept).toEqual([])
  })
  it('what is typed here stays, and is kept over what was changed elsewhere', () => {
    inspector('one')
    type('mine')
    inspector('two')
    expect(field().value).toBe('mine')
    rest()
    expect(kept).toEqual(['mine'])
  })
  it('what comes back late does not undo what was typed since', () => {
    inspector('')
    type('a')
    rest()
    type('ab')
    rest()
    inspector('a')
    expect(field().value).toBe('ab')
    inspector('ab')
    inspector('other')
    expect(field().value).toBe('other')
    expect(kept).toEqual(['a', 'ab'])
  })
})
