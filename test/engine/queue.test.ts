import { describe, expect, it } from 'vitest'
import type { EngineNews } from '../../electron/contract/engine.ts'
import type { RunId, RunReport, RunRequest, Snapshot } from '../../electron/contract/infill.ts'
import { EngineFault } from '../../electron/engine/faults.ts'
import { createQueue } from '../../electron/engine/queue.ts'
import type { Runner } from '../../electron/engine/queue.ts'

const request = (id: string) => ({ id: id as RunId, passage: [], settings: {} }) as unknown as RunRequest
const snapshot = (id: string): Snapshot => ({ run: id as RunId, step: 1, of: 2, variants: [] })
const report = { variants: [] } as unknown as RunReport

/** A runner whose runs end when told to. */
function held() {
  const going: string[] = []
  const finish = new Map<string, (how?: Error) => void>()
  const runner: Runner = ({ id }, signal, onSnapshot) =>
    new Promise((resolve, reject) => {
      going.push(id)
      onSnapshot(snapshot(id))
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      finish.set(id, how => (how ? reject(how) : resolve(report)))
    })
  return { runner, going, finish: (id: string, how?: Error) => finish.get(id)!(how) }
}

function setUp() {
  const news: EngineNews[] = []
  const run = held()
  const queue = createQueue(run.runner, it => news.push(it))
  const ended = () => news.flatMap(it => (it.kind === 'ended' ? [`${it.run} ${it.end.kind}`] : []))
  return { ...run, queue, news, ended }
}
const settled = () => new Promise(resolve => setTimeout(resolve))

describe('the queue of runs', () => {
  it('serves one at a time, in the order asked', async () => {
    const { queue, going, finish, ended } = setUp()
    for (const id of ['a', 'b', 'c']) queue.add(request(id))
    expect(going).toEqual(['a'])
    finish('a')
    await settled()
    expect(going).toEqual(['a', 'b'])
    finish('b')
    await settled()
    finish('c')
    await settled()
    expect(ended()).toEqual(['a offered', 'b offered', 'c offered'])
  })
  it('says how many are ahead', () => {
    const { queue, news } = setUp()
    for (const id of ['a', 'b', 'c']) queue.add(request(id))
    expect(news.filter(it => it.kind === 'queued')).toEqual([
      { kind: 'queued', run: 'b', ahead: 1 },
      { kind: 'queued', run: 'c', ahead: 2 },
    ])
  })
  it('stops the run that goes on, keeps its last step, and serves the next', async () => {
    const { queue, going, news } = setUp()
    queue.add(request('a'))
    queue.add(request('b'))
    queue.cancel('a' as RunId)
    await settled()
    expect(news).toContainEqual({ kind: 'ended', run: 'a', end: { kind: 'stopped', last: snapshot('a') } })
    expect(going).toEqual(['a', 'b'])
  })
  it('takes a waiting run out', async () => {
    const { queue, going, finish, ended } = setUp()
    queue.add(request('a'))
    queue.add(request('b'))
    queue.cancel('b' as RunId)
    finish('a')
    await settled()
    expect(going).toEqual(['a'])
    expect(ended()).toEqual(['b stopped', 'a offered'])
  })
  it('makes a fault of an error, with the last step, and goes on', async () => {
    const { queue, finish, news, going } = setUp()
    queue.add(request('a'))
    queue.add(request('b'))
    finish('a', new EngineFault('model-missing', 'No model.'))
    await settled()
    expect(news).toContainEqual({
      kind: 'ended',
      run: 'a',
      end: { kind: 'failed', fault: { code: 'model-missing', message: 'No model.' }, last: snapshot('a') },
    })
    expect(going).toEqual(['a', 'b'])
  })
  it('does not mind cancelling what is not there', () => expect(() => setUp().queue.cancel('x' as RunId)).not.toThrow())
})
