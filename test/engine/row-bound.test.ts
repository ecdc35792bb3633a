import { describe, expect, it } from 'vitest'
import { inTurns } from '../../electron/engine/ask/questions.ts'
import { emptyCache } from '../../electron/engine/onnx.ts'
import type { Graph, Pass, Readings } from '../../electron/engine/onnx.ts'
import { ROWS_AT_ONCE, rowBound } from '../../electron/engine/row-bound.ts'
import { watched } from '../../electron/engine/watched.ts'

/** Reads of each row what was fed there, so that a row which comes from another place is seen. */
function echoing(sizes: number[]): Graph {
  return {
    run({ batch, length, ids, positions, bias, rows, targets }: Pass): Promise<Readings> {
      const width = rows.length / batch
      sizes.push(rows.length)
      const at = Array.from(rows, (row, i) => Math.floor(i / width) * length + row)
      const floats = (of: (at: number, i: number) => number) => Float32Array.from(at, of)
      return Promise.resolve({
        candidates: 2,
        topIds: Int32Array.from(at.flatMap(i => [ids[i]!, -ids[i]!])),
        topLogits: Float32Array.from(at.flatMap(i => [ids[i]!, 0])),
        logSumExp: floats(i => ids[i]!),
        entropy: floats(i => positions[i]!),
        targetLogits: floats((i, row) => (targets?.[row] ?? 0) + bias[i * length]!),
        keys: null,
        values: null,
      })
    },
    dispose: () => Promise.resolve(),
  }
}

function pass(batch: number, width: number, more: Partial<Pass> = {}): Pass {
  const length = width + 1
  const each = (count: number) => Int32Array.from({ length: batch * count }, (_, i) => i + 1)
  return {
    ...{ batch, length, ids: each(length), positions: each(length), past: emptyCache, near: emptyCache },
    bias: Float32Array.from({ length: batch * length * length }, (_, i) => i),
    rows: Int32Array.from({ length: batch * width }, (_, i) => (i % width) + 1),
    targets: each(width),
    ...more,
  }
}

async function sizesOf(asked: Pass): Promise<number[]> {
  const sizes: number[] = []
  const readings = await rowBound(echoing(sizes)).run(asked)
  expect(readings).toEqual(await echoing([]).run(asked))
  return sizes
}

describe('a graph bound in rows', () => {
  it('computes a small pass whole', async () => expect(await sizesOf(pass(7, 67))).toEqual([469]))
  it('computes a large one in parts, none too large, and reads the same', async () => {
    const sizes = await sizesOf(pass(22, 67))
    expect(sizes).toEqual([469, 469, 469, 67])
    expect(Math.max(...sizes)).toBeLessThanOrEqual(ROWS_AT_ONCE)
  })
  it('computes one sequence at a time where that is too large already', async () =>
    expect(await sizesOf(pass(3, 600))).toEqual([600, 600, 600]))
  it('sees a cancel between two parts', async () => {
    const abort = new AbortController()
    const sizes: number[] = []
    const graph = echoing(sizes)
    const run: Graph['run'] = pass => (sizes.length === 1 && abort.abort(), graph.run(pass))
    const { graph: bound, passes } = watched({ ...graph, run }, abort.signal)
    await expect(bound.run(pass(22, 67))).rejects.toMatchObject({ name: 'AbortError' })
    expect([sizes, passes()]).toEqual([[469, 469], 2])
  })
  it('leaves a part of another’s its turn between two of its own', async () => {
    const sizes: number[] = []
    const graph = inTurns(echoing(sizes))
    const run = watched(graph, new AbortController().signal).graph
    const question = watched(graph, new AbortController().signal).graph
    const [read, asked] = [pass(22, 67), pass(1, 5)]
    const [a, b] = await Promise.all([run.run(read), question.run(asked)])
    expect(sizes).toEqual([469, 5, 469, 469, 67])
    expect([a, b]).toEqual([await echoing([]).run(read), await echoing([]).run(asked)])
  })
  it('leaves a pass whole that keeps its keys and values', async () =>
    expect(await sizesOf(pass(22, 67, { keep: true }))).toEqual([1474]))
})
