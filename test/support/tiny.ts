import { resolve } from 'node:path'
import type { Graph, Pass } from '../../electron/engine/onnx.ts'
import { emptyCache } from '../../electron/engine/onnx.ts'
import type { Canvas } from '../../electron/engine/layout.ts'
import { OPEN } from '../../electron/engine/sampling/draft.ts'
import type { Alignment, Reader, View } from '../../electron/engine/sampling/reader.ts'

/** A model folder with random weights, full attention and unshifted outputs (fixtures/tiny-full/make.py). */
export const tinyFull = resolve(import.meta.dirname, '../fixtures/tiny-full')

/**
 * A full context as one would read it first: nothing kept, a pass of its own for each view and read, the context's tokens first and
 * then the places. What `fullReader` must come to.
 */
export function plainFullReader(graph: Graph, canvas: Canvas, { mask, shift }: Alignment): Reader {
  const places = canvas.slots.flatMap(slot => Array.from({ length: slot.places }, (_, i) => slot.lead.position + 1 + i))
  const positions = Int32Array.from([...canvas.positions, ...places])
  const passOf = ({ ids }: View, position: number, target: number): Pass => ({
    batch: 1,
    length: positions.length,
    ids: Int32Array.from([...canvas.ids, ...Array.from(ids, id => (id === OPEN ? mask : id))]),
    positions,
    past: emptyCache,
    near: emptyCache,
    bias: new Float32Array(positions.length ** 2),
    rows: Int32Array.of(positions.indexOf(position)),
    targets: Int32Array.of(target),
  })
  return {
    async read(views, targetOf) {
      const width = Math.max(1, ...views.map(({ reads }) => reads.length))
      const all = { topIds: [], topLogits: [], logSumExp: [], entropy: [], targetLogits: [] } as Record<
        'topIds' | 'topLogits' | 'logSumExp' | 'entropy' | 'targetLogits',
        number[]
      >
      let candidates = 0
      for (const [b, view] of views.entries()) {
        for (let g = 0; g < width; g++) {
          const place = view.reads[g] ?? 0
          const readings = await graph.run(passOf(view, places[place]! - (shift ? 1 : 0), targetOf?.(b, place) ?? 0))
          candidates = readings.candidates
          for (const name of Object.keys(all) as (keyof typeof all)[]) all[name].push(...readings[name])
        }
      }
      return {
        candidates,
        topIds: Int32Array.from(all.topIds),
        topLogits: Float32Array.from(all.topLogits),
        logSumExp: Float32Array.from(all.logSumExp),
        entropy: Float32Array.from(all.entropy),
        targetLogits: Float32Array.from(all.targetLogits),
        keys: null,
        values: null,
      }
    },
  }
}
