import type { Graph } from './onnx.ts'
import { rowBound } from './row-bound.ts'

/**
 * The graph as a run uses it: bound in rows, with a count of its passes; none begins once `signal` aborts, nor a part of
 * one that is computed in parts, between which others have their turn.
 */
export function watched(graph: Graph, signal: AbortSignal): { graph: Graph; passes: () => number } {
  let count = 0
  const run: Graph['run'] = async pass => {
    signal.throwIfAborted()
    count++
    const readings = await graph.run(pass)
    signal.throwIfAborted()
    return readings
  }
  return { graph: rowBound({ run, dispose: () => graph.dispose() }), passes: () => count }
}
