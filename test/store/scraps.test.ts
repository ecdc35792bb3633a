import { describe, expect, it } from 'vitest'
import type { ScrapCursor, ScrapId, ScrapQuery } from '@contract/scraps.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { ProjectMissing, ScrapMissing } from '../../electron/store/failures.ts'
import { keepScrap, listScraps, loadScrap, starScrap, trashScrap } from '../../electron/store/scraps.ts'
import { pruneRuns } from '../../electron/store/pruning.ts'
import { startRun } from '../../electron/store/runs.ts'
import { d, libraryWith, p, r, request, scrap } from '../support/library.ts'

const s = (id: string) => id as ScrapId
const page = (db: WriteDb, query: Partial<ScrapQuery> = {}, after: ScrapCursor | null = null, limit = 200) =>
  listScraps(db, { project: p('p'), text: '', shown: 'shelf', ...query }, after, limit)
const ids = (db: WriteDb, query: Partial<ScrapQuery> = {}) =>
  page(db, query)
    .scraps.map(({ id }) => id)
    .join('')

async function shelf(...texts: string[]): Promise<WriteDb> {
  const db = await libraryWith('a')
  texts.forEach((text, i) => keepScrap(db, scrap('abcdefgh'[i]!, text), 10 + i))
  return db
}

describe('a shelf', () => {
  it('has the newest first, with where they came from and how they begin', async () => {
    const db = await shelf('Old words.', 'New words here.')
    expect(page(db).scraps[0]).toEqual({
      ...{ id: 'b', project: 'p', document: 'a', run: null, atMs: 11, starred: false, trashedAtMs: null, words: 3 },
      ...{ excerpt: [{ text: 'New words here.', hit: false }], whole: true },
    })
    expect(ids(db)).toBe('ba')
  })
  it('is given page by page, those of one moment too', async () => {
    const db = await libraryWith('a')
    for (let i = 0; i < 7; i++) keepScrap(db, scrap(`s${i}`, 'x'), 5)
    const seen: string[] = []
    let after: ScrapCursor | null = null
    do {
      const next = page(db, {}, after, 3)
      seen.push(...next.scraps.map(({ id }) => id))
      after = next.next
    } while (after !== null)
    expect(seen).toEqual(['s6', 's5', 's4', 's3', 's2', 's1', 's0'])
  })
  it('shows the beginning of a long one, and says that there is more', async () => {
    const db = await shelf('😀 word '.repeat(200))
    const [line] = page(db).scraps
    expect(line!.whole).toBe(false)
    expect(line!.excerpt[0]!.text).toMatch(/…$/)
    expect(line!.excerpt[0]!.text.isWellFormed()).toBe(true)
    const [found] = page(db, { text: 'word' }).scraps
    expect(found!.whole).toBe(false)
    expect(loadScrap(db, s('a')).text).toBe('😀 word '.repeat(200))
  })
  it('is searched by words, also those that are only begun, and in Chinese', async () => {
    const db = await shelf('A copper lamp.', '昨天夜里下了大雨', 'No light.')
    expect([ids(db, { text: 'lam' }), ids(db, { text: '夜里下' }), ids(db, { text: 'storm' })]).toEqual(['a', 'b', ''])
    const [lamp] = page(db, { text: 'lamp' }).scraps
    expect(lamp).toMatchObject({
      whole: true,
      excerpt: [{ text: 'A copper ' }, { text: 'lamp', hit: true }, { text: '.' }],
    })
    expect(page(db, { text: '夜里' }).scraps[0]!.excerpt).toContainEqual({ text: '夜里', hit: true })
    expect(ids(db, { text: '"' })).toBe('cba')
  })
  it('has those with a star by themselves', async () => {
    const db = await shelf('One.', 'Two.')
    starScrap(db, s('a'), true)
    expect(ids(db, { shown: 'starred' })).toBe('a')
    starScrap(db, s('a'), false)
    expect(ids(db, { shown: 'starred' })).toBe('')
  })
})

describe('nothing is lost', () => {
  it('by taking a scrap off the shelf: it is put back as it was', async () => {
    const db = await shelf('One.', 'Two.')
    const before = page(db)
    trashScrap(db, s('a'), 50)
    expect([ids(db), ids(db, { shown: 'removed' })]).toEqual(['b', 'a'])
    trashScrap(db, s('a'), null)
    expect(page(db)).toEqual(before)
  })
  it('when the run that wrote it is pruned', async () => {
    const db = await libraryWith('a')
    startRun(db, request('run'), d('a'), 5)
    keepScrap(db, scrap('a', 'A variant.', { run: r('run') }), 6)
    pruneRuns(db, [r('run')])
    expect(page(db).scraps).toMatchObject([{ id: 'a', run: 'run' }])
  })
  it('of what it holds', async () => {
    const db = await shelf('One.')
    expect(loadScrap(db, s('a'))).toEqual(scrap('a', 'One.').content)
  })
})

it('a scrap of no project, and one that is not there, are refused', async () => {
  const db = await shelf()
  expect(() => keepScrap(db, scrap('a', 'x', { project: p('none') }), 1)).toThrow(ProjectMissing)
  expect(() => loadScrap(db, s('a'))).toThrow(ScrapMissing)
  expect(() => starScrap(db, s('a'), true)).toThrow(ScrapMissing)
  expect(() => trashScrap(db, s('a'), 1)).toThrow(ScrapMissing)
})
