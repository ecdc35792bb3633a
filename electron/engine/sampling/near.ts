import { copyRows } from '../context.ts'
import type { CacheShape } from '../context.ts'
import { HIDDEN } from '../onnx.ts'
import type { Cache, Readings } from '../onnx.ts'

/**
 * Keys and values of the places that each of B drafts has computed and keeps, [layers, B, heads, N, head size]; draft b
 * has `used[b]` of them. Room grows in blocks, so that a step copies its own positions only.
 */
export type Near = { readonly used: Int32Array; room: Cache }
const BLOCK = 16

export function emptyNear(batch: number): Near {
  return { used: new Int32Array(batch), room: { length: 0, keys: new Float32Array(0), values: new Float32Array(0) } }
}

/**
 * Keeps the first `take[b]` of the `length` positions that a pass has computed for draft b. `shape` is that of one draft.
 */
export function append(near: Near, readings: Readings, length: number, take: Int32Array, shape: CacheShape): void {
  const batch = near.used.length
  const all = { rows: shape.rows * batch, headSize: shape.headSize }
  while (near.used.some((used, b) => used + take[b]! > near.room.length)) near.room = grown(near.room, all)
  const room = near.room
  for (let row = 0; row < all.rows; row++) {
    const b = Math.floor(row / shape.heads) % batch
    const from = row * length * shape.headSize
    const into = (row * room.length + near.used[b]!) * shape.headSize
    const size = take[b]! * shape.headSize
    room.keys.set(readings.keys!.subarray(from, from + size), into)
    room.values.set(readings.values!.subarray(from, from + size), into)
  }
  take.forEach((count, b) => (near.used[b]! += count))
}

/**
 * Bias of a forward pass over the kept positions and S new ones, [B, S, N + S]: each new position sees what its draft
 * has kept, and of the new ones itself and those before it.
 */
export function forwardBias({ used, room }: Near, length: number): Float32Array {
  const width = room.length + length
  const bias = new Float32Array(used.length * length * width).fill(HIDDEN)
  used.forEach((kept, b) => {
    for (let s = 0; s < length; s++) {
      const row = (b * length + s) * width
      bias.fill(0, row, row + kept)
      bias.fill(0, row + room.length, row + room.length + s + 1)
    }
  })
  return bias
}

function grown(room: Cache, all: Pick<CacheShape, 'rows' | 'headSize'>): Cache {
  const length = room.length + BLOCK
  const wider = (from: Float32Array) =>
    copyRows(from, room.length, new Float32Array(all.rows * length * all.headSize), length, 0, all)
  return { length, keys: wider(room.keys), values: wider(room.values) }
}
