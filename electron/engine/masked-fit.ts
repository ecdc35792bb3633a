import type { Fit } from '../contract/infill.ts'
import type { Canvas } from './layout.ts'
import type { Draft } from './sampling/draft.ts'
import { masking } from './sampling/reader.ts'
import type { OpenReader, View } from './sampling/reader.ts'

/** Passes over a text, each of which masks every so many-th of its places. */
const INTERLEAVED = 4

/**
 * `fitsOf` for a model that has no forward mode: the places of each text are masked in a few interleaved passes and read
 * there, given all others, so that text counts as certain when it is what its surroundings ask for (pseudo-likelihood,
 * arXiv:1910.14659, coarser). What follows is masked at once, beside the written text.
 */
export async function maskedFitsOf(
  open: OpenReader,
  canvas: Canvas,
  drafts: readonly Draft[],
  blank: number,
): Promise<Fit[]> {
  const sums = drafts.map(() => ({ nats: 0, places: 0 }))
  for (let turn = 0; turn < INTERLEAVED; turn++) {
    const views = drafts.map(draft => {
      const written = Array.from(draft.ids.keys()).filter(place => draft.ids[place] !== blank)
      return masking(
        draft.ids,
        written.filter((_, i) => i % INTERLEAVED === turn),
      )
    })
    const logs = await logProbabilities(open, canvas, views, (view, place) => drafts[view]!.ids[place]!)
    logs.forEach((row, i) => {
      sums[i]!.places += row.length
      for (const nats of row) sums[i]!.nats += nats
    })
  }
  const text = sums.map(({ nats, places }) => (places === 0 ? 0 : nats / places))
  const count = canvas.following.length
  if (count === 0) return text.map(value => ({ text: value, after: value }))
  const wide = withFollowing(canvas)
  const places = Array.from({ length: count }, (_, i) => canvas.places + i)
  const views = drafts.map(({ ids }) => masking(Int32Array.from([...ids, ...canvas.following]), places))
  const after = await logProbabilities(open, wide, views, (_, place) => canvas.following[place - canvas.places]!)
  return after.map((row, i) => ({ text: text[i]!, after: row.reduce((sum, nats) => sum + nats, 0) / count }))
}

/** Of each view's reads, the log-probability of the token that `idOf` gives, in nats. */
async function logProbabilities(
  open: OpenReader,
  canvas: Canvas,
  views: readonly View[],
  idOf: (view: number, place: number) => number,
): Promise<number[][]> {
  if (views.every(({ reads }) => reads.length === 0)) return views.map(() => [])
  const { targetLogits, logSumExp } = await open(canvas).read(views, idOf)
  const width = logSumExp.length / views.length
  return views.map(({ reads }, b) => reads.map((_, g) => targetLogits[b * width + g]! - logSumExp[b * width + g]!))
}

/** The canvas up to what follows its last slot, as further places of it: a causal context behind has seen those tokens. */
function withFollowing(canvas: Canvas): Canvas {
  const count = canvas.following.length
  const last = canvas.slots.at(-1)!
  return {
    ids: canvas.ids.subarray(0, last.before),
    positions: canvas.positions.subarray(0, last.before),
    slots: canvas.slots.with(-1, { ...last, places: last.places + count }),
    places: canvas.places + count,
    following: new Int32Array(0),
  }
}
