import { HIDDEN, emptyCache } from '../../../electron/engine/onnx.ts'
import type { Graph } from '../../../electron/engine/onnx.ts'
import type { Canvas } from '../../../electron/engine/layout.ts'
import { admissible, predictionAt } from '../../../electron/engine/sampling/candidates.ts'
import type { Language } from '../../../electron/engine/sampling/candidates.ts'
import { choose } from '../../../electron/engine/sampling/choose.ts'
import { drawsOf, write } from '../../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../../electron/engine/sampling/draft.ts'
import type { Noise } from '../../../electron/engine/sampling/noise.ts'

/**
 * The forward sampler as one would write it first: nothing is kept between steps, each recomputes the whole canvas of
 * every draft. Same weights, same rules, same draws as the engine's own. One slot of fixed length.
 */
export async function plainForward(
  graph: Graph,
  canvas: Canvas,
  drafts: readonly Draft[],
  language: Language,
  noise: Noise,
): Promise<void> {
  const slot = canvas.slots[0]!
  if (canvas.slots.length !== 1 || slot.least !== slot.places) throw new RangeError('plainForward: one fixed slot')
  for (let place = 0; place < slot.places; place++) {
    const readings = await graph.run(wholeCanvas(canvas, drafts, place))
    drafts.forEach((draft, i) => {
      const prediction = predictionAt(readings, i, language.blank, false)
      const choices = admissible(prediction, canvas, draft, slot, place, language)
      const { id, certainty } = choose(choices, noise, drawsOf(draft, place + 1))
      write(draft, place, id, certainty, place + 1)
    })
  }
}

/** Context, lead and the first `place` places of each draft; the last of them is read. */
function wholeCanvas(canvas: Canvas, drafts: readonly Draft[], place: number) {
  const batch = drafts.length
  const context = canvas.ids.length
  const length = context + 1 + place
  const { lead } = canvas.slots[0]!
  const own = Array.from({ length: place + 1 }, (_, i) => lead.position + i)
  return {
    batch,
    length,
    ids: Int32Array.from(drafts.flatMap(({ ids }) => [...canvas.ids, lead.id, ...ids.subarray(0, place)])),
    positions: Int32Array.from(drafts.flatMap(() => [...canvas.positions, ...own])),
    past: emptyCache,
    near: emptyCache,
    bias: triangles(batch, length),
    rows: new Int32Array(batch).fill(length - 1),
  }
}

/** A causal context, and places that see it all and what is before them, are one triangle. */
function triangles(batch: number, length: number): Float32Array {
  const bias = new Float32Array(batch * length * length)
  for (let row = 0; row < batch * length; row++)
    bias.fill(HIDDEN, row * length + (row % length) + 1, (row + 1) * length)
  return bias
}
