import { SAMPLERS } from '../../../electron/contract/infill.ts'
import type { RunId, RunReport } from '../../../electron/contract/infill.ts'
import { infill } from '../../../electron/engine/infill.ts'
import type { Memory } from '../../../electron/engine/context.ts'
import type { Measure } from '../support/report.ts'
import { PASSAGE, TEMPERATURE, measure } from './desk.ts'
import type { Desk } from './desk.ts'

/** One variant of a passage of 30 words by each sampler, the context known. */
export async function samplers({ model, repeats }: Desk): Promise<Measure[]> {
  const memory: Memory = { context: null }
  const measures: Measure[] = []
  for (const sampler of SAMPLERS) {
    const [time, passes, places] = [
      measure(`${sampler}, 30 words`),
      measure(`${sampler}: passes a token`, 'passes'),
      measure(`${sampler}: places written a step`, 'places'),
    ]
    for (let seed = -1; seed < repeats; seed++) {
      const request = {
        id: 'bench' as RunId,
        passage: PASSAGE,
        settings: {
          variants: 1,
          length: { kind: 'same' },
          strength: 1,
          temperature: TEMPERATURE,
          seed: seed + 1,
          sampler,
          care: 'quick',
          use: [],
          avoid: [],
          around: 'nothing',
        },
      } as const
      const report = await infill(model, request, { signal: new AbortController().signal, memory })
      if (seed < 0) continue
      const written = tokensOf(report)
      time.samples.push(report.milliseconds)
      passes.samples.push(report.passes / written)
      places.samples.push(written / report.steps)
    }
    measures.push(time, passes, places)
  }
  return measures
}

function tokensOf({ variants }: RunReport): number {
  return variants.flatMap(({ regions }) => regions.flat()).filter(({ kind }) => kind === 'written').length
}
