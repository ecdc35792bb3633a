import { EngineFault, outOfMemory } from './faults.ts'

/** What a batch leaves unwritten when it is given up, so that it can be begun again. */
type Begun = Readonly<{ ids: Int32Array; certainty: Float64Array; step: Int32Array }>

/**
 * Places of all drafts that are computed at once. Chosen so that the starter's keys and values of as many take about
 * 70 MB; more drafts wait for their turn. It bounds memory whatever the settings: one draft has at most 800 places.
 */
export const PLACES_AT_ONCE = 1536

/** How many drafts of `places` places are written at once, at least one. */
export function draftsAtOnce(places: number): number {
  return Math.max(1, Math.floor(PLACES_AT_ONCE / Math.max(1, places)))
}

/** `items` in order, at most `most` at a time. */
export function inBatches<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, i) => items.slice(i * most, (i + 1) * most))
}

/**
 * Writes drafts batch after batch. Where memory is refused, the batch is begun again with half as many drafts at once,
 * and the rest goes on so. Yields the number of the step, which the first batch gives and the others
 * count on from.
 *
 * @throws {EngineFault} `out-of-memory` when there is not enough for one draft.
 */
export async function* writeInBatches<D extends Begun>(
  drafts: readonly D[],
  most: number,
  write: (batch: readonly D[]) => AsyncIterable<number>,
): AsyncGenerator<number> {
  let done = 0
  let steps = 0
  let atOnce = most
  while (done < drafts.length) {
    const batch = drafts.slice(done, done + atOnce)
    const before = batch.map(({ ids, certainty, step }) => [ids.slice(), certainty.slice(), step.slice()] as const)
    let now = steps
    try {
      for await (const step of write(batch)) {
        now = done === 0 ? step : now + 1
        yield now
      }
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (batch.length === 1) throw outOfMemory(error)
      batch.forEach((draft, i) => {
        draft.ids.set(before[i]![0])
        draft.certainty.set(before[i]![1])
        draft.step.set(before[i]![2])
      })
      atOnce = Math.ceil(batch.length / 2)
      continue
    }
    done += batch.length
    steps = now
  }
}

/**
 * What `compute` gives for all items, at most `most` at a time, and half as many where memory is refused.
 *
 * @throws {EngineFault} `out-of-memory` when there is not enough for one item.
 */
export async function computeInBatches<T, R>(
  items: readonly T[],
  most: number,
  compute: (some: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const results: R[] = []
  for (const batch of inBatches(items, most)) {
    try {
      results.push(...(await compute(batch)))
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (batch.length === 1) throw outOfMemory(error)
      results.push(...(await computeInBatches(batch, Math.ceil(batch.length / 2), compute)))
    }
  }
  return results
}

/** Whether memory was refused: by the back end, or by JavaScript for an array of its own. */
function isRefusal(error: unknown): boolean {
  return (
    (error instanceof EngineFault && error.code === 'out-of-memory') ||
    (error instanceof RangeError && error.message.includes('allocation failed'))
  )
}
