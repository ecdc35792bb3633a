import { InferenceSession } from 'onnxruntime-node'

/**
 * Sums the time that ONNX Runtime itself takes, in ms, by standing in front of the `run` of every session made from now
 * on. `take` gives the sum and begins anew.
 */
export function watchBareRuns(): { take: () => number } {
  let sum = 0
  const create = InferenceSession.create.bind(InferenceSession) as (...args: unknown[]) => Promise<InferenceSession>
  const watched = async (...args: unknown[]) => {
    const session = await create(...args)
    const bare = session.run.bind(session) as (...given: unknown[]) => Promise<InferenceSession.ReturnType>
    session.run = async (...given: unknown[]) => {
      const started = performance.now()
      const result = await bare(...given)
      sum += performance.now() - started
      return result
    }
    return session
  }
  InferenceSession.create = watched
  return {
    take() {
      const taken = sum
      sum = 0
      return taken
    },
  }
}
