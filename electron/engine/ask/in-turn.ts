import { draftsAtOnce, inBatches } from '../batches.ts'
import type { Canvas } from '../layout.ts'
import type { Readings } from '../onnx.ts'
import { masking } from '../sampling/reader.ts'
import type { OpenReader } from '../sampling/reader.ts'

/** Places that are one word, in rising order. */
export type WordPlaces = readonly number[]

/**
 * The log-probability in nats of each word's tokens, the word masked in turn and all others in view: a word of several
 * tokens is read token by token from its start, each given those before it, so that they sum to the word's own (as
 * PLL-word-l2r, arXiv:2305.10588, scores words). As many turns in a pass as memory allows; `atOnce` is for tests.
 */
export async function readInTurn(
  open: OpenReader,
  canvas: Canvas,
  ids: Int32Array,
  words: readonly WordPlaces[],
  blank: number,
  atOnce = draftsAtOnce(canvas.places),
): Promise<number[][]> {
  const turns = words.flatMap(word => word.map((_, i) => word.slice(i)))
  const logs: number[] = []
  for (const batch of inBatches(turns, atOnce)) {
    // Only the first place is asked. A causal reader leaves out what is open and not read, and the rest of the word must
    // be seen to be there.
    const views = batch.map(places => masking(ids, places))
    const readings = await open(canvas).read(views, (_, place) => ids[place]!)
    const width = readings.logSumExp.length / views.length
    batch.forEach((_, b) => logs.push(logProbability(readings, b * width, blank)))
  }
  let at = 0
  return words.map(word => word.map(() => logs[at++]!))
}

/** Of the first place that view `b` reads: a word stands there, so the blank's mass is shared out over the others. */
function logProbability(readings: Readings, row: number, blank: number): number {
  const { candidates, topIds, topLogits, logSumExp, targetLogits } = readings
  const total = logSumExp[row]!
  const at = topIds.subarray(row * candidates, (row + 1) * candidates).indexOf(blank)
  const empty = at < 0 ? 0 : Math.exp(topLogits[row * candidates + at]! - total)
  return Math.min(0, targetLogits[row]! - total - Math.log(Math.max(1e-9, 1 - empty)))
}
