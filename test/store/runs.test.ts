import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunEnd, Snapshot } from '@contract/infill.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { DocumentMissing, RunMissing } from '../../electron/store/failures.ts'
import { loadRun } from '../../electron/store/history.ts'
import { recordEnd, settleRun, starVariant, startRun } from '../../electron/store/runs.ts'
import { freshFolder } from '../support/folders.ts'
import { d, libraryWith, listed, opened, places, r, report, request, written } from '../support/library.ts'

const offered = (...texts: string[]): RunEnd => ({ kind: 'offered', report: report(...texts) })
const last: Snapshot = {
  run: r('1'),
  step: 4,
  of: 9,
  variants: [{ regions: [written('half a'), [{ kind: 'open' }]], places }],
}
const fault = { code: 'engine-lost', message: 'It died.' } as const

const found = (db: WriteDb, text: string) => listed(db, { text }).map(run => run.id)

async function running(): Promise<WriteDb> {
  const db = await libraryWith('a', 'b')
  startRun(db, request('1'), d('a'), 10)
  return db
}

describe('a run', () => {
  it('is recorded with all that it takes to run it again', async () => {
    const db = await running()
    const { passage, settings } = request('1')
    expect(loadRun(db, r('1'))).toEqual({
      ...{ id: '1', document: 'a', startedAtMs: 10, fate: 'running', accepted: null, starred: [] },
      ...{ settings, passage, start: null, end: null },
    })
  })
  it('is recorded with what it goes on from', async () => {
    const db = await libraryWith('a')
    startRun(db, { ...request('1'), start: [places] }, d('a'), 10)
    expect(loadRun(db, r('1')).start).toEqual([places])
  })
  it('is recorded with what was wished of one region alone', async () => {
    const db = await libraryWith('a')
    const gap = { kind: 'region', text: '', kept: [], length: { kind: 'words', words: 20 } } as const
    const passage = [...request('1').passage, gap]
    startRun(db, { ...request('1'), passage }, d('a'), 10)
    expect(loadRun(db, r('1')).passage).toEqual(passage)
  })
  function ends(what: string, end: RunEnd, fate: string) {
    it(`comes back as it ended: ${what}`, async () => {
      const db = await running()
      recordEnd(db, r('1'), end, 20)
      expect(loadRun(db, r('1'))).toMatchObject({ fate, end })
    })
  }
  ends('offered', offered('one', 'two', 'three'), 'offered')
  ends('offered, with nothing written', offered(), 'offered')
  ends('stopped', { kind: 'stopped', last }, 'stopped')
  ends('stopped before its first step', { kind: 'stopped', last: null }, 'stopped')
  ends('failed', { kind: 'failed', fault, last }, 'failed')
  ends('failed before its first step', { kind: 'failed', fault, last: null }, 'failed')
  it('keeps what another run can go on from', async () => {
    const db = await running()
    const { variants, ...rest } = report('one')
    const end: RunEnd = { kind: 'offered', report: { ...rest, variants: variants.map(v => ({ ...v, places })) } }
    recordEnd(db, r('1'), end, 20)
    expect(loadRun(db, r('1')).end).toEqual(end)
  })
  it('keeps a fit that was not measured', async () => {
    const db = await running()
    const { variants, ...rest } = report('same')
    const end: RunEnd = { kind: 'offered', report: { ...rest, variants: variants.map(v => ({ ...v, fit: null })) } }
    recordEnd(db, r('1'), end, 20)
    expect(loadRun(db, r('1')).end).toEqual(end)
  })
  it('ends once: a second end is dropped', async () => {
    const db = await running()
    recordEnd(db, r('1'), offered('one'), 20)
    recordEnd(db, r('1'), { kind: 'failed', fault, last: null }, 30)
    expect(loadRun(db, r('1')).end).toEqual(offered('one'))
  })
  it('needs its document, and to exist', async () => {
    const db = await running()
    expect(() => startRun(db, request('2'), d('x'), 1)).toThrow(DocumentMissing)
    expect(() => recordEnd(db, r('x'), offered('one'), 1)).toThrow(RunMissing)
    expect(() => settleRun(db, r('x'), null)).toThrow(RunMissing)
  })
})

