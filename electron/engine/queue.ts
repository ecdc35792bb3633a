import type { EngineNews } from '../contract/engine.ts'
import type { RunEnd, RunId, RunReport, RunRequest, Snapshot } from '../contract/infill.ts'
import { toFault } from './faults.ts'

/** Does one run. Told to stop by the signal; reports every step. */
export type Runner = (
  request: RunRequest,
  signal: AbortSignal,
  onSnapshot: (snapshot: Snapshot) => void,
) => Promise<RunReport>

export type Queue = Readonly<{
  /** Puts a run at the end of the queue. */
  add(request: RunRequest): void
  /** Stops a run, or takes it out of the queue. A run that is not there is no error: it may just have ended. */
  cancel(run: RunId): void
  /** Whether no run goes on. */
  isIdle(): boolean
}>

/** Snapshots that `tell` gets at most, a second. */
const SNAPSHOTS_A_SECOND = 20

type Waiting = Readonly<{ request: RunRequest; abort: AbortController }>

/** Serves runs one at a time, in the order in which they were asked for, and tells what becomes of each. */
export function createQueue(runner: Runner, tell: (news: EngineNews) => void): Queue {
  const waiting: Waiting[] = []
  let current: Waiting | null = null

  async function serve(): Promise<void> {
    if (current !== null) return
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      current = next
      waiting.forEach(({ request }, i) => tell({ kind: 'queued', run: request.id, ahead: i + 1 }))
      tell({ kind: 'ended', run: next.request.id, end: await runOne(next) })
    }
    current = null
  }

  async function runOne({ request, abort }: Waiting): Promise<RunEnd> {
    let last: Snapshot | null = null
    let toldAtMs = -Infinity
    const onSnapshot = (snapshot: Snapshot) => {
      last = snapshot
      if (performance.now() - toldAtMs < 1000 / SNAPSHOTS_A_SECOND) return
      toldAtMs = performance.now()
      tell({ kind: 'step', snapshot })
    }
    try {
      return { kind: 'offered', report: await runner(request, abort.signal, onSnapshot) }
    } catch (error) {
      const fault = toFault(error)
      return fault.code === 'stopped' ? { kind: 'stopped', last } : { kind: 'failed', fault, last }
    }
  }

  return {
    isIdle: () => current === null,
    add(request) {
      waiting.push({ request, abort: new AbortController() })
      if (current !== null) tell({ kind: 'queued', run: request.id, ahead: waiting.length })
      void serve()
    },
    cancel(run) {
      if (current?.request.id === run) {
        current.abort.abort()
        return
      }
      const at = waiting.findIndex(({ request }) => request.id === run)
      if (at < 0) return
      waiting.splice(at, 1)
      tell({ kind: 'ended', run, end: { kind: 'stopped', last: null } })
    },
  }
}
