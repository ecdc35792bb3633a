import { join } from 'node:path'
import { availableParallelism } from 'node:os'
import type { BackendChoice, Computing, ModelState } from '../contract/engine.ts'
import { chooseBackend, noting } from './back-end.ts'
import { benchmark } from './benchmark.ts'
import { readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { knownBackends, openGraph } from './onnx.ts'
import type { Graph } from './onnx.ts'
import { compareWithGolden, readGolden } from './self-test.ts'
import { readTrials } from './trials.ts'
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
}> &
  Computing &
  Readonly<{
    /** Does a run, so that a back end that brings the engine down is found out. */
    during: <T>(run: () => Promise<T>) => Promise<T>
  }>

export type LoadOptions = Readonly<{
  /** Where what was checked is remembered. */
  cacheFolder: string
  /** Told what is being done, in words. */
  onState?: (state: ModelState) => void
  /** Threads for the model's arithmetic; by default as many as there are cores, at most 8. */
  threads?: number
  /** The CPU if not given. */
  backend?: BackendChoice
  /** Tries the back end even if it failed before. */
  again?: boolean
}>

/**
 * Loads the model in `folder`: its files are verified, and its golden outputs recomputed the first time.
 *
 * @throws {EngineFault} with a sentence for the writer when the model cannot be used.
 */
export async function openModel(folder: string, options: LoadOptions): Promise<Model> {
  const { cacheFolder, onState, threads = Math.min(8, availableParallelism()), backend = 'cpu' } = options
  const doing = (text: string) => onState?.({ kind: 'loading', doing: text })
  doing('Reading the model')
  const manifest = await readManifest(folder)
  doing('Checking the model’s files')
  await verifyModel(folder, manifest, cacheFolder)
  doing('Loading the model')
  const [vocabulary, hash] = await Promise.all([
    readVocabulary(folder, manifest),
    sha256Of(join(folder, 'manifest.json')),
  ])
  const trials = await readTrials(cacheFolder, hash)
  if (options.again === true && backend !== 'auto') await trials.set(backend, null)
  const { model, name, ...computing } = await chooseBackend({
    choice: backend,
    known: knownBackends(),
    madeFor: manifest.graph.backends,
    trials,
    open: async on => ({ manifest, vocabulary, graph: await openGraph(folder, manifest, threads, on) }),
    close: ({ graph }) => graph.dispose(),
    test: async opened => compareWithGolden(opened, await readGolden(folder)),
    time: benchmark,
    doing,
  })
  return { ...model, ...computing, hash, during: noting(name, trials) }
}
