import { expect, it, vi } from 'vitest'
import type { Answer, Question, QuestionId } from '@contract/ask.ts'
import type { RunId, RunRequest } from '@contract/infill.ts'
import type { Result } from '@contract/result.ts'
import { documentHandlers } from '../../electron/main/handlers/document.ts'
import { libraryHandlers } from '../../electron/main/handlers/library.ts'
import { projectHandlers } from '../../electron/main/handlers/project.ts'
import { runHandlers } from '../../electron/main/handlers/run.ts'
import { defaultSettings } from '../../electron/store/settings.ts'
import { freshFolder } from '../support/folders.ts'
import { d, historyOf, opened, p, r, request } from '../support/library.ts'

async function served() {
  const library = await opened(freshFolder())
  const host = {
    run: vi.fn<(request: RunRequest) => void>(),
    cancel: vi.fn<(run: RunId) => void>(),
    foresee: vi.fn(),
    ask: vi.fn<(question: Question) => Promise<Result<Answer>>>(),
    unask: vi.fn(),
  }
  const onSettings = vi.fn()
  let clock = 100
  const now = () => clock++
  const calls = {
    ...libraryHandlers(library, onSettings),
    ...projectHandlers(library.db, now),
    ...documentHandlers(library.db, now),
    ...runHandlers(library.db, host, now),
  }
  await calls['project:create'](p('p'), 'P', 'blank')
  await calls['document:create'](d('a'), { project: p('p'), parent: null, position: 0 }, 'A', 'scene')
  return { library, host, onSettings, calls }
}

it('a view shows what was made, with the settings', async () => {
  const { calls } = await served()
  expect(await calls['library:view']()).toEqual({
    projects: [{ id: 'p', title: 'P', position: 0, trashedAtMs: null }],
    documents: [
      {
        ...{ id: 'a', project: 'p', parent: null, title: 'A', position: 0, words: 0, isImage: false },
        ...{ kind: 'scene', label: null, status: 'none', synopsis: '', target: null },
        ...{ trashedAtMs: null, updatedAtMs: expect.any(Number) as number },
      },
    ],
    labels: [],
    settings: defaultSettings,
    readOnly: null,
  })
})
it('settings take effect and are kept', async () => {
  const { calls, onSettings } = await served()
  const wanted = { ...defaultSettings, theme: 'dark' } as const
  await calls['settings:save'](wanted)
  expect(onSettings).toHaveBeenCalledWith(wanted)
  expect((await calls['library:view']()).settings).toEqual(wanted)
})
it('a run is recorded before the engine hears of it', async () => {
  const { calls, host } = await served()
  host.run.mockImplementation(() => {
    expect(calls['run:list'](historyOf(), null, 5)).toMatchObject({ runs: [{ id: 'r', fate: 'running' }], next: null })
    expect(calls['run:load'](r('r'))).toMatchObject({ id: 'r', end: null })
  })
  await calls['run:start'](request('r'), d('a'))
  expect(host.run).toHaveBeenCalledWith(expect.objectContaining(request('r')))
})
it('a run reads what is around its document, where that is wished, and is recorded without it', async () => {
  const { calls, host } = await served()
  await calls['document:create'](d('b'), { project: p('p'), parent: null, position: 1 }, 'B', 'scene')
  const doc = { type: 'doc' } as const
  await calls['document:save']({ id: d('b'), doc, text: 'Later.', words: 1, caret: { anchor: 1, head: 1 } })
  const around = { outline: '', before: '', after: 'Later.' }
  await calls['run:start'](request('r'), d('a'))
  expect(host.run).toHaveBeenCalledWith({ ...request('r'), around })
  await calls['run:foresee'](request('r').passage, request('r').settings, d('a'))
  expect(host.foresee).toHaveBeenCalledWith(request('r').passage, { kind: 'auto' }, around)
  expect(calls['run:load'](r('r'))).toMatchObject({ passage: request('r').passage, settings: { around: 'scenes' } })
})
it('a run that cannot be recorded does not start', async () => {
  const { calls, host } = await served()
  expect(() => calls['run:start'](request('r'), d('none'))).toThrow('no document')
  expect(host.run).not.toHaveBeenCalled()
})
it('stopping goes to the engine', async () => {
  const { calls, host } = await served()
  await calls['run:cancel'](r('r'))
  expect(host.cancel).toHaveBeenCalledWith('r')
})
it('a question is answered, or its fault thrown as it is', async () => {
  const { calls, host } = await served()
  const question: Question = { id: 'q' as QuestionId, kind: 'surprise', passage: [] }
  host.ask.mockResolvedValueOnce({ ok: true, value: { kind: 'surprise', words: [] } })
  expect(await calls['question:ask'](question, d('a'), 'nothing')).toEqual({ kind: 'surprise', words: [] })
  const fault = { code: 'stopped', message: 'Stopped.' } as const
  host.ask.mockResolvedValueOnce({ ok: false, fault })
  await expect(calls['question:ask'](question, d('a'), 'nothing')).rejects.toMatchObject({ fault })
})
it('the trash and back', async () => {
  const { calls } = await served()
  await calls['project:trash'](p('p'))
  await calls['document:trash']([d('a')])
  const trashed = await calls['library:view']()
  expect([trashed.projects[0]?.trashedAtMs, trashed.documents[0]?.trashedAtMs]).toEqual([103, 104])
  await calls['project:restore'](p('p'))
  await calls['document:restore'](d('a'))
  const restored = await calls['library:view']()
  expect([restored.projects[0]?.trashedAtMs, restored.documents[0]?.trashedAtMs]).toEqual([null, null])
})
