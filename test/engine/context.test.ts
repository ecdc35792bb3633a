import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cacheShape, CHUNK, encodeContext, prefixOf } from '../../electron/engine/context.ts'
import { readManifest } from '../../electron/engine/manifest.ts'
import type { Manifest } from '../../electron/engine/manifest.ts'
import { openGraph } from '../../electron/engine/onnx.ts'
import type { Graph } from '../../electron/engine/onnx.ts'
import { regionPass } from '../../electron/engine/sampling/region-pass.ts'
import type { Row } from '../../electron/engine/sampling/region-pass.ts'

const starter = resolve(import.meta.dirname, '../../models/starter')
let manifest: Manifest
let graph: Graph
beforeAll(async () => {
  manifest = await readManifest(starter)
  graph = await openGraph(starter, manifest, 2)
})
afterAll(() => graph.dispose())

const ids = Int32Array.from({ length: 2 * CHUNK + 40 }, (_, i) => 100 + ((i * 7919) % 40_000))
const positions = Int32Array.from(ids.keys())
const cut = (length: number) => [ids.slice(0, length), positions.slice(0, length)] as const

describe('the context of the starter', () => {
  it('is the same to the last bit, grown or computed at once', async () => {
    const shape = cacheShape(manifest)
    const whole = await encodeContext(graph, shape, ids, positions, null)
    const beginning = await encodeContext(graph, shape, ...cut(CHUNK + 60), null)
    const grown = await encodeContext(graph, shape, ids, positions, beginning)
    expect(grown.cache.keys).toEqual(whole.cache.keys)
    expect(grown.cache.values).toEqual(whole.cache.values)
    expect(prefixOf(whole.cache, shape, CHUNK).keys).toEqual(prefixOf(beginning.cache, shape, CHUNK).keys)
  })
  it('is taken over whole when nothing has changed', async () => {
    const first = await encodeContext(graph, cacheShape(manifest), ...cut(50), null)
    expect(await encodeContext(graph, cacheShape(manifest), ...cut(50), first)).toBe(first)
  })
  it('stops between chunks', async () => {
    await expect(
      encodeContext(graph, cacheShape(manifest), ids, positions, null, AbortSignal.abort()),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a variant’s predictions', () => {
  const cells = Array.from({ length: 12 }, (_, i) => ({
    id: i === 0 ? ids[59]! : 16,
    position: 59 + i,
    predicts: i < 11 ? i : null,
  }))
  const row = (first: number): Row => ({
    cells: cells.map((cell, i) => (i === 1 ? { ...cell, id: first } : cell)),
    reads: Array.from({ length: 11 }, (_, i) => i),
  })

  it('do not depend on what is beside it in the batch', async () => {
    const { cache } = await encodeContext(graph, cacheShape(manifest), ...cut(60), null)
    const alone = await graph.run(regionPass(cache, [row(500)], 'masked'))
    const beside = await graph.run(regionPass(cache, [row(31_000), row(500), row(7)], 'masked'))
    const K = alone.candidates * 11
    expect(beside.topIds.slice(K, 2 * K)).toEqual(alone.topIds)
    expect(beside.topLogits.slice(K, 2 * K)).toEqual(alone.topLogits)
  })
  it('do not depend on the number of threads', async () => {
    const single = await openGraph(starter, manifest, 1)
    const [one, two] = await Promise.all(
      [single, graph].map(async it => {
        const { cache } = await encodeContext(it, cacheShape(manifest), ids, positions, null)
        return it.run(regionPass(cache, [row(500), row(9_000)], 'masked'))
      }),
    )
    expect(one!.topIds).toEqual(two!.topIds)
    expect(one!.topLogits).toEqual(two!.topLogits)
    await single.dispose()
  })
})
