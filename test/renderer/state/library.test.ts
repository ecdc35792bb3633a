import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentSummary, LibraryView, Project, ProjectId, Settings } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { createLibrary } from '../../../renderer/state/library.ts'
import { createNotices } from '../../../renderer/state/notices.ts'
import { scriptedStudio } from './scripted-studio.ts'

const p = 'p' as ProjectId
const locked: Fault = { code: 'library-locked', message: 'Another Palimpsest has this library open.' }
const settings = { theme: 'system', run: { strength: 1 } } as Settings
const project: Project = { id: p, title: 'Old', position: 0, trashedAtMs: null }

async function loaded(view: Partial<LibraryView> = {}, refuse = false) {
  const script = scriptedStudio({
    'library:view': () => ({ projects: [project], documents: [], labels: [], settings, readOnly: null, ...view }),
    'project:rename': () => (refuse ? locked : undefined),
    'document:create': (id, place, title, kind) => [{ id, ...place, title, kind } as DocumentSummary],
    'settings:save': ({ theme }) => (theme === 'dark' && refuse ? locked : undefined),
  })
  const notices = createNotices()
  const library = createLibrary(script.studio, notices)
  await library.load()
  return { ...script, notices, library, titles: () => library.view()?.projects.map(({ title }) => title) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('says why it cannot be read', async () => {
  const library = createLibrary(scriptedStudio({ 'library:view': () => locked }).studio, createNotices())
  await library.load()
  expect(library.store.getState()).toEqual({ phase: 'failed', fault: locked })
})

describe('a change', () => {
  it('is shown once main has made it', async () => {
    const { library, titles, hold } = await loaded()
    const release = hold()
    const renamed = library.renameProject(p, 'New')
    expect(titles()).toEqual(['Old'])
    release()
    await renamed
    expect(titles()).toEqual(['New'])
  })

  it('that main refuses is not shown, and told', async () => {
    const { library, titles, notices } = await loaded({}, true)
    expect(await library.renameProject(p, 'New')).toBe(false)
    expect(titles()).toEqual(['Old'])
    expect(notices.store.getState()).toMatchObject([{ tone: 'alert', text: locked.message }])
  })

  it('that adds a document has the id that was minted here', async () => {
    const { library } = await loaded()
    const id = await library.createDocument({ project: p, parent: null, position: 0 }, 'Untitled', 'scene')
    expect(library.view()?.documents).toMatchObject([{ id, title: 'Untitled' }])
  })
})

describe('settings', () => {
  it('change at once and are written down once they rest', async () => {
    const { library, named } = await loaded()
    for (const strength of [0.9, 0.8, 0.7]) {
      library.changeSettings({ run: { ...settings.run, strength } })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(library.view()?.settings.run.strength).toBe(0.7)
    expect(named('settings:save')).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(300)
    expect(named('settings:save')).toMatchObject([['settings:save', { run: { strength: 0.7 } }]])
  })

  it('are written down at once before the window closes', async () => {
    const { library, named } = await loaded()
    library.changeSettings({ theme: 'dark' })
    await library.flushSettings()
    expect(named('settings:save')).toHaveLength(1)
    await library.flushSettings()
    await vi.advanceTimersByTimeAsync(1000)
    expect(named('settings:save')).toHaveLength(1)
  })

  it('that were refused are written down with the next flush', async () => {
    const { library, named } = await loaded({}, true)
    library.changeSettings({ theme: 'dark' })
    await library.flushSettings()
    await library.flushSettings()
    expect(named('settings:save')).toHaveLength(2)
    library.changeSettings({ theme: 'light' })
    await library.flushSettings()
    await library.flushSettings()
    expect(named('settings:save')).toHaveLength(3)
  })

  it('of a library that can only be read last as long as the window', async () => {
    const { library, named, notices } = await loaded({ readOnly: 'The library can only be read.' })
    library.changeSettings({ theme: 'dark' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(library.view()?.settings.theme).toBe('dark')
    expect([named('settings:save'), notices.store.getState()]).toEqual([[], []])
  })
})
