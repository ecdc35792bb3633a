import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cacheShape, contextOf } from '../../electron/engine/context.ts'
import { fitsOf } from '../../electron/engine/fit.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import { emptyDrafts, OPEN } from '../../electron/engine/sampling/draft.ts'
import { causalReader } from '../../electron/engine/sampling/reader.ts'
import { canvasBetween, compareWithGolden, readGolden } from '../../electron/engine/self-test.ts'

/** What models/training/smoke.sh leaves, which `npm test` runs just before. */
const made = resolve(import.meta.dirname, '../../.palimpsest/training')

const casesSchema = z.array(
  z.object({
    left: z.array(z.number()),
    truth: z.array(z.number()),
    right: z.array(z.number()),
    open: z.array(z.boolean()),
  }),
)
const judgedSchema = z.object({
  losses: z.object({ per_case: z.array(z.object({ 'forward both': z.number(), 'masked both': z.number() })) }),
})

// Skipped unless the pipeline has been run: it is `npm test -- training`.
describe.skipIf(!existsSync(join(made, 'judged-release/judged.json')))('a model that models/training released', () => {
  let scratch: string
  let model: Model
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'palimpsest-release-'))
    model = await openModel(join(made, 'model'), { cacheFolder: scratch, threads: 1 })
  })
  afterAll(async () => {
    await model.graph.dispose()
    await rm(scratch, { recursive: true })
  })

  it('has the top ids that the pipeline wrote down for it', async () => {
    expect(await compareWithGolden(model, await readGolden(join(made, 'model')))).toMatchObject({
      passed: true,
      agreement: 1,
    })
  })
  it('is judged the same here and there: nats a token of each erased sentence', async () => {
    const cases = casesSchema.parse(JSON.parse(await readFile(join(made, 'work/cases-4.json'), 'utf8')))
    const judged = judgedSchema.parse(JSON.parse(await readFile(join(made, 'judged-release/judged.json'), 'utf8')))
    expect(cases).toHaveLength(judged.losses.per_case.length)
    for (const [i, one] of cases.entries()) {
      const expected = judged.losses.per_case[i]!
      const found = await natsOf(model, one)
      expect(found.forward).toBeCloseTo(expected['forward both'], 2)
      expect(found.masked).toBeCloseTo(expected['masked both'], 2)
    }
  })
})

/** Nats a token of the erased text: written forward, and of its open places given the others. */
async function natsOf({ graph, manifest }: Model, { left, truth, right, open }: z.infer<typeof casesSchema>[number]) {
  const canvas = canvasBetween(Int32Array.from(left), Int32Array.from(right), truth.length)
  const context = await contextOf(manifest, graph, canvas, { context: null })
  const written = { ...emptyDrafts(canvas, 1, 1)[0]!, ids: Int32Array.from(truth) }
  const [fit] = await fitsOf(graph, cacheShape(manifest), canvas, context, [written], manifest.tokens.blank)
  const reader = causalReader(graph, canvas, context, { mask: manifest.tokens.mask, shift: manifest.shift })
  const ids = written.ids.map((id, place) => (open[place]! ? OPEN : id))
  const reads = truth.flatMap((_, place) => (open[place]! ? [place] : []))
  const { targetLogits, logSumExp } = await reader.read([{ of: ids, ids, reads }], (_, place) => truth[place]!)
  const nats = reads.map((_, i) => logSumExp[i]! - targetLogits[i]!)
  return { forward: -fit!.text, masked: nats.reduce((sum, n) => sum + n, 0) / nats.length }
}
