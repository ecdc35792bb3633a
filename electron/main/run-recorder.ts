import type { RunEnd, RunId } from '../contract/infill.ts'
import type { WriteDb } from '../store/database.ts'
import { RunMissing } from '../store/failures.ts'
import { recordEnd } from '../store/runs.ts'

export type RunRecorder = Readonly<{
  record: (run: RunId, end: RunEnd) => void
  /** Tries once more to write what could not be written, and says how many ends are still kept in memory. */
  flush: () => number
}>

type Kept = Readonly<{ run: RunId; end: RunEnd; atMs: number }>

/** Writes the ends of runs to the library. An end that the disk refuses is kept, and tried again every `retryMs`. */
export function createRunRecorder(db: WriteDb, now: () => number, retryMs = 5_000): RunRecorder {
  let kept: Kept[] = []
  let timer: ReturnType<typeof setTimeout> | null = null

  function flush(): number {
    if (timer !== null) clearTimeout(timer)
    timer = null
    kept = kept.filter(each => !isWritten(each))
    if (kept.length > 0) timer = setTimeout(flush, retryMs)
    return kept.length
  }

  function isWritten({ run, end, atMs }: Kept): boolean {
    try {
      recordEnd(db, run, end, atMs)
      return true
    } catch (error) {
      console.error(`palimpsest: the end of run ${run} could not be kept: ${String(error)}`)
      return error instanceof RunMissing
    }
  }

  return {
    record(run, end) {
      kept.push({ run, end, atMs: now() })
      flush()
    },
    flush,
  }
}
