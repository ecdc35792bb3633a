import type { Graph } from './onnx.ts'

/** The graph, with a count of its passes; none begins once `signal` aborts. */
export function watched(graph: Graph, signal: AbortSignal): { graph: Graph; passes: () => number } {
  let count = 0
  const run: Graph['run'] = async pass => {
    signal.throwIfAborted()
    count++
    const readings = await graph.run(pass)
    signal.throwIfAborted()
    return readings
  }
  return { graph: { run, dispose: () => graph.dispose() }, passes: () => count }
}
