import type { JobId, JobProgress } from '../contract/files.ts'
import type { Watch } from '../store/watch.ts'

export type LongWork = ReturnType<typeof createLongWork>

/** Main's own long work, each a job that the window shows and may give up. */
export function createLongWork(onProgress: (progress: JobProgress) => void) {
  const under = new Map<JobId, AbortController>()
  let over: Promise<unknown> = Promise.resolve()

  /** Resolves to what `work` gives, or to null if it was given up before it was done. */
  function run<T>(id: JobId, work: (watch: Watch) => Promise<T>): Promise<T | null> {
    const done = outcome(id, work)
    over = Promise.allSettled([over, done])
    return done
  }

  async function outcome<T>(id: JobId, work: (watch: Watch) => Promise<T>): Promise<T | null> {
    const giving = new AbortController()
    under.set(id, giving)
    try {
      return await work({
        tell: (doing, done, of) => onProgress({ id, doing, done, of }),
        signal: giving.signal,
      })
    } catch (error) {
      if (giving.signal.aborted) return null
      throw error
    } finally {
      under.delete(id)
    }
  }

  /** Gives all of it up. Resolves once none is under way. */
  async function stop(): Promise<void> {
    for (const giving of under.values()) giving.abort()
    await over
  }

  return { run, cancel: (id: JobId) => under.get(id)?.abort(), stop }
}
