import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { concatenated } from './concatenated.ts'
import { EngineFault, outOfMemory } from './faults.ts'
import { BACKENDS, BACKEND_TITLES } from '../contract/engine.ts'
import type { BackendName } from '../contract/engine.ts'
import type { Manifest } from './manifest.ts'

/** Keys and values of P tokens, each row-major [layers, key-value heads, P, head size]. */
export type Cache = Readonly<{ length: number; keys: Float32Array; values: Float32Array }>

/** Added to an attention score where a position may not be seen. */
export const HIDDEN = -1e9

/**
 * One pass (DESIGN section 3): B sequences of S positions each, reading G rows of each. `past` is one context for all;
 * `near` holds N positions computed before for each sequence, [layers, B, key-value heads, N, head size].
 */
export type Pass = Readonly<{
  batch: number
  length: number
  ids: Int32Array
  positions: Int32Array
  past: Cache
  near: Cache
  /** [B, S, N + S]: 0 visible, `HIDDEN` hidden. */
  bias: Float32Array
  /** Which of the S positions to read, [B, G]. */
  rows: Int32Array
  /** Ids whose logits are wanted, [B, G]. */
  targets?: Int32Array
  /** Whether the keys and values of the S positions are wanted. */
  keep?: boolean
}>

/** What a pass says of each of its B x G rows. K candidates a row, likeliest first. Entropy in nats. */
export type Readings = Readonly<{
  candidates: number
  topIds: Int32Array
  topLogits: Float32Array
  logSumExp: Float32Array
  entropy: Float32Array
  targetLogits: Float32Array
  /** [layers, B, key-value heads, S, head size], or null when not asked for. */
  keys: Float32Array | null
  values: Float32Array | null
}>

export interface Graph {
  /** @throws {EngineFault} when the back end returns what is no number. */
  run(pass: Pass): Promise<Readings>
  dispose(): Promise<void>
}

export const emptyCache: Cache = { length: 0, keys: new Float32Array(0), values: new Float32Array(0) }

export const runtimeVersion = ort.env.versions.node ?? ort.env.versions.common

/** Back ends that this build of ONNX Runtime knows. Whether the machine has what they need shows when one is opened. */
export function knownBackends(): BackendName[] {
  const known = new Set(ort.listSupportedBackends().map(({ name }) => name))
  return BACKENDS.filter(name => known.has(name))
}

/**
 * Loads the model's graph, whose keys and values are stacked (`past_keys`) or apart for each layer (`past_keys.0`, ...).
 * What a back end cannot compute is left to the CPU by ONNX Runtime. Of back ends other than the CPU only one graph may
 * run at a time. How many rows a pass reads is left to the caller: see `watched`.
 *
 * @throws {EngineFault} `model-damaged` when ONNX Runtime refuses the graph, or the back end is not there.
 */
export async function openGraph(
  folder: string,
  manifest: Manifest,
  threads: number,
  backend: BackendName = 'cpu',
): Promise<Graph> {
  const session = await ort.InferenceSession.create(join(folder, manifest.graph.file), {
    executionProviders: backend === 'cpu' ? ['cpu'] : [backend, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Nodes that are left to the CPU are no news.
    logSeverityLevel: backend === 'cpu' ? 2 : 3,
  }).catch((cause: unknown) => {
    throw new EngineFault(
      'model-damaged',
      `ONNX Runtime cannot load the model (${String(cause)}). Copy the model folder again.`,
      { cause },
    )
  })
  return { run: pass => run(session, manifest, pass, backend), dispose: () => session.release() }
}

const READ = ['top_ids', 'top_logits', 'log_sum_exp', 'entropy', 'target_logits']

async function run(session: ort.InferenceSession, m: Manifest, pass: Pass, backend: BackendName): Promise<Readings> {
  const { batch: B, length: S, past, near } = pass
  const G = pass.rows.length / B
  const perLayer = !session.inputNames.includes('past_keys')
  const far = [m.key_value_heads, past.length, m.head_size]
  const close = [B, m.key_value_heads, near.length, m.head_size]
  const layered = (name: string, data: Float32Array, dims: readonly number[]) =>
    perLayer ? eachLayer(name, data, m.layers, dims) : { [name]: float32(data, [m.layers, ...dims]) }
  const feeds = {
    ids: int64(pass.ids, [B, S]),
    positions: int64(pass.positions, [B, S]),
    ...layered('past_keys', past.keys, far),
    ...layered('past_values', past.values, far),
    ...layered('near_keys', near.keys, close),
    ...layered('near_values', near.values, close),
    self_bias: float32(pass.bias, [B, S, near.length + S]),
    rows: int64(pass.rows, [B, G]),
    targets: int64(pass.targets ?? new Int32Array(B * G), [B, G]),
  }
  const kept = (name: string) => (perLayer ? namesOf(name, m.layers) : [name])
  const wanted = pass.keep === true ? [...READ, ...kept('keys'), ...kept('values')] : READ
  const outputs = await session.run(feeds, wanted).catch((error: unknown) => {
    throw /alloc/i.test(String(error)) ? outOfMemory(error) : error
  })
  const floats = (name: string) => outputs[name]!.data as Float32Array
  const readings: Readings = {
    candidates: m.candidates,
    topIds: Int32Array.from(outputs['top_ids']!.data as BigInt64Array, Number),
    topLogits: floats('top_logits'),
    logSumExp: floats('log_sum_exp'),
    entropy: floats('entropy'),
    targetLogits: floats('target_logits'),
    keys: pass.keep === true ? together(kept('keys').map(floats)) : null,
    values: pass.keep === true ? together(kept('values').map(floats)) : null,
  }
  // The arrays are ours from here on; what else a tensor holds, on whatever device, goes now and not when it is collected.
  for (const tensor of [...Object.values(feeds), ...Object.values(outputs)]) tensor.dispose()
  if (!readings.logSumExp.every(Number.isFinite)) {
    throw new EngineFault(
      'not-a-number',
      `The ${BACKEND_TITLES[backend]} back end computed something that is no number. Nothing was written; try again, and restart the studio if it persists.`,
    )
  }
  return readings
}

const namesOf = (name: string, layers: number) => Array.from({ length: layers }, (_, layer) => `${name}.${layer}`)

/** An input for each layer, which spares the graph from cutting all of them apart in every pass. */
function eachLayer(
  name: string,
  data: Float32Array,
  layers: number,
  dims: readonly number[],
): Record<string, ort.Tensor> {
  const size = data.length / layers
  const tensors = namesOf(name, layers).map(
    (each, layer) => [each, float32(data.subarray(layer * size, (layer + 1) * size), dims)] as const,
  )
  return Object.fromEntries(tensors)
}

const together = (layers: readonly Float32Array[]) => concatenated(layers, length => new Float32Array(length))

const int64 = (data: Int32Array, dims: readonly number[]) =>
  new ort.Tensor('int64', BigInt64Array.from(data, BigInt), dims)
const float32 = (data: Float32Array, dims: readonly number[]) => new ort.Tensor('float32', data, dims)
