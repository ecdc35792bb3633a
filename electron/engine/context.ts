import type { Manifest } from './manifest.ts'
import { emptyCache, HIDDEN } from './onnx.ts'
import type { Cache, Graph } from './onnx.ts'

/** A context's tokens with their keys and values. `ids` and `positions` [P]. */
export type Encoded = Readonly<{ ids: Int32Array; positions: Int32Array; cache: Cache }>

/** A keys or values array of one sequence is [rows, P, head size], its rows being layers x key-value heads. */
export type CacheShape = Readonly<{ rows: number; heads: number; headSize: number }>

export function cacheShape({ layers, key_value_heads, head_size }: Manifest): CacheShape {
  return { rows: layers * key_value_heads, heads: key_value_heads, headSize: head_size }
}

/**
 * Tokens that are encoded together. What is reused is always a whole number of chunks from the beginning, so a context
 * has the same keys and values to the last bit whether it was computed at once or grew: sums of floats depend on how
 * they are cut.
 */
export const CHUNK = 128

/**
 * Keys and values of a causal context. A token of it sees earlier tokens only, so what `before` has of the same
 * beginning is taken over, in whole chunks, and only the rest is computed. `onChunk` is told how far it is.
 *
 * @throws {DOMException} AbortError once `signal` aborts, between chunks.
 */
export async function encodeContext(
  graph: Graph,
  shape: CacheShape,
  ids: Int32Array,
  positions: Int32Array,
  before: Encoded | null,
  signal?: AbortSignal,
  onChunk?: (encoded: Encoded) => void,
): Promise<Encoded> {
  const shared = before === null ? 0 : sharedLength(before, ids, positions)
  if (before !== null && shared === ids.length && shared === before.ids.length) return before
  const known = shared - (shared % CHUNK)
  let cache = before === null ? emptyCache : prefixOf(before.cache, shape, known)
  for (let at = known; at < ids.length; at += CHUNK) {
    signal?.throwIfAborted()
    const length = Math.min(CHUNK, ids.length - at)
    const { keys, values } = await graph.run({
      batch: 1,
      length,
      ids: ids.subarray(at, at + length),
      positions: positions.subarray(at, at + length),
      past: cache,
      near: emptyCache,
      bias: triangle(length),
      rows: new Int32Array(1),
      keep: true,
    })
    cache = joined(cache, { length, keys: keys!, values: values! }, shape)
    onChunk?.({ ids: ids.subarray(0, at + length), positions: positions.subarray(0, at + length), cache })
  }
  return { ids, positions, cache }
}

/**
 * What outlives a run: the last context, or as much of it as was computed, whose unchanged beginning the next run need
 * not compute again.
 */
export type Memory = { context: Encoded | null }

/**
 * Keys and values of a canvas's context where the model's is causal, kept in `memory`. A full context has none of its
 * own, since they change with what is written.
 */
export async function contextOf(
  manifest: Manifest,
  graph: Graph,
  { ids, positions }: Pick<Encoded, 'ids' | 'positions'>,
  memory: Memory,
  signal?: AbortSignal,
): Promise<Cache> {
  if (manifest.context !== 'causal') return emptyCache
  const keep = (encoded: Encoded) => void (memory.context = encoded)
  const encoded = await encodeContext(graph, cacheShape(manifest), ids, positions, memory.context, signal, keep)
  keep(encoded)
  return encoded.cache
}

function sharedLength(before: Encoded, ids: Int32Array, positions: Int32Array): number {
  const most = Math.min(before.ids.length, ids.length)
  let n = 0
  while (n < most && before.ids[n] === ids[n] && before.positions[n] === positions[n]) n++
  return n
}

/** Bias of S positions that each see themselves and what is before them, [S, S]. */
export function triangle(length: number): Float32Array {
  const bias = new Float32Array(length * length)
  for (let i = 0; i < length; i++) bias.fill(HIDDEN, i * length + i + 1, (i + 1) * length)
  return bias
}

/** The first `length` tokens of a cache. */
export function prefixOf(cache: Cache, shape: CacheShape, length: number): Cache {
  if (length === cache.length) return cache
  const cut = (from: Float32Array) =>
    copyRows(from, cache.length, new Float32Array(shape.rows * length * shape.headSize), length, 0, shape)
  return { length, keys: cut(cache.keys), values: cut(cache.values) }
}

function joined(a: Cache, b: Cache, shape: CacheShape): Cache {
  if (a.length === 0) return b
  const length = a.length + b.length
  const join = (x: Float32Array, y: Float32Array) => {
    const into = new Float32Array(shape.rows * length * shape.headSize)
    copyRows(x, a.length, into, length, 0, shape)
    return copyRows(y, b.length, into, length, a.length, shape)
  }
  return { length, keys: join(a.keys, b.keys), values: join(a.values, b.values) }
}

/**
 * Copies row by row from an array of `fromLength` tokens a row into one of `intoLength`, at token `at`; as many tokens
 * as fit in both.
 */
export function copyRows(
  from: Float32Array,
  fromLength: number,
  into: Float32Array,
  intoLength: number,
  at: number,
  { rows, headSize }: Pick<CacheShape, 'rows' | 'headSize'>,
): Float32Array {
  const part = Math.min(fromLength, intoLength - at) * headSize
  for (let row = 0; row < rows; row++) {
    const start = row * fromLength * headSize
    into.set(from.subarray(start, start + part), (row * intoLength + at) * headSize)
  }
  return into
}
