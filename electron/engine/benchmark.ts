import { contextOf } from './context.ts'
import type { Model } from './model.ts'
import { canvasBetween } from './self-test.ts'
import { readerOf } from './sampling/open-reader.ts'

const [CONTEXT, PLACES, VARIANTS, STEPS, REPEATS] = [256, 24, 3, 4, 3]
const LONGEST_MS = 5_000

/**
 * Milliseconds that a model takes for a context of 256 tokens and four masked steps of three variants beside it: the
 * median of three after one to warm up. Where a step ends after 5 s, it is the time until then.
 */
export async function benchmark({ graph, manifest }: Pick<Model, 'graph' | 'manifest'>): Promise<number> {
  const ids = new Int32Array(CONTEXT / 2).fill(manifest.tokens.document_start)
  const canvas = canvasBetween(ids, ids, PLACES)
  const reads = Array.from({ length: PLACES }, (_, place) => place)
  const views = Array.from({ length: VARIANTS }, () => ({ of: {}, ids: new Int32Array(PLACES).fill(-1), reads }))
  const times: number[] = []
  for (let i = 0; i <= REPEATS; i++) {
    const started = performance.now()
    const taken = () => performance.now() - started
    const reader = readerOf(manifest, graph, await contextOf(manifest, graph, canvas, { context: null }))(canvas)
    for (let step = 0; step < STEPS; step++) {
      await reader.read(views)
      if (taken() > LONGEST_MS) return taken()
    }
    times.push(taken())
  }
  return times.slice(1).sort((a, b) => a - b)[Math.floor(REPEATS / 2)]!
}
