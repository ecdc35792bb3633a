import type { SamplerName } from '../../contract/infill.ts'
import { cacheShape } from '../context.ts'
import type { Canvas } from '../layout.ts'
import type { Manifest } from '../manifest.ts'
import type { Model } from '../model.ts'
import type { Cache, Graph } from '../onnx.ts'
import { ancestral } from './ancestral.ts'
import type { Language } from './candidates.ts'
import { confidenceThreshold } from './confidence-threshold.ts'
import { confidenceTopK } from './confidence-top-k.ts'
import { isStraight } from './draft.ts'
import type { Draft } from './draft.ts'
import { entropyBounded } from './entropy-bounded.ts'
import { forward } from './forward.ts'
import { forwardChecked } from './forward-checked.ts'
import { leftToRight } from './left-to-right.ts'
import { margin } from './margin.ts'
import { masked } from './masked.ts'
import type { Strategy } from './masked.ts'
import type { OpenReader } from './reader.ts'
import type { Tuning } from './tuning.ts'

/** How a run samples. A sampler that the model lacks the modes for is replaced by one that it has them for. */
export type Sampling = Tuning & Readonly<{ sampler: SamplerName; temperature: number; signal: AbortSignal }>

/**
 * Writes all drafts with the wished sampler. One that has text behind an open place is denoised in any case, since
 * forward mode would not see that text. Yields the number of the step after each.
 *
 * @throws {DOMException} AbortError once `sampling.signal` aborts.
 */
export async function* sample(
  model: Model,
  graph: Graph,
  canvas: Canvas,
  context: Cache,
  open: OpenReader,
  drafts: readonly Draft[],
  language: Language,
  sampling: Sampling,
): AsyncGenerator<number> {
  const straight = drafts.filter(draft => isStraight(draft, model.manifest.tokens.blank))
  const holed = drafts.filter(draft => !straight.includes(draft))
  const masked = sampling.sampler.startsWith('forward') ? 'entropy' : sampling.sampler
  if (straight.length > 0) yield* sampleAll(model, graph, canvas, context, open, straight, language, sampling)
  if (holed.length > 0)
    yield* sampleAll(model, graph, canvas, context, open, holed, language, { ...sampling, sampler: masked })
}

function sampleAll(
  { manifest }: Model,
  graph: Graph,
  canvas: Canvas,
  context: Cache,
  open: OpenReader,
  drafts: readonly Draft[],
  language: Language,
  sampling: Sampling,
): AsyncGenerator<number> {
  const shape = cacheShape(manifest)
  const { mask } = manifest.tokens
  const sampler = samplerFor(sampling.sampler, manifest)
  if (sampler === 'forward') return forward(graph, shape, canvas, context, drafts, language, sampling)
  if (sampler === 'forward-checked') {
    const checked = { ...sampling, mask, window: sampling.checkedWindow }
    return forwardChecked(graph, shape, canvas, context, drafts, language, checked)
  }
  const window = sampler === 'ancestral' ? Infinity : sampling.window
  const strategy = strategyFor(sampler, canvas.places, sampling)
  return masked(open(canvas), canvas, drafts, strategy, language, { ...sampling, window })
}

function strategyFor(
  sampler: Exclude<SamplerName, 'forward' | 'forward-checked'>,
  places: number,
  { gamma, threshold, placesAStep }: Tuning,
): Strategy {
  const steps = Math.ceil(places / placesAStep)
  switch (sampler) {
    case 'entropy':
      return entropyBounded(gamma)
    case 'threshold':
      return confidenceThreshold(threshold)
    case 'top-k':
      return confidenceTopK(steps)
    case 'margin':
      return margin(steps)
    case 'left-to-right':
      return leftToRight
    case 'ancestral':
      return ancestral(steps)
  }
}

/** The wished sampler, or one that the model has the modes for. */
function samplerFor(wished: SamplerName, { modes }: Manifest): SamplerName {
  const needed = wished === 'forward' ? ['forward'] : wished === 'forward-checked' ? ['forward', 'masked'] : ['masked']
  if (needed.every(mode => modes.some(own => own === mode))) return wished
  return modes.includes('forward') ? 'forward' : 'entropy'
}
