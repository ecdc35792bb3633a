import { concatenated } from './concatenated.ts'
import type { Graph, Pass, Readings } from './onnx.ts'

/**
 * Rows that the vocabulary head computes at once. It holds several numbers for each row and token: at 1,500 rows of the
 * starter ONNX Runtime asks for more in one piece than Electron's allocator gives, which ends the process.
 */
export const ROWS_AT_ONCE = 512

/**
 * A graph that computes passes of more rows a few sequences at a time. Sequences know nothing of each other, so that the
 * readings are the same. A pass that keeps its keys and values, or has some from before, stays whole: who asks for one
 * reads few rows.
 */
export function rowBound(graph: Graph): Graph {
  return {
    async run(pass) {
      const width = pass.rows.length / pass.batch
      const most = Math.max(1, Math.floor(ROWS_AT_ONCE / width))
      if (pass.batch <= most || pass.keep === true || pass.near.length > 0) return graph.run(pass)
      const parts: Readings[] = []
      for (let from = 0; from < pass.batch; from += most)
        parts.push(await graph.run(partOf(pass, from, Math.min(pass.batch, from + most))))
      return joined(parts)
    },
    dispose: () => graph.dispose(),
  }
}

/** The sequences from `from` to `to` of a pass. */
function partOf(pass: Pass, from: number, to: number): Pass {
  const { batch, length, ids, positions, bias, rows, targets } = pass
  const width = rows.length / batch
  return {
    ...pass,
    batch: to - from,
    ids: ids.subarray(from * length, to * length),
    positions: positions.subarray(from * length, to * length),
    bias: bias.subarray(from * length * length, to * length * length),
    rows: rows.subarray(from * width, to * width),
    ...(targets === undefined ? {} : { targets: targets.subarray(from * width, to * width) }),
  }
}

function joined(parts: readonly Readings[]): Readings {
  const floats = (of: (part: Readings) => Float32Array) => concatenated(parts.map(of), count => new Float32Array(count))
  return {
    candidates: parts[0]!.candidates,
    topIds: concatenated(
      parts.map(part => part.topIds),
      count => new Int32Array(count),
    ),
    topLogits: floats(part => part.topLogits),
    logSumExp: floats(part => part.logSumExp),
    entropy: floats(part => part.entropy),
    targetLogits: floats(part => part.targetLogits),
    keys: null,
    values: null,
  }
}
