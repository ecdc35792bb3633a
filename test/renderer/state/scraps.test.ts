import { expect, it } from 'vitest'
import type { ProjectId } from '@contract/library.ts'
import type { NewScrap, ScrapId, ScrapLine, ScrapPage, ScrapQuery } from '@contract/scraps.ts'
import { createNotices } from '../../../renderer/state/notices.ts'
import { createScraps } from '../../../renderer/state/scraps.ts'
import { scriptedStudio } from './scripted-studio.ts'

const [p, q] = ['p' as ProjectId, 'q' as ProjectId]
const s = (id: string) => id as ScrapId
const settled = () => new Promise(done => setTimeout(done))
const page = (...ids: string[]): ScrapPage => ({ scraps: ids.map(id => ({ id }) as unknown as ScrapLine), next: null })
const refusal = { code: 'disk-full', message: 'The disk is full.' } as const

function shelfOf(list: (query: ScrapQuery, after: unknown, limit: number) => ScrapPage) {
  const notices = createNotices()
  const scripted = scriptedStudio({
    'scrap:list': list,
    'scrap:keep': ({ id }) => (id === s('refused') ? refusal : undefined),
    'scrap:load': () => ({ doc: { type: 'doc' }, openStart: 0, openEnd: 0, text: 'All of it.', words: 3 }),
    'scrap:star': () => undefined,
    'scrap:trash': () => undefined,
    'scrap:restore': () => undefined,
  })
  const said = () => notices.store.getState().map(({ text }) => text)
  return { ...scripted, notices, said, scraps: createScraps(scripted.studio, notices) }
}

it('shows a project’s shelf, and stays with it while documents of that project are opened', async () => {
  const { scraps, named } = shelfOf(({ project }) => page(project))
  scraps.show(p)
  await settled()
  scraps.change({ text: 'lamp' })
  scraps.show(p)
  await settled()
  expect(scraps.store.getState()).toMatchObject({ project: p, filter: { text: 'lamp' } })
  scraps.show(q)
  await settled()
  expect(scraps.store.getState()).toMatchObject({ project: q, filter: { text: '', shown: 'shelf' }, list: page(q) })
  expect(named('scrap:list')).toHaveLength(3)
})
it('drops the answer to a question that another overtook', async () => {
  const { scraps, hold } = shelfOf(({ text }) => page(text))
  const answerFirst = hold()
  scraps.show(p)
  const answerSecond = hold()
  scraps.change({ text: 'storm' })
  answerSecond()
  await settled()
  answerFirst()
  await settled()
  expect(scraps.store.getState().list).toEqual({ phase: 'ready', ...page('storm') })
})
it('goes on behind what it has, and lists as many again', async () => {
  const asked: unknown[] = []
  const { scraps } = shelfOf((_, after, limit) => {
    asked.push([after, limit])
    return { ...page(...Array.from({ length: limit }, (_, i) => `${asked.length} ${i}`)), next: { atMs: 1, key: 2 } }
  })
  scraps.show(p)
  await settled()
  await scraps.more()
  await scraps.refresh()
  expect(asked).toEqual([
    [null, 30],
    [{ atMs: 1, key: 2 }, 30],
    [null, 60],
  ])
})
it('asks for a further page once, however often the list is scrolled meanwhile', async () => {
  const asked: unknown[] = []
  const { scraps } = shelfOf((_, after) => {
    asked.push(after)
    return { ...page('a'), next: { atMs: asked.length, key: 2 } }
  })
  scraps.show(p)
  await settled()
  await Promise.all([scraps.more(), scraps.more(), scraps.more()])
  expect(asked).toEqual([null, { atMs: 1, key: 2 }])
})
it('leads to one that was found, on the shelf of another project too', async () => {
  const { scraps, calls } = shelfOf(() => page('a', 'b'))
  scraps.show(p)
  scraps.find(s('b'), q, 'lamp')
  await settled()
  expect(scraps.store.getState()).toMatchObject({ project: q, chosen: 'b', filter: { text: 'lamp' } })
  expect(calls.at(-1)).toEqual(['scrap:list', { project: q, text: 'lamp', shown: 'shelf' }, null, 200])
})
it('says why one could not be kept, and that it was not', async () => {
  const { scraps, said } = shelfOf(() => page())
  expect(await scraps.keep({ id: s('a') } as NewScrap)).toBe(true)
  expect(await scraps.keep({ id: s('refused') } as NewScrap)).toBe(false)
  expect(said()).toEqual(['The scrap could not be kept. The disk is full.'])
})
it('does not jump, however long the list is, when one is kept, starred or taken off', async () => {
  const pages = new Map<unknown, ScrapPage>([
    [null, { ...page('a', 'b'), next: { atMs: 1, key: 1 } }],
    [1, page('c', 'd')],
  ])
  const { scraps } = shelfOf((_, after) => pages.get((after as { key: number } | null)?.key ?? null)!)
  const shown = () => {
    const { list } = scraps.store.getState()
    return list.phase === 'ready' ? list.scraps.map(({ id, starred }) => (starred ? `${id}*` : id)).join('') : ''
  }
  scraps.show(p)
  await settled()
  await scraps.more()
  expect(shown()).toBe('abcd')
  await scraps.star(s('d'), true)
  await scraps.remove(s('b'))
  expect(shown()).toBe('acd*')
  pages.set(null, page('new', 'a'))
  await scraps.keep({ id: s('new') } as NewScrap)
  expect(shown()).toBe('newacd*')
  await scraps.star(s('d'), false)
  expect(shown()).toBe('newacd')
})
it('offers to put back what is taken off', async () => {
  const { scraps, notices, named, said } = shelfOf(() => page())
  scraps.show(p)
  await scraps.remove(s('a'))
  notices.store.getState()[0]!.actions[0]!.run()
  await settled()
  expect(named('scrap:restore')).toEqual([['scrap:restore', 'a']])
  expect(said()).toEqual(['The scrap is on its shelf again.'])
})
it('shows all of a long one, and folds it again', async () => {
  const { scraps } = shelfOf(() => page('a'))
  await scraps.read(s('a'))
  expect(scraps.store.getState().read).toEqual({ id: 'a', text: 'All of it.' })
  await scraps.read(s('a'))
  expect(scraps.store.getState().read).toBeNull()
})
