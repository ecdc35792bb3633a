import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import type { JobId } from '@contract/files.ts'
import { createLongWork, SHOWN_AFTER_MS } from '../../../renderer/state/long-work.ts'
import { scriptedStudio } from './scripted-studio.ts'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** A backup that is under way until `end` is called. */
function underWay() {
  const scripted = scriptedStudio({ 'job:cancel': () => undefined })
  const { store, run, cancel } = createLongWork(scripted.studio)
  let end: (file: string) => void = () => undefined
  let id = '' as JobId
  const result = run('Backing up', job => {
    id = job
    return new Promise<string>(resolve => (end = resolve))
  })
  const tell = (done: number, job = id) => scripted.tell('job:progress', { id: job, doing: 'Copying', done, of: 9 })
  return {
    ...scripted,
    store,
    cancel,
    result,
    id,
    tell,
    end: (file: string) => end(file),
    work: () => store.getState().work,
  }
}

it('what is over soon is never shown', async () => {
  const { tell, work, end, result } = underWay()
  tell(1)
  vi.advanceTimersByTime(SHOWN_AFTER_MS - 1)
  expect(work()?.isLong).toBe(false)
  end('file')
  expect(await result).toBe('file')
  vi.advanceTimersByTime(SHOWN_AFTER_MS)
  expect(work()).toBeNull()
})
it('what takes long is shown with how far it has come, without what is told of other work', () => {
  const { tell, work } = underWay()
  tell(1)
  vi.advanceTimersByTime(SHOWN_AFTER_MS)
  tell(2)
  tell(7, 'other' as JobId)
  expect(work()).toMatchObject({ title: 'Backing up', isLong: true, progress: { done: 2, of: 9 } })
})
it('and so is what began before other work was over', async () => {
  const { studio, tell } = scriptedStudio({})
  const { store, run } = createLongWork(studio)
  const ends: (() => void)[] = []
  const ids: JobId[] = []
  const begin = () =>
    run('Backing up', id => {
      ids.push(id)
      return new Promise<void>(resolve => ends.push(resolve))
    })
  const first = begin()
  void begin()
  tell('job:progress', { id: ids[1]!, doing: 'Copying', done: 1, of: 9 })
  ends[0]!()
  await first
  vi.advanceTimersByTime(SHOWN_AFTER_MS)
  expect(store.getState().work?.isLong).toBe(true)
})
it('what only waits for the writer, as in a dialog, is not shown', () => {
  const { work } = underWay()
  vi.advanceTimersByTime(10 * SHOWN_AFTER_MS)
  expect(work()).toMatchObject({ isLong: false, progress: null })
})
it('is given up in main, and gone at once', () => {
  const { cancel, named, work, id } = underWay()
  cancel()
  expect(named('job:cancel')).toEqual([['job:cancel', id]])
  expect(work()).toBeNull()
})
