import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isGone, withLock } from '../../electron/setup/lock.mjs'

const module = pathToFileURL(resolve(import.meta.dirname, '../../electron/setup/lock.mjs')).href
let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-lock-'))
  lock = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process that writes `in` and `out` to the journal around its turn, or never leaves it. */
function contender(body: string) {
  const script = `
    import { withLock } from ${JSON.stringify(module)}
    import { appendFileSync } from 'node:fs'
    import { setTimeout as pause } from 'node:timers/promises'
    const note = word => appendFileSync(${JSON.stringify(join(folder, 'journal'))}, word + '\\n')
    await withLock(${JSON.stringify(lock)}, async nameChild => { ${body} })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { child, ended: new Promise<number | null>(done => child.once('exit', done)) }
}

const journal = () =>
  existsSync(join(folder, 'journal')) ? readFileSync(join(folder, 'journal'), 'utf8').trim().split('\n') : []

async function until(condition: () => boolean) {
  while (!condition()) await pause(20)
}

describe('withLock', () => {
  it('lets processes in one at a time', async () => {
    const all = [1, 2, 3, 4].map(() => contender(`note('in'); await pause(100); note('out')`))
    expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
    expect(journal()).toEqual(Array.from({ length: 4 }, () => ['in', 'out']).flat())
  })
  it('is left behind by no one', async () => {
    await withLock(lock, () => Promise.resolve())
    expect(existsSync(lock)).toBe(false)
  })
  it('is given up when the work fails', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(lock)).toBe(false)
  })
  it('does not outlive a holder that was killed', async () => {
    const holder = contender(`note('in'); await pause(60_000)`)
    await until(() => journal().includes('in'))
    holder.child.kill('SIGKILL')
    await holder.ended
    expect(await withLock(lock, () => Promise.resolve('mine'))).toBe('mine')
  })
  it('waits for the child of a holder that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
    const holder = contender(`nameChild(${child.pid}); note('in'); await pause(60_000)`)
    await until(() => journal().includes('in'))
    holder.child.kill('SIGKILL')
    await holder.ended
    let taken = false
    const turn = withLock(lock, () => Promise.resolve((taken = true)))
    await pause(600)
    expect(taken).toBe(false)
    child.kill('SIGKILL')
    await turn
    expect(taken).toBe(true)
  })
  it('does not wait for a file that was cut short by a crash and stays silent', () => {
    expect([isGone(undefined, 1000), isGone(undefined, 31_000)]).toEqual([false, true])
  })
  it('takes a process of another machine at its silence only', () => {
    const elsewhere = { token: 't', pid: 2 ** 30, host: `${hostname()}-other`, child: null }
    expect([isGone(elsewhere, 1000), isGone(elsewhere, 31_000)]).toEqual([false, true])
  })
  it('takes another process with the number of a holder that died at its silence', () => {
    const reused = { token: 't', pid: process.pid, host: hostname(), child: null }
    expect([isGone(reused, 1000), isGone(reused, 31_000)]).toEqual([false, true])
  })
  it('leaves a lock alone that another has taken since', async () => {
    await withLock(lock, () => {
      writeFileSync(lock, JSON.stringify({ token: 'theirs' }))
      return Promise.resolve()
    })
    expect(existsSync(lock)).toBe(true)
  })
})
