import type { Fit } from '../contract/infill.ts'
import { prefixOf } from './context.ts'
import type { CacheShape } from './context.ts'
import type { Canvas } from './layout.ts'
import type { Cache, Graph, Readings } from './onnx.ts'
import type { Draft } from './sampling/draft.ts'
import { cellsOf, regionPass } from './sampling/region-pass.ts'
import type { Cell, Row } from './sampling/region-pass.ts'

/**
 * How well each written draft fits: the log-probability of its text given the context on both sides, and of the first
 * tokens after the last slot given the text and what is left of it. Two forward passes for all drafts together; in
 * forward mode the product over the places is the text's exact probability.
 */
export async function fitsOf(
  graph: Graph,
  shape: CacheShape,
  canvas: Canvas,
  context: Cache,
  drafts: readonly Draft[],
  blank: number,
): Promise<Fit[]> {
  const text = await meanLogProbabilities(
    graph,
    context,
    drafts.map(draft => textRow(canvas, draft, blank)),
    (row, place) => drafts[row]!.ids[place]!,
  )
  if (canvas.following.length === 0) return text.map(value => ({ text: value, after: value }))
  const left = prefixOf(context, shape, canvas.slots.at(-1)!.before)
  const after = await meanLogProbabilities(
    graph,
    left,
    drafts.map(draft => followingRow(canvas, draft, blank)),
    (_, place) => canvas.following[place - canvas.places]!,
  )
  return text.map((value, i) => ({ text: value, after: after[i]! }))
}

function textRow(canvas: Canvas, draft: Draft, blank: number): Row {
  const written = (place: number) => draft.ids[place] !== blank
  const cells = cellsOf(canvas, written, place => draft.ids[place]!)
  const reads = cells.flatMap(({ predicts }) => (predicts !== null && written(predicts) ? [predicts] : []))
  return { cells, reads }
}

/** The last slot's text and what follows it, places of which are numbered from `canvas.places` on. */
function followingRow(canvas: Canvas, draft: Draft, blank: number): Row {
  const slot = canvas.slots.at(-1)!
  const written = cellsOf(
    canvas,
    (place, of) => of === slot && draft.ids[place] !== blank,
    place => draft.ids[place]!,
  )
  const own = written.length > 0 ? written : [{ ...slot.lead, predicts: null }]
  const start = own.at(-1)!.position + 1
  const cells: Cell[] = own.map((cell, i) => (i === own.length - 1 ? { ...cell, predicts: canvas.places } : cell))
  const reads = Array.from(canvas.following.keys(), i => canvas.places + i)
  for (const [i, id] of Array.from(canvas.following.entries()).slice(0, -1)) {
    cells.push({ id, position: start + i, predicts: canvas.places + i + 1 })
  }
  return { cells, reads }
}

/** Nats a token, 0 for a row that reads nothing. */
async function meanLogProbabilities(
  graph: Graph,
  past: Cache,
  rows: readonly Row[],
  targetOf: (row: number, place: number) => number,
): Promise<number[]> {
  const nonEmpty = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.reads.length > 0)
  const means = rows.map(() => 0)
  if (nonEmpty.length === 0) return means
  const pass = regionPass(
    past,
    nonEmpty.map(({ row }) => row),
    'forward',
    (row, place) => targetOf(nonEmpty[row]!.index, place),
  )
  const readings = await graph.run(pass)
  const width = pass.rows.length / nonEmpty.length
  nonEmpty.forEach(({ row, index }, i) => (means[index] = mean(readings, i * width, row.reads.length)))
  return means
}

function mean({ targetLogits, logSumExp }: Readings, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += targetLogits[i]! - logSumExp[i]!
  return sum / count
}
