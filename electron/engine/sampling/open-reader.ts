import { cacheShape, prefixOf } from '../context.ts'
import type { Manifest } from '../manifest.ts'
import type { Cache, Graph } from '../onnx.ts'
import { fullReader } from './full-reader.ts'
import { causalReader } from './reader.ts'
import type { OpenReader } from './reader.ts'
import { DEFAULT_TUNING } from './tuning.ts'

/** Opens readers as the model's kind of context wants them. `context`: that of a causal model, whose beginning a shorter canvas reads against. */
export function readerOf(
  manifest: Manifest,
  graph: Graph,
  context: Cache,
  refresh = DEFAULT_TUNING.refresh,
): OpenReader {
  const shape = cacheShape(manifest)
  const alignment = { mask: manifest.tokens.mask, shift: manifest.shift }
  if (manifest.context === 'causal')
    return canvas => causalReader(graph, canvas, prefixOf(context, shape, canvas.ids.length), alignment)
  return canvas => fullReader(graph, canvas, { ...alignment, shape, refresh })
}
