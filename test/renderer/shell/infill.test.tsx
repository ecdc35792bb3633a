// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Fault } from '@contract/result.ts'
import type { NewScrap } from '@contract/scraps.ts'
import type { RunEnd, RunRequest, VariantText } from '@contract/infill.ts'
import { defaultSettings } from '../../../electron/store/settings.ts'
import type { OpenEditor } from '../../../renderer/editor/Editor.tsx'
import { createStores } from '../../../renderer/shell/stores.ts'
import { offerText } from '../../../renderer/state/run-state.ts'
import { useInfill } from '../../../renderer/shell/use-infill.tsx'
import { viewAs } from '../../support/binder.ts'
import { doc, p, r } from '../../support/page.ts'
import { quietExtensions } from '../editor/quiet-extensions.ts'
import { scriptedStudio } from '../state/scripted-studio.ts'

const nothing = () => undefined

/**
 * A page that says “One [two] three.”, its caret in the marked region. `offer` ends the run with variants of one word
 * each, `stopped` as if the writer had stopped it.
 */
function mounted() {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = nothing
      disconnect = nothing
    },
  )
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => document.body.getBoundingClientRect()
  Element.prototype.scrollIntoView = nothing
  const view = viewAs('d')
  let refusal: Fault | undefined
  const answers: Parameters<typeof scriptedStudio>[0] = {
    'library:view': () => view,
    'scrap:keep': () => refusal,
    'snapshot:take': () => null as never,
    'run:star': nothing,
    'run:start': nothing,
    'run:cancel': nothing,
    'run:foresee': nothing,
    'run:settle': nothing,
  }
  const { studio, named, tell } = scriptedStudio(answers)
  const stores = createStores(studio)
  const shelved = () => named('scrap:keep').map(([, scrap]) => (scrap as NewScrap).content.text)
  let infill: ReturnType<typeof useInfill>
  function Panel({ open }: Readonly<{ open: OpenEditor | null }>) {
    infill = useInfill(stores, open, defaultSettings, { kind: 'loading', doing: '' }, null)
    return (
      <>
        {infill.passage.region.atHand && <input />}
        {infill.onPage(() => '')}
      </>
    )
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const show = (open: OpenEditor | null) => act(() => root.render(<Panel open={open} />))
  show(null)
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: [...quietExtensions, ...infill!.extra],
    content: doc(p('One ', r('two'), ' three.')).toJSON() as object,
  })
  const draft = () => ({ doc: editor.getJSON(), text: editor.getText(), words: 3 })
  show({ document: 'd', editor, draft } as unknown as OpenEditor)
  act(() => {
    editor.commands.setTextSelection(6)
  })
  onTestFinished(() => {
    act(() => {
      root.unmount()
      editor.destroy()
    })
  })
  const written = (text: string): VariantText => ({
    regions: [[{ kind: 'written', text, certainty: 0.5, step: 1, place: 0 }]],
    places: { model: 'h', rooms: [1], counted: null, ids: [7], certainty: [0.5], steps: [1] },
  })
  const end = (how: (request: RunRequest) => RunEnd) => {
    const request = named('run:start').at(-1)![1] as RunRequest
    act(() => tell('engine:news', { kind: 'ended', run: request.id, end: how(request) }))
  }
  const offer = (...texts: string[]) =>
    end(({ settings }) => {
      const variants = texts.map((text, i) => ({
        ...{ ...written(text), seed: settings.seed + i, fit: { text: -2, after: -2 } },
      }))
      const report = { variants, steps: 1, passes: 1, milliseconds: 1, model: 'm', modelHash: 'h', backend: 'CPU' }
      return { kind: 'offered', report }
    })
  const refuse = () => (refusal = { code: 'disk-full', message: 'The disk is full.' })
  const stopped = (...texts: string[]) =>
    end(({ id }) => ({ kind: 'stopped', last: { run: id, step: 1, of: 2, variants: texts.map(written) } }))
  return { passage: () => infill.passage, stores, runs: stores.runs, editor, offer, stopped, shelved, show, refuse }
}