describe('settling', () => {
  type Act = (db: WriteDb) => void
  const accept = (index: number): Act => {
    return db => settleRun(db, r('1'), index)
  }
  const discard: Act = db => settleRun(db, r('1'), null)
  const offer: Act = db => recordEnd(db, r('1'), offered('one', 'two'), 20)
  const stop: Act = db => recordEnd(db, r('1'), { kind: 'stopped', last }, 20)
  function settles(what: string, acts: Act[], fate: string, accepted: number | null) {
    it(what, async () => {
      const db = await running()
      for (const act of acts) act(db)
      expect(loadRun(db, r('1'))).toMatchObject({ fate, accepted })
    })
  }
  settles('accepted', [offer, accept(1)], 'accepted', 1)
  settles('discarded', [offer, discard], 'discarded', null)
  settles('accepted before its end is told', [accept(1), offer], 'accepted', 1)
  settles('discarded before its end is told', [discard, offer], 'discarded', null)
  settles('recalled and taken after all', [offer, discard, accept(0)], 'accepted', 0)
  settles('recalled and taken otherwise', [offer, accept(0), accept(1)], 'accepted', 1)
  settles('recalled and let go: it was accepted once', [offer, accept(0), discard], 'accepted', 0)
  settles('what a stopped run had written is taken', [stop, accept(0)], 'accepted', 0)
  settles('a stopped run is let go', [stop, discard], 'stopped', null)
  it('keeps the end that comes after it', async () => {
    const db = await running()
    accept(1)(db)
    offer(db)
    expect(loadRun(db, r('1')).end).toEqual(offered('one', 'two'))
  })
  it('refuses a variant that is not there', async () => {
    const db = await running()
    offer(db)
    expect(() => settleRun(db, r('1'), 2)).toThrow(RangeError)
    expect(loadRun(db, r('1')).fate).toBe('offered')
  })
})

describe('a star', () => {
  it('is kept with its variant, and taken off again', async () => {
    const db = await running()
    recordEnd(db, r('1'), offered('one', 'two', 'three'), 20)
    starVariant(db, r('1'), 2, true)
    starVariant(db, r('1'), 0, true)
    expect(loadRun(db, r('1')).starred).toEqual([0, 2])
    starVariant(db, r('1'), 2, false)
    expect(loadRun(db, r('1')).starred).toEqual([0])
  })
  it('needs a variant', async () => {
    const db = await running()
    expect(() => starVariant(db, r('1'), 0, true)).toThrow(RangeError)
  })
})

describe('history', () => {
  it('is newest first, of one document', async () => {
    const db = await running()
    startRun(db, request('2'), d('a'), 30)
    startRun(db, request('3'), d('a'), 20)
    startRun(db, request('4'), d('b'), 40)
    expect(found(db, '')).toEqual(['2', '3', '1'])
  })
  function finds(what: string, query: string, expected: string[]) {
    it(what, async () => {
      const db = await libraryWith('a')
      startRun(db, request('1', 'the Éclair sat'), d('a'), 1)
      recordEnd(db, r('1'), offered('a bun sat', '100% rye_bread'), 2)
      startRun(db, request('2', 'nothing of it'), d('a'), 3)
      recordEnd(db, r('2'), { kind: 'stopped', last: { ...last, run: r('2') } }, 4)
      startRun(db, request('3', 'zero\0byte'), d('a'), 5)
      expect(found(db, query)).toEqual(expected)
    })
  }
  finds('finds the original text', 'écl', ['1'])
  finds('finds a variant', 'a bun', ['1'])
  finds('finds what a stopped run had written', 'half a', ['2'])
  finds('leaves case out, beyond ASCII too', 'éCLAIR', ['1'])
  finds('takes an accent however it is made, and leaves it out', 'e\u0301clair', ['1'])
  finds('finds words in any order', 'rye 100', ['1'])
  finds('takes no wildcard', 'b*n', [])
  finds('does not look in the context', 'before', [])
  finds('looks past a NUL', 'byte', ['3'])
  finds('does not join two variants', '"sat 100"', [])
})

describe('a run recorded by version 5', () => {
  it('is read as it was, without places', async () => {
    const folder = freshFolder()
    copyFileSync(join(import.meta.dirname, '../fixtures/library-0005.sqlite'), join(folder, 'library.sqlite'))
    const { db } = await opened(folder)
    const variants = [{ seed: 7, places: null, fit: { text: -1.5, after: -0.25 } }]
    expect(loadRun(db, r('run'))).toMatchObject({ start: null, accepted: 0, end: { report: { variants } } })
  })
})
