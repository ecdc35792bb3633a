import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { cacheShape, encodeContext } from './context.ts'
import { EngineFault } from './faults.ts'
import type { Model } from './model.ts'
import { emptyCache } from './onnx.ts'

const numbers = z.array(z.array(z.number()))
const goldenSchema = z.object({
  tokenizer: z.array(z.object({ text: z.string(), ids: z.array(z.number()) })),
  infill: z.object({
    left: z.string(),
    right: z.string(),
    places: z.number(),
    steps: z.array(
      z.object({
        region: z.array(z.number()),
        expect: z.object({ top5: numbers, log_probabilities: numbers, entropy: z.array(z.number()) }),
      }),
    ),
    tolerance: z.object({ log_probability: z.number(), top1_agreement: z.number() }),
  }),
})
export type Golden = z.infer<typeof goldenSchema>

export async function readGolden(folder: string): Promise<Golden> {
  return goldenSchema.parse(JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8')))
}

/**
 * Recomputes the model's golden outputs and compares: a back end can be silently wrong (DESIGN section 3). Passed once
 * for a model and a back end, it is not repeated.
 *
 * @throws {EngineFault} `model-refused` when the outputs differ by more than the tolerance.
 */
export async function selfTest(model: Model, folder: string, cacheFolder: string): Promise<void> {
  const passed = join(cacheFolder, `self-test-${model.backend}-${model.hash}`)
  const known = await readFile(passed, 'utf8').catch(() => null)
  if (known !== null) return
  const report = await compareWithGolden(model, await readGolden(folder))
  if (!report.passed) {
    throw new EngineFault(
      'model-refused',
      `The ${model.backend} back end computes this model wrongly (${Math.round(report.agreement * 100)} % of the expected words), so it is not used.`,
    )
  }
  await mkdir(cacheFolder, { recursive: true })
  await writeFile(passed, JSON.stringify(report))
}

export type GoldenReport = Readonly<{
  passed: boolean
  /** Share of places whose likeliest token is the expected one. */
  agreement: number
  /** Mean difference of the expected tokens' log-probabilities, nats. */
  deviation: number
}>

export async function compareWithGolden(model: Model, { infill }: Golden): Promise<GoldenReport> {
  const { graph, manifest, vocabulary } = model
  const [left, right] = [vocabulary.encode(infill.left), vocabulary.encode(infill.right)]
  const n = infill.places
  const positions = Int32Array.from([...left.keys(), ...Array.from(right.keys(), i => left.length + n + i)])
  const { cache } = await encodeContext(
    graph,
    cacheShape(manifest),
    Int32Array.from([...left, ...right]),
    positions,
    null,
  )
  const differences: number[] = []
  let agreed = 0
  let places = 0
  for (const step of infill.steps) {
    const readings = await graph.run({
      batch: 1,
      length: n + 1,
      ids: Int32Array.from([left.at(-1)!, ...step.region]),
      positions: Int32Array.from({ length: n + 1 }, (_, i) => left.length - 1 + i),
      past: cache,
      near: emptyCache,
      bias: new Float32Array((n + 1) ** 2),
      rows: Int32Array.from({ length: n }, (_, i) => i),
    })
    for (let i = 0; i < n; i++) {
      const ids = readings.topIds.subarray(i * readings.candidates, (i + 1) * readings.candidates)
      const expected = step.expect.top5[i]!
      places++
      if (ids[0] === expected[0]) agreed++
      const at = ids.indexOf(expected[0]!)
      const found = at < 0 ? -Infinity : readings.topLogits[i * readings.candidates + at]! - readings.logSumExp[i]!
      differences.push(Math.min(10, Math.abs(found - step.expect.log_probabilities[i]![0]!)))
    }
  }
  const agreement = agreed / places
  const deviation = differences.reduce((sum, d) => sum + d, 0) / places
  const { log_probability, top1_agreement } = infill.tolerance
  return { passed: agreement >= top1_agreement && deviation <= log_probability, agreement, deviation }
}
