import { expect, it } from 'vitest'
import type { HistoryPage, HistoryQuery, RunLine } from '@contract/history.ts'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import { createHistory } from '../../../renderer/state/history.ts'
import { scriptedStudio } from './scripted-studio.ts'

const [a, p] = ['a' as DocumentId, 'p' as ProjectId]
const settled = () => new Promise(done => setTimeout(done))
const page = (...ids: string[]): HistoryPage => ({ runs: ids.map(id => ({ id }) as unknown as RunLine), next: null })

function historyOf(answer: (query: HistoryQuery, after: unknown, limit: number) => HistoryPage) {
  const scripted = scriptedStudio({ 'run:list': answer })
  return { ...scripted, history: createHistory(scripted.studio, () => 10 * 86_400_000) }
}

it('drops the answer to a question that another overtook', async () => {
  const { history, hold } = historyOf(({ text }) => page(text))
  const answerFirst = hold()
  history.show(a, p)
  const answerSecond = hold()
  history.change({ text: 'storm' })
  answerSecond()
  await settled()
  answerFirst()
  await settled()
  expect(history.store.getState().list).toEqual({ phase: 'ready', ...page('storm') })
})
it('keeps what is shown until the answer comes', async () => {
  const { history, hold } = historyOf(() => page('r'))
  history.show(a, p)
  await settled()
  hold()
  void history.refresh()
  expect(history.store.getState().list.phase).toBe('ready')
})
it('goes on behind what it has, and lists as many again', async () => {
  const asked: unknown[] = []
  const { history } = historyOf((_, after, limit) => {
    asked.push([after, limit])
    return { ...page(...Array.from({ length: limit }, (_, i) => `${asked.length} ${i}`)), next: { atMs: 1, key: 2 } }
  })
  history.show(a, p)
  await settled()
  await history.more()
  await history.refresh()
  expect(asked).toEqual([
    [null, 30],
    [{ atMs: 1, key: 2 }, 30],
    [null, 60],
  ])
})
it('asks for what the filter says', async () => {
  const asked: HistoryQuery[] = []
  const { history } = historyOf(query => (asked.push(query), page()))
  history.show(a, p)
  history.change({ scope: 'project', starred: true, days: 7 })
  history.moveTo({ text: 'x', from: 0, to: 1, runs: [] })
  history.change({ scope: 'passage', starred: false, days: null })
  await settled()
  const plain = { text: '', starred: false, accepted: false, sinceMs: null }
  expect(asked).toEqual([
    { ...plain, scope: { kind: 'document', document: a } },
    { ...plain, scope: { kind: 'project', project: p }, starred: true, sinceMs: 3 * 86_400_000 },
    { ...plain, scope: { kind: 'passage', document: a, place: { text: 'x', from: 0, to: 1, runs: [] } } },
  ])
})
it('says why it could not be read', async () => {
  const fault = { code: 'internal', message: 'No.' } as const
  const history = createHistory(scriptedStudio({ 'run:list': () => fault }).studio)
  history.show(a, p)
  await settled()
  expect(history.store.getState().list).toEqual({ phase: 'failed', fault })
})
