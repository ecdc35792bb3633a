import type { JobId, JobProgress } from '../contract/files.ts'
import type { Watch } from '../store/watch.ts'

export type LongWork = ReturnType<typeof createLongWork>

/** Main's own long work, each a job that the window shows and may give up. */
export function createLongWork(onProgress: (progress: JobProgress) => void) {
  const under = new Map<JobId, AbortController>()

  /** Resolves to what `work` gives, or to null if it was given up before it was done. */
  async function run<T>(id: JobId, work: (watch: Watch) => Promise<T>): Promise<T | null> {
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

  return { run, cancel: (id: JobId) => under.get(id)?.abort() }
}
