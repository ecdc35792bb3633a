import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Document, DocumentDraft, DocumentId, SavedDocument } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { createDocumentStore } from '../../../renderer/state/document.ts'
import { scriptedStudio } from './scripted-studio.ts'

const a = 'a' as DocumentId
const b = 'b' as DocumentId
const full: Fault = { code: 'disk-full', message: 'The disk is full. Make room on it.' }

function documentOf(id: DocumentId): Document {
  return {
    id,
    title: id,
    doc: { type: 'doc' },
    caret: { anchor: 1, head: 1 },
    words: 0,
    revision: 4,
    journal: [],
  } as unknown as Document
}

/** A store with document `a` open, an editor whose text is `text.now`, and a disk that can be full. */
async function opened() {
  let revision = 4
  const disk: { full: boolean; texts: string[] } = { full: false, texts: [] }
  const text = { now: '' }
  const seen: string[] = []
  const script = scriptedStudio({
    'document:load': documentOf,
    'document:save': draft => {
      if (disk.full) return full
      disk.texts.push(`${draft.id}:${draft.text}`)
      return { id: draft.id, words: draft.words, revision: ++revision, recovered: [] } as unknown as SavedDocument
    },
  })
  const store = createDocumentStore(script.studio, {
    onSaved: ({ id }) => seen.push(`saved ${id}`),
    onSetAside: ({ id }) => seen.push(`set aside ${id}`),
    onFailure: ({ code }) => seen.push(`failed ${code}`),
    onRecovered: () => seen.push('recovered'),
  })
  const draftOf = (id: DocumentId) => () => ({ id, text: text.now }) as DocumentDraft
  const type = (more: string) => {
    text.now += more
    store.touched()
  }
  const save = () => {
    const state = store.store.getState()
    return state.phase === 'open' ? state.save.kind : state.phase
  }
  await store.open(a)
  store.attach(draftOf(a))
  return { ...script, store, disk, text, seen, type, save, draftOf }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('autosave', () => {
  it('comes 1 s after the last change, with the text of that moment', async () => {
    const { type, disk, save } = await opened()
    type('a')
    await vi.advanceTimersByTimeAsync(900)
    type('b')
    await vi.advanceTimersByTimeAsync(900)
    expect([save(), disk.texts]).toEqual(['unsaved', []])
    await vi.advanceTimersByTimeAsync(100)
    expect([save(), disk.texts]).toEqual(['saved', ['a:ab']])
  })

  it('comes every 5 s while changes go on', async () => {
    const { type, disk } = await opened()
    for (let tenth = 0; tenth < 120; tenth++) {
      type('x')
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(disk.texts.map(({ length }) => length)).toEqual([52, 102])
  })

  it('follows what is typed during a save', async () => {
    const { type, disk, hold, store, save } = await opened()
    type('a')
    const release = hold()
    const flushed = store.flush()
    type('b')
    release()
    await flushed
    expect(save()).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(1000)
    expect([save(), disk.texts]).toEqual(['saved', ['a:a', 'a:ab']])
  })

  it('asked for during a save is done when all is saved', async () => {
    const { type, disk, hold, store, save } = await opened()
    type('a')
    const release = hold()
    void store.flush()
    type('b')
    const all = store.flush()
    release()
    expect(await all).toBe(true)
    expect([save(), disk.texts]).toEqual(['saved', ['a:a', 'a:ab']])
  })

  it('sets one timer at most, however fast one types', async () => {
    const { type } = await opened()
    for (let key = 0; key < 100; key++) type('x')
    expect(vi.getTimerCount()).toBe(1)
  })

  it('does nothing where nothing changed', async () => {
    const { store, named } = await opened()
    expect(await store.flush()).toBe(true)
    expect(named('document:save')).toEqual([])
  })

  it('asked for, keeps what an editor noted without an edit', async () => {
    const { store, disk, save } = await opened()
    store.changed([{ toJSON: () => ({}), merge: () => null }])
    expect(await store.flush()).toBe(true)
    expect([save(), disk.texts]).toEqual(['saved', ['a:']])
    expect(await store.flush()).toBe(true)
    expect(disk.texts).toHaveLength(1)
  })

  it('keeps a caret that moved when the document is left, not before', async () => {
    const { store, named } = await opened()
    store.moved()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(named('document:save')).toHaveLength(0)
    await store.flush()
    expect(named('document:save')).toHaveLength(1)
  })
})

describe('a full disk', () => {
  it('is told, keeps the text, and is tried again by itself with growing pauses', async () => {
    const { type, disk, seen, save, named } = await opened()
    disk.full = true
    type('a')
    await vi.advanceTimersByTimeAsync(1000)
    expect([save(), seen]).toEqual(['failed', ['failed disk-full']])
    await vi.advanceTimersByTimeAsync(2000 + 4000)
    expect(named('document:save')).toHaveLength(3)
    type('b')
    disk.full = false
    await vi.advanceTimersByTimeAsync(8000)
    expect([save(), disk.texts]).toEqual(['saved', ['a:ab']])
    expect(seen.slice(-2)).toEqual(['recovered', 'saved a'])
  })

  it('is tried again at once when the writer asks', async () => {
    const { type, disk, save, store } = await opened()
    disk.full = true
    type('a')
    await store.flush()
    disk.full = false
    expect(await store.flush()).toBe(true)
    expect([save(), disk.texts]).toEqual(['saved', ['a:a']])
  })

  it('keeps the document open when another is asked for', async () => {
    const { type, disk, store } = await opened()
    disk.full = true
    type('a')
    expect(await store.open(b)).toBe(false)
    expect(store.store.getState()).toMatchObject({ phase: 'open', document: { id: a } })
  })

  it('is a failure like others when main does not answer at all', async () => {
    const script = scriptedStudio({ 'document:load': documentOf })
    const store = createDocumentStore(script.studio, {
      onSaved: () => undefined,
      onSetAside: () => undefined,
      onFailure: () => undefined,
      onRecovered: () => undefined,
    })
    await store.open(a)
    store.attach(() => ({ id: a }) as DocumentDraft)
    store.touched()
    expect(await store.flush()).toBe(false)
    expect(store.store.getState()).toMatchObject({ save: { kind: 'failed', fault: { code: 'internal' } } })
  })
})

describe('opening another document', () => {
  it('saves the open one first', async () => {
    const { type, disk, store } = await opened()
    type('a')
    await store.open(b)
    expect(disk.texts).toEqual(['a:a'])
    expect(store.store.getState()).toMatchObject({ phase: 'open', document: { id: b }, save: { kind: 'saved' } })
  })

  it('saves what is typed while the other loads', async () => {
    const { type, disk, store, hold } = await opened()
    const release = hold()
    const opening = store.open(b)
    await vi.advanceTimersByTimeAsync(0)
    type('late')
    release()
    await opening
    expect(disk.texts).toEqual(['a:late'])
  })

  it('shows the last one asked for', async () => {
    const { store, hold } = await opened()
    const release = hold()
    const both = [store.open(b), store.open('c' as DocumentId)]
    release()
    expect(await Promise.all(both)).toEqual([false, true])
    expect(store.store.getState()).toMatchObject({ document: { id: 'c' } })
  })

  it('says why one could not be read', async () => {
    const missing: Fault = { code: 'document-missing', message: 'This document is gone.' }
    const script = scriptedStudio({ 'document:load': () => missing })
    const nothing = () => undefined
    const store = createDocumentStore(script.studio, {
      ...{ onSaved: nothing, onSetAside: nothing, onFailure: nothing, onRecovered: nothing },
    })
    expect(await store.open(a)).toBe(false)
    expect(store.store.getState()).toEqual({ phase: 'failed', id: a, fault: missing })
  })
})

describe('a journal that does not fit', () => {
  it('is left behind by a save at once that claims no base, and the next save has one again', async () => {
    const { store, type, named } = await opened()
    store.refuseJournal()
    await vi.advanceTimersByTimeAsync(0)
    type('a')
    await vi.advanceTimersByTimeAsync(1000)
    expect(named('document:save').map(([, draft]) => (draft as DocumentDraft).base)).toEqual([undefined, 5])
  })
})
