import { describe, expect, it } from 'vitest'
import { draftsAtOnce, inBatches, PLACES_AT_ONCE, writeInBatches } from '../../electron/engine/batches.ts'
import { EngineFault, outOfMemory } from '../../electron/engine/faults.ts'

const drafts = (count: number) =>
  Array.from({ length: count }, () => ({
    ids: new Int32Array(2).fill(-1),
    certainty: new Float64Array(2),
    step: new Int32Array(2),
  }))
type Drafts = Readonly<ReturnType<typeof drafts>>

/** Writes in two steps; refuses, half way, more drafts at once than `bears`. */
const writer = (bears: number, sizes: number[]) =>
  async function* (batch: Drafts) {
    sizes.push(batch.length)
    expect(batch.every(({ ids }) => ids.every(id => id === -1))).toBe(true)
    for (const step of [1, 2]) {
      await Promise.resolve()
      batch.forEach(({ ids }) => (ids[step - 1] = 7))
      if (step === 1 && batch.length > bears) throw outOfMemory('refused')
      yield step
    }
  }

async function stepsOf(steps: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = []
  for await (const step of steps) all.push(step)
  return all
}

describe('batches', () => {
  it('keep drafts times places within the bound, but for a draft that exceeds it alone', () => {
    for (const places of [1, 41, 800]) {
      expect(draftsAtOnce(places) * places).toBeLessThanOrEqual(PLACES_AT_ONCE)
      expect((draftsAtOnce(places) + 1) * places).toBeGreaterThan(PLACES_AT_ONCE)
    }
    expect(draftsAtOnce(PLACES_AT_ONCE + 1)).toBe(1)
  })
  it('take all in order', () => expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]))
  it('write what is too much at once one after the other, steps counted on', async () => {
    const sizes: number[] = []
    expect(await stepsOf(writeInBatches(drafts(5), 2, writer(9, sizes)))).toEqual([1, 2, 3, 4, 5, 6])
    expect(sizes).toEqual([2, 2, 1])
  })
  it('begin again with half of it when memory is refused', async () => {
    const sizes: number[] = []
    const all = drafts(8)
    await stepsOf(writeInBatches(all, 8, writer(2, sizes)))
    expect(sizes).toEqual([8, 4, 2, 2, 2, 2])
    expect(all.every(({ ids }) => ids.every(id => id === 7))).toBe(true)
  })
  it('say so when one is too much', async () => {
    await expect(stepsOf(writeInBatches(drafts(2), 2, writer(0, [])))).rejects.toMatchObject({ code: 'out-of-memory' })
  })
  it('take a RangeError of an array that could not be made for a refusal, and no other error', async () => {
    const failing = (error: Error) =>
      async function* (batch: Drafts) {
        await Promise.resolve()
        if (batch.length > 1) throw error
        yield 1
      }
    const refused = new RangeError('Array buffer allocation failed')
    expect(await stepsOf(writeInBatches(drafts(2), 2, failing(refused)))).toEqual([1, 2])
    const other = new EngineFault('internal', 'broken')
    await expect(stepsOf(writeInBatches(drafts(2), 2, failing(other)))).rejects.toBe(other)
  })
})
