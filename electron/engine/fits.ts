import type { Fit } from '../contract/infill.ts'
import { cacheShape } from './context.ts'
import { fitsOf } from './fit.ts'
import type { Canvas } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { maskedFitsOf } from './masked-fit.ts'
import type { Cache, Graph } from './onnx.ts'
import type { Draft } from './sampling/draft.ts'
import type { OpenReader } from './sampling/reader.ts'

/** Measures the fit of each draft of a canvas, in the model's forward mode or, where it has none, masked. */
export function fitsBy(
  manifest: Manifest,
  graph: Graph,
  canvas: Canvas,
  context: Cache,
  open: OpenReader,
): (drafts: readonly Draft[]) => Promise<Fit[]> {
  const { blank } = manifest.tokens
  return manifest.modes.includes('forward')
    ? drafts => fitsOf(graph, cacheShape(manifest), canvas, context, drafts, blank)
    : drafts => maskedFitsOf(open, canvas, drafts, blank)
}
