import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Document, JournalEntry } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { createJournal, JOURNAL_AFTER_MS } from '../../../renderer/state/journal.ts'
import type { Change } from '../../../renderer/state/journal.ts'
import { scriptedStudio } from './scripted-studio.ts'

/** A change that adds text; two join while they are short. */
function typed(text: string): Change {
  return {
    toJSON: () => ({ stepType: 'add', text }),
    merge: next => (text.length < 5 ? typed(text + textOf(next)) : null),
  }
}
const textOf = (change: Change) => (change.toJSON() as { text: string }).text

/** Main as the store behaves: strict about order. `text` is what a new start would show. */
function main() {
  const disk = { saved: '', revision: 4, journal: [] as string[], fails: false, unfit: 0 }
  const full: Fault = { code: 'disk-full', message: '' }
  const script = scriptedStudio({
    'document:journal'({ revision, first, steps }: JournalEntry) {
      if (disk.fails) return full
      if (revision !== disk.revision || first !== disk.journal.length) {
        disk.unfit++
        return { code: 'journal-unfit', message: '' }
      }
      disk.journal.push(...steps.map(step => (step as unknown as { text: string }).text))
      return undefined
    },
  })
  const save = (text: string) => {
    if (disk.fails) return null
    disk.saved = text
    disk.journal = []
    return ++disk.revision
  }
  return { ...script, disk, save, text: () => disk.saved + disk.journal.join('') }
}

const loaded = { id: 'a', revision: 4, journal: [] } as unknown as Document

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('hands over what was typed within its time, as few changes', async () => {
  const { studio, disk, text } = main()
  const journal = createJournal(studio, loaded, () => undefined)
  for (const key of 'words') journal.note([typed(key)])
  await vi.advanceTimersByTimeAsync(JOURNAL_AFTER_MS - 1)
  expect(text()).toBe('')
  await vi.advanceTimersByTimeAsync(1)
  expect([text(), disk.journal]).toEqual(['words', ['words']])
})
it('goes on where the journal of an earlier window ended', async () => {
  const { studio, disk, text } = main()
  disk.journal = ['old ']
  const journal = createJournal(studio, { ...loaded, journal: [{ stepType: 'add' }] }, () => undefined)
  journal.note([typed('new')])
  await vi.advanceTimersByTimeAsync(JOURNAL_AFTER_MS)
  expect(text()).toBe('old new')
})
it('asks for a whole save where main holds something else', async () => {
  const { studio, disk } = main()
  const onUnfit = vi.fn()
  const journal = createJournal(studio, loaded, onUnfit)
  disk.revision = 9
  journal.note([typed('x')])
  await vi.advanceTimersByTimeAsync(JOURNAL_AFTER_MS)
  expect(onUnfit).toHaveBeenCalledOnce()
})
it('whatever saves, fails and comes late: main holds a beginning of the text, all of it soon after the trouble', async () => {
  const event = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', ' ') },
    { weight: 2, arbitrary: fc.constantFrom('wait', 'save begins', 'save ends') },
    { weight: 1, arbitrary: fc.constantFrom('disk fails', 'disk works', 'main is slow', 'main answers') },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 80 }), async events => {
      const { studio, disk, hold, save, text } = main()
      const journal = createJournal(studio, loaded, () => undefined)
      let written = ''
      let saving: { text: string; done: (made: number | null) => void } | null = null
      let answer: () => void = () => undefined
      const endSave = async () => {
        answer()
        await vi.advanceTimersByTimeAsync(0)
        if (saving) saving.done(save(saving.text))
        saving = null
      }
      for (const what of events) {
        if (what.length === 1) {
          written += what
          journal.note([typed(what)])
        } else if (what === 'wait') await vi.advanceTimersByTimeAsync(JOURNAL_AFTER_MS)
        else if (what === 'save begins') saving ??= { text: written, done: journal.cover() }
        else if (what === 'save ends') await endSave()
        else if (what === 'main is slow') {
          answer()
          answer = hold()
        } else if (what === 'main answers') answer()
        else disk.fails = what === 'disk fails'
        expect(written.startsWith(text())).toBe(true)
      }
      disk.fails = false
      await endSave()
      await vi.advanceTimersByTimeAsync(1000 + JOURNAL_AFTER_MS)
      expect([text(), disk.unfit]).toEqual([written, 0])
      journal.stop()
      vi.clearAllTimers()
    }),
    { numRuns: 300 },
  )
})
