import { copyRows } from '../context.ts'
import type { CacheShape } from '../context.ts'
import type { Cache, Readings } from '../onnx.ts'

/**
 * Keys and values of the places that each of B drafts has computed so far, [layers, B, heads, N, head size]. Room grows
 * in blocks of `BLOCK`, so that a step copies its own position only; the unused end is hidden by the bias.
 */
export type Near = { used: number; room: Cache }
const BLOCK = 16

export function emptyNear(): Near {
  return { used: 0, room: { length: 0, keys: new Float32Array(0), values: new Float32Array(0) } }
}

/** Adds one position for each draft. `shape.rows` counts layers x key-value heads of one draft. */
export function append(near: Near, readings: Readings, shape: CacheShape, batch: number): void {
  const all = { rows: shape.rows * batch, headSize: shape.headSize }
  if (near.used === near.room.length) near.room = grown(near.room, all)
  copyRows(readings.keys!, 1, near.room.keys, near.room.length, near.used, all)
  copyRows(readings.values!, 1, near.room.values, near.room.length, near.used, all)
  near.used++
}

function grown(room: Cache, all: CacheShape): Cache {
  const length = room.length + BLOCK
  const wider = (from: Float32Array) =>
    copyRows(from, room.length, new Float32Array(all.rows * length * all.headSize), length, 0, all)
  return { length, keys: wider(room.keys), values: wider(room.values) }
}
