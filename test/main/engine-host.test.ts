import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { EngineNews, EngineOrder } from '@contract/engine.ts'
import type { RunEnd, RunId } from '@contract/infill.ts'
import { createEngineHost } from '../../electron/main/engine-host.ts'
import type { Fork } from '../../electron/main/engine-host.ts'
import { r, report, request, written } from '../support/library.ts'

/** The host over real processes (fake-engine.ts); `processes` are all that it forked, `orders` what each was told. */
function hosted(restartAfterMs = [10, 10]) {
  const ended: [RunId, RunEnd][] = []
  const told: EngineNews[] = []
  const processes: ReturnType<typeof fork>[] = []
  const orders: EngineOrder[] = []
  const forker: Fork<string> = (onNews, onExit) => {
    const child = fork(join(import.meta.dirname, 'fake-engine.ts'), [], { execArgv: [] })
    processes.push(child)
    child.on('message', message => onNews(message as EngineNews))
    child.on('exit', code => onExit(code ?? 1))
    return {
      post(order) {
        orders.push(order)
        if (child.connected) child.send(order)
      },
      kill: () => void child.kill(),
    }
  }
  let channels = 0
  const host = createEngineHost<string>({
    fork: forker,
    channel: () => [`window ${++channels}`, `engine ${channels}`],
    folder: 'the model',
    cacheFolder: 'the cache',
    backend: 'auto',
    onEnded: (run, end) => ended.push([run, end]),
    tellWindow: news => told.push(news),
    restartAfterMs,
  })
  onTestFinished(host.stop)
  const loads = () => orders.filter(order => order.kind === 'load').length
  const kinds = () => ended.map(([run, end]) => `${run} ${end.kind}`)
  return { host, ended, told, processes, orders, loads, kinds }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 })

describe('an engine that lives', () => {
  it('is told to load, and tells how the model does', async () => {
    const { host, orders } = hosted()
    expect(orders[0]).toEqual({
      kind: 'load',
      folder: 'the model',
      cacheFolder: 'the cache',
      backend: 'auto',
      again: false,
    })
    expect(host.model().kind).toBe('loading')
    await until(() => expect(host.model().kind).toBe('ready'))
  })
  it('starts anew for another back end, and what it writes ends as stopped', async () => {
    const { host, orders, processes, kinds } = hosted()
    host.run(request('hang'))
    host.compute('auto')
    expect(processes.length).toBe(1)
    host.compute('cpu')
    await until(() => expect(processes.length).toBe(2))
    expect(kinds()).toEqual(['hang stopped'])
    expect(orders.filter(({ kind }) => kind === 'load').at(-1)).toMatchObject({ backend: 'cpu', again: true })
    await until(() => expect(host.model().kind).toBe('ready'))
  })
  it('runs, and the end is recorded once', async () => {
    const { host, ended, told } = hosted()
    host.run(request('offer'))
    await until(() => expect(ended).toEqual([['offer', { kind: 'offered', report: report('done') }]]))
    expect(told).toEqual([])
  })
  it('is told to stop', async () => {
    const { host, kinds } = hosted()
    host.run(request('hang'))
    host.cancel(r('hang'))
    await until(() => expect(kinds()).toEqual(['hang stopped']))
  })
})

describe('an engine that dies', () => {
  it('ends every run it had as a fault that keeps its last step, and the next run works', async () => {
    const { host, ended, told, processes } = hosted()
    host.run(request('hang'))
    host.run(request('behind'))
    await until(() => expect(processes[0]?.pid).toBeDefined())
    await steps(processes[0]!)
    processes[0]!.kill('SIGKILL')
    await until(() => expect(ended).toHaveLength(2))
    const last = { run: r('hang'), step: 2, of: 5, variants: [{ regions: [written('half')], places: null }] }
    expect(ended[0]).toMatchObject(['hang', { kind: 'failed', fault: { code: 'engine-lost' }, last }])
    expect(ended[1]).toMatchObject(['behind', { kind: 'failed', fault: { code: 'engine-lost' }, last: null }])
    expect(told.map(news => news.kind)).toEqual(['ended', 'ended', 'model'])
    host.run(request('offer'))
    await until(() => expect(ended[2]).toMatchObject(['offer', { kind: 'offered' }]))
    expect(processes).toHaveLength(2)
  })
  it('takes a run asked for while it is down when it is up again', async () => {
    const { host, processes, kinds } = hosted([300])
    await until(() => expect(host.model().kind).toBe('ready'))
    processes[0]!.kill('SIGKILL')
    await until(() => expect(host.model().kind).toBe('loading'))
    host.run(request('offer'))
    host.run(request('hang'))
    host.cancel(r('hang'))
    await until(() => expect(kinds()).toEqual(['hang stopped', 'offer offered']))
  })
  it('is connected to the window again', async () => {
    const { host, processes, orders } = hosted()
    const ports: string[] = []
    host.attach(port => ports.push(port))
    await until(() => expect(host.model().kind).toBe('ready'))
    processes[0]!.kill('SIGKILL')
    await until(() => expect(ports).toEqual(['window 1', 'window 2']))
    expect(orders.filter(order => order.kind === 'window')).toHaveLength(2)
  })
  it('again and again rests, until a run is asked for', async () => {
    const { host, processes, loads, kinds, ended } = hosted([10, 10])
    for (let i = 0; i < 3; i++) {
      await until(() => expect(loads()).toBe(i + 1))
      host.run(request(`die ${i}`))
      await once(processes[i]!, 'exit')
    }
    await until(() => expect(host.model()).toMatchObject({ kind: 'absent', fault: { code: 'engine-lost' } }))
    await pause(100)
    expect(loads()).toBe(3)
    expect(JSON.stringify(ended.at(-1))).toContain('rests now')
    host.run(request('offer'))
    await until(() => expect(kinds().at(-1)).toBe('offer offered'))
    expect(loads()).toBe(4)
  })
  it('now and then does not add up: a run that works clears the count', async () => {
    const { host, processes, loads, kinds } = hosted([10])
    for (let i = 0; i < 3; i++) {
      host.run(request('offer'))
      await until(() => expect(kinds()).toHaveLength(i + 1))
      processes[i]!.kill('SIGKILL')
      await until(() => expect(loads()).toBe(i + 2))
    }
  })
})

describe('stopping', () => {
  it('keeps what runs under way had written, and starts nothing again', async () => {
    const { host, ended, processes, loads } = hosted()
    host.run(request('hang'))
    await steps(processes[0]!)
    host.stop()
    expect(ended).toMatchObject([['hang', { kind: 'stopped', last: { step: 2 } }]])
    await once(processes[0]!, 'exit')
    await pause(50)
    expect(loads()).toBe(1)
    expect(ended).toHaveLength(1)
  })
})

/** Resolves when the process has told of a second step. */
async function steps(child: ReturnType<typeof fork>): Promise<void> {
  await new Promise<void>(resolve => {
    child.on('message', message => {
      const news = message as EngineNews
      if (news.kind === 'step' && news.snapshot.step === 2) resolve()
    })
  })
}
