import { expect, it } from 'vitest'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import { createHistory } from '../../../renderer/state/history.ts'
import { scriptedStudio } from './scripted-studio.ts'

const a = 'a' as DocumentId
const settled = () => new Promise(done => setTimeout(done))

it('drops the answer to a question that another overtook', async () => {
  const { studio, hold } = scriptedStudio({
    'run:list': (_document, query) => [{ id: query }] as unknown as RunRecord[],
  })
  const history = createHistory(studio)
  const answerFirst = hold()
  history.show(a)
  const answerSecond = hold()
  history.search('storm')
  answerSecond()
  await settled()
  answerFirst()
  await settled()
  expect(history.store.getState().list).toEqual({ phase: 'ready', runs: [{ id: 'storm' }] })
})
it('keeps what is shown until the answer comes', async () => {
  const { studio, hold } = scriptedStudio({ 'run:list': () => [{ id: 'r' }] as unknown as RunRecord[] })
  const history = createHistory(studio)
  history.show(a)
  await settled()
  hold()
  void history.refresh()
  expect(history.store.getState().list.phase).toBe('ready')
})
it('says why it could not be read', async () => {
  const fault = { code: 'internal', message: 'No.' } as const
  const history = createHistory(scriptedStudio({ 'run:list': () => fault }).studio)
  history.show(a)
  await settled()
  expect(history.store.getState().list).toEqual({ phase: 'failed', fault })
})
