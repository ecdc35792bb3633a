import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createNotices, readingMs } from '../../../renderer/state/notices.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const texts = (notices: ReturnType<typeof createNotices>) => notices.store.getState().map(({ text }) => text)

it('a sentence goes once it can have been read', () => {
  const notices = createNotices()
  notices.say('Saved again.')
  vi.advanceTimersByTime(readingMs('Saved again.') - 1)
  expect(texts(notices)).toEqual(['Saved again.'])
  vi.advanceTimersByTime(1)
  expect(texts(notices)).toEqual([])
})
it('a long sentence stays longer', () => expect(readingMs('x'.repeat(200))).toBeGreaterThan(readingMs('short')))
it('the same sentence is not shown twice, and stays as long as if new', () => {
  const notices = createNotices()
  notices.say('one')
  vi.advanceTimersByTime(5000)
  notices.say('one')
  expect(texts(notices)).toEqual(['one'])
  vi.advanceTimersByTime(5000)
  expect(texts(notices)).toEqual(['one'])
})
it('one that is kept stays until it is dropped', () => {
  const notices = createNotices()
  notices.keep('save', 'alert', 'Not saved.')
  vi.advanceTimersByTime(3_600_000)
  expect(texts(notices)).toEqual(['Not saved.'])
  notices.drop('save')
  expect(texts(notices)).toEqual([])
})
it('one with the id of another takes its place in the row', () => {
  const notices = createNotices()
  notices.keep('a', 'alert', 'first')
  notices.keep('b', 'status', 'second')
  notices.keep('a', 'alert', 'first again')
  expect(texts(notices)).toEqual(['first again', 'second'])
})
