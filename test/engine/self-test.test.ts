import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import { openGraph } from '../../electron/engine/onnx.ts'
import { compareWithGolden, readGolden } from '../../electron/engine/self-test.ts'
import { tinyFull } from '../support/tiny.ts'

let scratch: string
let model: Model
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-self-test-'))
  model = await openModel(tinyFull, { cacheFolder: scratch })
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

/** The golden outputs as the same network gives them with weights of so many bits, its products added as without VNNI. */
async function withoutVnni(bits: 7 | 8) {
  const manifest = { ...model.manifest, graph: { ...model.manifest.graph, file: `saturating-${bits}.onnx` } }
  const graph = await openGraph(tinyFull, manifest, 1)
  const report = await compareWithGolden({ ...model, graph }, await readGolden(tinyFull))
  await graph.dispose()
  return report
}

describe('the self-test, where products of 8-bit numbers are added in 16 bits that saturate', () => {
  it('catches 8-bit weights', async () => {
    expect(await withoutVnni(8)).toMatchObject({ passed: false })
  })
  it('passes 7-bit weights, whose sums fit', async () => {
    expect(await withoutVnni(7)).toMatchObject({ passed: true })
  })
})