it('the page has the keys once a run begins and the field that had them goes', () => {
  const { passage, editor } = mounted()
  const field = document.querySelector('input')!
  field.focus()
  act(() => passage().fill())
  expect(field.isConnected).toBe(false)
  expect(document.activeElement).toBe(editor.view.dom)
})

it('what is typed into a variant goes into none of a later run', () => {
  const { passage, offer } = mounted()
  act(() => passage().fill())
  offer('second')
  act(() => passage().edit())
  const field = document.querySelector('textarea')!
  field.value = 'typed'
  act(() => passage().fill())
  offer('third')
  expect(document.querySelector('textarea')).toBeNull()
  expect(passage().offeredPiece()?.content.text).toBe('third')
})

const parting: Readonly<Record<string, (at: ReturnType<typeof mounted>) => void>> = {
  'another run begins': ({ passage }) => passage().fill(),
  'the variants are left': ({ passage }) => passage().discard(),
  'it is taken away': ({ passage }) => passage().reject(),
  'another one is taken': ({ passage }) => {
    passage().turn(1)
    passage().accept()
  },
  'the page goes': ({ show }) => show(null),
  'the window goes': ({ stores }) => void stores.parting.part(),
}
for (const [when, part] of Object.entries(parting))
  it(`what is typed into a variant is kept as a scrap, and told, when ${when}`, async () => {
    const at = mounted()
    await at.stores.library.load()
    act(() => at.passage().fill())
    at.offer('second', 'third')
    act(() => at.passage().edit())
    document.querySelector('textarea')!.value = 'typed'
    await act(async () => {
      part(at)
      await Promise.resolve()
    })
    expect(at.shelved()).toEqual(['typed'])
    await vi.waitFor(() => {
      const told = at.stores.notices.store.getState().map(({ text }) => text)
      expect(told.join()).toContain('among the scraps')
    })
  })

it('what is typed into a variant and cannot be kept is held by a notice, and the window is not to go', async () => {
  const { passage, stores, offer, refuse } = mounted()
  await stores.library.load()
  act(() => passage().fill())
  offer('second')
  act(() => passage().edit())
  document.querySelector('textarea')!.value = 'typed'
  refuse()
  expect(await act(() => stores.parting.part())).toBe(false)
  const notice = stores.notices.store.getState().find(({ id }) => id.startsWith('untaken'))
  expect(notice?.actions.map(({ label }) => label)).toEqual(['Try again', 'Copy it'])
})

it('a variant that was only looked at, or typed into and taken, leaves no scrap', async () => {
  const { passage, stores, offer, shelved } = mounted()
  await stores.library.load()
  act(() => passage().fill())
  offer('second', 'third')
  act(() => passage().edit())
  act(() => passage().turn(1))
  act(() => passage().edit())
  document.querySelector('textarea')!.value = 'typed'
  act(() => passage().accept())
  expect(shelved()).toEqual([])
})

it('a stopped run goes on once one of its variants has a star', () => {
  const { passage, runs, stopped } = mounted()
  act(() => passage().fill())
  stopped('second', 'third')
  act(() => passage().star())
  act(() => passage().resume())
  const state = runs.store.getState()
  expect(state.phase === 'running' && [state.earlier, state.request.settings.variants]).toEqual([[], 2])
})

it('what goes on from a variant of a stopped run stands beside all of them; the run itself goes on in their place', () => {
  const begun = (what: 'reroll' | 'resume') => {
    const { passage, runs, stopped } = mounted()
    act(() => passage().fill())
    stopped('second', 'third')
    act(() => passage()[what]())
    const state = runs.store.getState()
    return state.phase === 'running' && state.earlier.map(offerText)
  }
  expect(begun('reroll')).toEqual([['second'], ['third']])
  expect(begun('resume')).toEqual([])
})
