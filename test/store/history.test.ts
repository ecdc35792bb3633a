import { describe, expect, it } from 'vitest'
import { listRuns } from '../../electron/store/history.ts'
import { trashDocuments } from '../../electron/store/places.ts'
import { recordEnd, settleRun, starVariant, startRun } from '../../electron/store/runs.ts'
import type { RunSettings } from '@contract/infill.ts'
import type { HistoryQuery } from '@contract/history.ts'
import { d, historyOf, libraryWith, listed, p, r, report, request } from '../support/library.ts'

/** Runs 1 to 3 in `a`, 4 in `b`; 1 is starred, 2 accepted. */
async function library() {
  const db = await libraryWith('a', 'b')
  const settings: Record<string, Partial<RunSettings>> = {
    '1': { seed: 111, strength: 0.4, care: 'quick' },
    '2': { seed: 222, temperature: 1.2, length: { kind: 'words', words: 30 } },
    '3': { seed: 333, use: ['lantern'], avoid: ['Sea'], length: { kind: 'same' } },
    '4': { seed: 444, sampler: 'entropy' },
  }
  for (const [id, change] of Object.entries(settings)) {
    const made = request(id, `the ${id} words`)
    startRun(db, { ...made, settings: { ...made.settings, ...change } }, d(id === '4' ? 'b' : 'a'), Number(id) * 10)
    recordEnd(db, r(id), { kind: 'offered', report: report('one', `two ${id}`) }, Number(id) * 10 + 1)
  }
  starVariant(db, r('1'), 1, true)
  settleRun(db, r('2'), 0)
  return db
}

function lists(what: string, change: Partial<HistoryQuery>, expected: string[]) {
  it(what, async () => {
    const db = await library()
    expect(listed(db, change).map(run => run.id)).toEqual(expected)
  })
}

describe('the history lists', () => {
  lists('a document', {}, ['3', '2', '1'])
  lists('a project', { scope: { kind: 'project', project: p('p') } }, ['4', '3', '2', '1'])
  lists('nothing of another project', { scope: { kind: 'project', project: p('x') } }, [])
  lists('the library', { scope: { kind: 'library' } }, ['4', '3', '2', '1'])
  lists('starred', { starred: true }, ['1'])
  lists('accepted', { accepted: true }, ['2'])
  lists('since a time', { sinceMs: 20 }, ['3', '2'])
  lists('a seed', { text: 'seed:222' }, ['2'])
  lists('a number as a seed', { text: '333' }, ['3'])
  lists('a strength', { text: 'strength:40' }, ['1'])
  lists('a variety', { text: 'variety:1.2' }, ['2'])
  lists('a length by its words', { text: 'length:30' }, ['2'])
  lists('a length by its name', { text: 'length:same' }, ['3'])
  lists('care', { text: 'care:quick' }, ['1'])
  lists('a sampler', { text: 'writing:entropy', scope: { kind: 'library' } }, ['4'])
  lists('a model', { text: 'model:START' }, ['3', '2', '1'])
  lists('words to use and to avoid', { text: 'use:lant avoid:sea' }, ['3'])
  lists('settings and words at once', { text: 'two strength:40' }, ['1'])
  lists('what is no setting as words', { text: 'nosuch:thing' }, [])
  lists('words of the original', { text: 'the 3' }, ['3'])
  it('leaves the trash out, but for its own document', async () => {
    const db = await library()
    trashDocuments(db, [d('b')], 100)
    expect(listed(db, { scope: { kind: 'library' } }).map(run => run.id)).toEqual(['3', '2', '1'])
    expect(listed(db, { scope: { kind: 'document', document: d('b') } })).toHaveLength(1)
  })
  it('page by page, each run once, also those begun at the same moment', async () => {
    const db = await libraryWith('a')
    for (let i = 0; i < 7; i++) startRun(db, request(`r${i}`), d('a'), 5)
    const seen: string[] = []
    let after: Parameters<typeof listRuns>[2] = null
    do {
      const page: ReturnType<typeof listRuns> = listRuns(db, historyOf(), after, 3)
      seen.push(...page.runs.map(run => run.id))
      after = page.next
    } while (after !== null)
    expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0'])
  })
  it('what a run says', async () => {
    const [run] = listed(await library(), { starred: true })
    expect(run).toMatchObject({
      ...{ regions: ['the 1 words'], model: 'starter 0.1.0', fault: null },
      variants: [
        { number: 0, starred: false, text: 'one' },
        { number: 1, starred: true, text: 'two 1' },
      ],
    })
  })
})
