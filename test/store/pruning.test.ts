import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PruneRule } from '@contract/history.ts'
import { RunMissing } from '../../electron/store/failures.ts'
import { foreseePruning, pruneRuns } from '../../electron/store/pruning.ts'
import { recordEnd, settleRun, starVariant, startRun } from '../../electron/store/runs.ts'
import { searchText } from '../../electron/store/search.ts'
import { d, libraryWith, listed, p, r, report, request } from '../support/library.ts'

const library = { kind: 'library' } as const
const rule = (change: Partial<PruneRule> = {}): PruneRule => ({
  ...{ scope: library, beforeMs: 1_000, keepBytes: null, starred: false, accepted: false },
  ...change,
})

type Kind = 'plain' | 'starred' | 'accepted' | 'going on'

/** Runs of `a` and `b` by turns, begun at 10, 20, 30, … */
async function libraryOf(kinds: readonly Kind[]) {
  const db = await libraryWith('a', 'b')
  kinds.forEach((kind, i) => {
    const id = r(`${i}`)
    startRun(db, request(id, `words number${i} of it`), d(i % 2 === 0 ? 'a' : 'b'), (i + 1) * 10)
    if (kind === 'going on') return
    recordEnd(db, id, { kind: 'offered', report: report(`wrote variant${i}`) }, (i + 1) * 10 + 1)
    if (kind === 'starred') starVariant(db, id, 0, true)
    if (kind === 'accepted') settleRun(db, id, 0)
  })
  return db
}
const all: readonly Kind[] = ['plain', 'starred', 'accepted', 'going on', 'plain']

function goes(what: string, change: Partial<PruneRule>, expected: string[]) {
  it(what, async () => {
    const preview = foreseePruning(await libraryOf(all), rule(change))
    expect(preview.gone.map(run => run.id)).toEqual(expected)
  })
}

describe('what goes', () => {
  goes('neither starred nor accepted ones, nor one that goes on', {}, ['4', '0'])
  goes('starred ones where they are chosen', { starred: true }, ['4', '1', '0'])
  goes('accepted ones where they are chosen', { accepted: true }, ['4', '2', '0'])
  goes('what is older', { beforeMs: 20 }, ['0'])
  goes('nothing without a rule', { beforeMs: null }, [])
  goes('the oldest beyond a size', { beforeMs: null, keepBytes: 0, starred: true, accepted: true }, [
    '4',
    '2',
    '1',
    '0',
  ])
  goes('of one document', { scope: { kind: 'document', document: d('b') }, starred: true }, ['1'])
  goes('of one project', { scope: { kind: 'project', project: p('x') } }, [])
  it('counts sizes in bytes, of which the newest are kept', async () => {
    const db = await libraryOf(['plain', 'plain', 'plain'])
    const whole = foreseePruning(db, rule())
    expect(whole.bytes).toBe(whole.gone.reduce((sum, run) => sum + run.bytes, 0))
    const [newest] = whole.gone
    const kept = foreseePruning(db, rule({ beforeMs: null, keepBytes: newest!.bytes }))
    expect(kept.gone.map(run => run.id)).toEqual(['1', '0'])
  })
})

describe('pruning', () => {
  it('deletes exactly what the preview lists, and leaves no trace of it in the search', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Kind>('plain', 'starred', 'accepted', 'going on'), { minLength: 1, maxLength: 8 }),
        fc.record({
          beforeMs: fc.option(fc.integer({ min: 0, max: 100 })),
          keepBytes: fc.option(fc.integer({ min: 0, max: 3_000 })),
          ...{ starred: fc.boolean(), accepted: fc.boolean() },
        }),
        async (kinds, change) => {
          const db = await libraryOf(kinds)
          const { gone, runs } = foreseePruning(db, rule(change))
          const ids = gone.map(run => run.id)
          pruneRuns(db, ids)
          const left = listed(db, { scope: library }).map(run => run.id)
          expect(left).toHaveLength(runs - ids.length)
          for (const [i, kind] of kinds.entries()) {
            const isGone = ids.includes(r(`${i}`))
            expect(left.includes(r(`${i}`))).toBe(!isGone)
            if (kind === 'going on') expect(isGone).toBe(false)
            if (isGone) expect(searchText(db, { text: `number${i} `, project: null }).runs).toEqual([])
          }
          expect(
            db.prepare('SELECT count(*) FROM variant WHERE run_id NOT IN (SELECT id FROM run)').pluck().get(),
          ).toBe(0)
          expect(db.pragma('foreign_key_check')).toEqual([])
          db.close()
        },
      ),
      { numRuns: 15 },
    ))
  it('deletes nothing where one of the runs is not there', async () => {
    const db = await libraryOf(['plain'])
    expect(() => pruneRuns(db, [r('0'), r('x')])).toThrow(RunMissing)
    expect(listed(db)).toHaveLength(1)
  })
})
