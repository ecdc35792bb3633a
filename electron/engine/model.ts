import { join } from 'node:path'
import { availableParallelism } from 'node:os'
import type { ModelState } from '../contract/engine.ts'
import { readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { openGraph } from './onnx.ts'
import type { Graph } from './onnx.ts'
import { selfTest } from './self-test.ts'
import { sha256Of, verifyModel } from './verify.ts'
import { readVocabulary } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A model that is loaded, checked and ready. */
export type Model = Readonly<{
  manifest: Manifest
  /** SHA-256 of its manifest, which names the hashes of all other files. */
  hash: string
  vocabulary: Vocabulary
  graph: Graph
  /** As shown to the writer. */
  backend: string
}>

export type LoadOptions = Readonly<{
  /** Where what was checked is remembered. */
  cacheFolder: string
  /** Told what is being done, in words. */
  onState?: (state: ModelState) => void
  /** Threads for the model's arithmetic; by default as many as there are cores, at most 8. */
  threads?: number
}>

/**
 * Loads the model in `folder`: its files are verified, and its golden outputs recomputed the first time.
 *
 * @throws {EngineFault} with a sentence for the writer when the model cannot be used.
 */
export async function openModel(folder: string, { cacheFolder, onState, threads }: LoadOptions): Promise<Model> {
  const doing = (text: string) => onState?.({ kind: 'loading', doing: text })
  doing('Reading the model')
  const manifest = await readManifest(folder)
  doing('Checking the model’s files')
  await verifyModel(folder, manifest, cacheFolder)
  doing('Loading the model')
  const [vocabulary, hash, graph] = await Promise.all([
    readVocabulary(folder, manifest),
    sha256Of(join(folder, 'manifest.json')),
    openGraph(folder, manifest, threads ?? Math.min(8, availableParallelism())),
  ])
  const model = { manifest, hash, vocabulary, graph, backend: 'CPU' }
  doing('Testing the model')
  await selfTest(model, folder, cacheFolder)
  return model
}
