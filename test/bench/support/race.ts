import { openLlama } from '../../evaluate/parent.ts'

/** The parent under llama.cpp, set to write like the engine: nucleus 0.95 among 64 candidates at 0.7. */
export type Racer = Readonly<{
  /** Reads `left`, if it has not yet, and goes on for `count` tokens, `variants` times at once. Milliseconds. */
  race(left: readonly number[], count: number, variants: number, fresh: boolean): Promise<number>
  close(): Promise<void>
}>

const SAMPLING = { temperature: 0.7, topK: 64, topP: 0.95, minP: 0 }

export async function openRacer(threads: number, most: number): Promise<Racer> {
  const model = await openLlama(threads)
  const context = await model.createContext({ contextSize: 2048, sequences: most, threads })
  const sequences = Array.from({ length: most }, () => context.getSequence())
  const one = async (index: number, left: readonly number[], count: number, fresh: boolean, seed: number) => {
    const sequence = sequences[index]!
    const keep = left.length - 1
    if (fresh || sequence.nextTokenIndex < keep) {
      await sequence.clearHistory()
      await sequence.evaluateWithoutGeneratingNewTokens(left.slice(0, -1))
    } else if (sequence.nextTokenIndex > keep) {
      await sequence.eraseContextTokenRanges([{ start: keep, end: sequence.nextTokenIndex }])
    }
    let written = 0
    for await (const _ of sequence.evaluate([left.at(-1)!], { ...SAMPLING, seed })) if (++written === count) break
    return written
  }
  let seed = 0
  return {
    async race(left, count, variants, fresh) {
      const started = performance.now()
      const lengths = await Promise.all(
        Array.from({ length: variants }, (_, index) => one(index, left, count, fresh, ++seed)),
      )
      const taken = performance.now() - started
      // It seldom ends early; what it did not write is charged at its own pace.
      return (taken * count) / Math.max(...lengths)
    },
    async close() {
      await context.dispose()
      await model.dispose()
    },
  }
}
