import type { JobId, JobProgress } from '../../contract/files.ts'
import type { Fault } from '../../contract/result.ts'
import type { FilesNews, FilesOrder } from '../../files/jobs.ts'

/** Starts one order in a process of its own. Returns what ends that process. */
export type StartJob = (
  order: FilesOrder,
  onNews: (news: FilesNews) => void,
  onExit: (code: number) => void,
) => () => void

/** Something that was to be done with files could not be. Crosses to the window as it is. */
export class FilesFault extends Error {
  override name = 'FilesFault'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

type Answer = Exclude<FilesNews, { kind: 'progress' | 'failed' }>

export type Jobs = Readonly<{
  /** Resolves to the answer, or to null if the job was cancelled. @throws {FilesFault} */
  run: (id: JobId, order: FilesOrder) => Promise<Answer | null>
  cancel: (id: JobId) => void
  /** Whether the writer gave the job up. */
  isCancelled: (id: JobId) => boolean
  stop: () => void
}>

/** Runs conversions, each in its own process, which dies with it. */
export function createJobs(start: StartJob, onProgress: (progress: JobProgress) => void): Jobs {
  const ends = new Map<JobId, () => void>()
  const cancelled = new Set<JobId>()

  function run(id: JobId, order: FilesOrder): Promise<Answer | null> {
    if (cancelled.has(id)) return Promise.resolve(null)
    return new Promise((resolve, reject) => {
      const kill = start(order, take, () => {
        ends.delete(id)
        // After an answer this changes nothing.
        reject(new FilesFault({ code: 'internal', message: LOST }))
      })
      ends.set(id, () => {
        resolve(null)
        kill()
      })

      function take(news: FilesNews): void {
        if (news.kind === 'progress') return onProgress({ id, doing: news.doing, done: news.done, of: news.of })
        if (news.kind === 'failed') reject(new FilesFault(news.fault))
        else resolve(news)
        kill()
      }
    })
  }

  return {
    run,
    cancel(id) {
      cancelled.add(id)
      ends.get(id)?.()
    },
    isCancelled: id => cancelled.has(id),
    stop() {
      for (const end of ends.values()) end()
    },
  }
}

const LOST =
  'The conversion stopped by itself, perhaps for want of memory. Nothing was changed. Try a smaller file, or fewer at once.'
