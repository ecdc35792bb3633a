import { describe, expect, it } from 'vitest'
import { dayOf } from '@contract/binder.ts'
import type { ProjectId } from '@contract/library.ts'
import { createWriting, lastDays, wordsOn } from '../../../renderer/state/writing.ts'
import { summaryOf } from '../../support/binder.ts'
import { scriptedStudio } from './scripted-studio.ts'

const p = 'p' as ProjectId
const today = dayOf(Date.now())

describe('what is written', () => {
  it('is added to what main has of the day, and to the session; what is cut is taken off', async () => {
    const { studio } = scriptedStudio({ 'writing:days': () => [{ day: today, project: p, added: 100, removed: 10 }] })
    const writing = createWriting(studio)
    await writing.load()
    writing.note(summaryOf('a', 'p', { words: 60 }), 50)
    writing.note(summaryOf('a', 'p', { words: 45 }), 60)
    writing.note(summaryOf('b', 'q', { words: 7 }), 0)
    const { days, session } = writing.store.getState()
    expect([wordsOn(days, today), session]).toEqual([92, 2])
    expect(days).toContainEqual({ day: today, project: p, added: 110, removed: 25 })
  })
  it('in notes does not count', () => {
    const writing = createWriting(scriptedStudio({}).studio)
    writing.note(summaryOf('n', 'p', { words: 60, kind: 'note' }), 50)
    expect(writing.store.getState()).toEqual({ days: [], session: 0 })
  })
})

it('the last days come in order, those without words too, over the end of a month and of summer time', () => {
  const now = new Date(2026, 2, 2, 0, 30).getTime()
  const days = [{ day: '2026-03-01', project: p, added: 5, removed: 7 }]
  expect(lastDays(days, now, 4)).toEqual([
    { day: '2026-02-27', words: 0 },
    { day: '2026-02-28', words: 0 },
    { day: '2026-03-01', words: -2 },
    { day: '2026-03-02', words: 0 },
  ])
  expect(lastDays([], new Date(2026, 10, 2, 12).getTime(), 3).map(({ day }) => day)).toEqual([
    '2026-10-31',
    '2026-11-01',
    '2026-11-02',
  ])
})
