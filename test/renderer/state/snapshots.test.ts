import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DocumentId } from '@contract/library.ts'
import type { Snapshot, SnapshotId } from '@contract/snapshots.ts'
import { createNotices, OFFER_MS } from '../../../renderer/state/notices.ts'
import { createSnapshots } from '../../../renderer/state/snapshots.ts'
import { scriptedStudio } from './scripted-studio.ts'

const d = 'd' as DocumentId
const s = (id: string) => id as SnapshotId

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Two snapshots of a document, the first of which is taken off the list. */
async function removed() {
  const kept = ['a', 'b'].map(id => ({ id, document: d }) as unknown as Snapshot)
  const { studio, named } = scriptedStudio({ 'snapshot:list': () => kept, 'snapshot:remove': () => undefined })
  const notices = createNotices()
  const snapshots = createSnapshots(studio, notices)
  snapshots.show(d)
  await vi.advanceTimersByTimeAsync(0)
  snapshots.remove(s('a'))
  const shown = () => {
    const { list } = snapshots.store.getState()
    return list.phase === 'ready' && list.snapshots.map(({ id }) => id)
  }
  return { snapshots, shown, named, notices }
}

it('one that is removed is off the list at once, and gone a while after', async () => {
  const { snapshots, shown, named } = await removed()
  await snapshots.refresh()
  expect([shown(), named('snapshot:remove')]).toEqual([['b'], []])
  await vi.advanceTimersByTimeAsync(OFFER_MS)
  expect(named('snapshot:remove')).toEqual([['snapshot:remove', 'a']])
})
it('one that is put back meanwhile stays', async () => {
  const { shown, named, notices } = await removed()
  notices.store.getState()[0]!.actions[0]!.run()
  await vi.advanceTimersByTimeAsync(2 * OFFER_MS)
  expect([shown(), named('snapshot:remove')]).toEqual([['a', 'b'], []])
  expect(notices.store.getState()).toEqual([])
})
