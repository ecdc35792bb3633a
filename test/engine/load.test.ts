import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineNews } from '../../electron/contract/engine.ts'
import type { RunId, RunRequest } from '../../electron/contract/infill.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import type { Graph } from '../../electron/engine/onnx.ts'
import { createQueue } from '../../electron/engine/queue.ts'
import { passageOf, plainSettings } from '../bench/support/mixed-runs.ts'
import { tinyFull } from '../support/tiny.ts'

let scratch: string
let model: Model
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-load-'))
  model = await openModel(tinyFull, { cacheFolder: scratch, threads: 1 })
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

const request = (id: string): RunRequest => ({
  id: id as RunId,
  passage: passageOf(3, 2, 1),
  settings: { ...plainSettings, variants: 2 },
})

/** `npm run bench -- load` does the same at length, with the starter. */
describe('under load', () => {
  it('resident memory levels off over 80 runs of mixed sizes', { timeout: 300_000 }, async () => {
    // In a process of its own: here the tests' own memory would be counted with it.
    const bench = resolve(import.meta.dirname, '../bench/load.ts')
    const options = ['--model', 'test/fixtures/tiny-full', '--runs', '80', '--longest', '3', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, [bench, ...options])
    const [, second, third, fourth] = (JSON.parse(stdout) as { measures: { median: number }[] }).measures
    expect(third!.median).toBeLessThan(second!.median + 16)
    expect(fourth!.median).toBeLessThan(second!.median + 16)
  })
  it('cancelled at any pass, a run makes no other', { timeout: 60_000 }, async () => {
    const passesOf = async (cancelAt: number) => {
      const abort = new AbortController()
      let passes = 0
      const graph: Graph = {
        ...model.graph,
        run: pass => {
          if (++passes === cancelAt) abort.abort()
          return model.graph.run(pass)
        },
      }
      const ended = await infill({ ...model, graph }, request('a'), { signal: abort.signal }).then(
        () => 'offered',
        (error: unknown) => (error as Error).name,
      )
      return { ended, passes }
    }
    const { passes: all } = await passesOf(Infinity)
    for (let at = 1; at <= all; at++) expect(await passesOf(at)).toEqual({ ended: 'AbortError', passes: at })
  })
  it('serves two runs that are asked for at once in their order, and a cancelled one lets the next begin', async () => {
    const news: EngineNews[] = []
    const queue = createQueue(
      (it, signal, onSnapshot) => infill(model, it, { signal, onSnapshot }),
      it => news.push(it),
    )
    for (const id of ['a', 'b', 'c']) queue.add(request(id))
    queue.cancel('a' as RunId)
    const ends = () => news.flatMap(it => (it.kind === 'ended' ? [`${it.run} ${it.end.kind}`] : []))
    await expect.poll(ends, { timeout: 20_000 }).toEqual(['a stopped', 'b offered', 'c offered'])
    const steps = news.flatMap(it => (it.kind === 'step' ? [it.snapshot.run] : []))
    expect(steps.lastIndexOf('b' as RunId)).toBeLessThan(steps.indexOf('c' as RunId))
  })
})
