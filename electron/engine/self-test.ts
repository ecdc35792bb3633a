import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { contextOf } from './context.ts'
import type { Canvas, Slot } from './layout.ts'
import type { Model } from './model.ts'
import { readerOf } from './sampling/open-reader.ts'

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

export type GoldenReport = Readonly<{
  passed: boolean
  /** Share of places whose likeliest token is the expected one. */
  agreement: number
  /** Mean difference of the expected tokens' log-probabilities, nats. */
  deviation: number
}>

/**
 * Recomputes the model's golden outputs and compares: a back end can be silently wrong (DESIGN section 3).
 */
export async function compareWithGolden(
  model: Pick<Model, 'graph' | 'manifest' | 'vocabulary'>,
  { infill }: Golden,
): Promise<GoldenReport> {
  const { graph, manifest, vocabulary } = model
  const canvas = canvasBetween(vocabulary.encode(infill.left), vocabulary.encode(infill.right), infill.places)
  const open = readerOf(manifest, graph, await contextOf(manifest, graph, canvas, { context: null }))
  const reads = Array.from({ length: infill.places }, (_, place) => place)
  const differences: number[] = []
  let agreed = 0
  for (const step of infill.steps) {
    const readings = await open(canvas).read([{ of: step, ids: Int32Array.from(step.region), reads }])
    for (const place of reads) {
      const ids = readings.topIds.subarray(place * readings.candidates, (place + 1) * readings.candidates)
      const expected = step.expect.top5[place]![0]!
      if (ids[0] === expected) agreed++
      const at = ids.indexOf(expected)
      const logit = at < 0 ? -Infinity : readings.topLogits[place * readings.candidates + at]!
      const found = logit - readings.logSumExp[place]!
      differences.push(Math.min(10, Math.abs(found - step.expect.log_probabilities[place]![0]!)))
    }
  }
  const places = differences.length
  const agreement = agreed / places
  const deviation = differences.reduce((sum, d) => sum + d, 0) / places
  const { log_probability, top1_agreement } = infill.tolerance
  return { passed: agreement >= top1_agreement && deviation <= log_probability, agreement, deviation }
}

/** A canvas of one slot between two stretches of tokens. */
export function canvasBetween(left: Int32Array, right: Int32Array, places: number): Canvas {
  const slot: Slot = {
    lead: { id: left.at(-1)!, position: left.length - 1 },
    before: left.length,
    start: 0,
    places,
    least: places,
    opening: 'spaced',
    ends: false,
    quotes: false,
    quoteParity: 0,
    lines: false,
  }
  return {
    ids: Int32Array.from([...left, ...right]),
    positions: Int32Array.from([...left.keys(), ...Array.from(right.keys(), i => left.length + places + i)]),
    slots: [slot],
    places,
    following: new Int32Array(0),
  }
}
