import type { Answer, Question, QuestionId } from '../contract/ask.ts'
import type { BackendChoice, EngineNews, EngineOrder, ModelState } from '../contract/engine.ts'
import type { Length, Passage, RunEnd, RunId, RunRequest, Snapshot, Surroundings } from '../contract/infill.ts'
import type { Fault, Result } from '../contract/result.ts'

/** The engine could not answer; `fault` says why. */
export class EngineRefusal extends Error {
  override name = 'EngineRefusal'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/** A running engine process. `Port` is a message port that can travel to it. */
export type EngineProcess<Port> = Readonly<{ post: (order: EngineOrder, ports?: Port[]) => void; kill: () => void }>
/** Starts an engine process. `onExit` is called once, however it ends. */
export type Fork<Port> = (onNews: (news: EngineNews) => void, onExit: (code: number) => void) => EngineProcess<Port>

export type EngineHost<Port> = Readonly<{
  model: () => ModelState
  run: (request: RunRequest) => void
  cancel: (run: RunId) => void
  /** Tells an engine that is there of a likely run; forgotten when there is none. */
  foresee: (passage: Passage, length: Length, around?: Surroundings) => void
  /** Asks the engine. A question that it cannot answer, or dies over, ends as a fault. */
  ask: (question: Question) => Promise<Result<Answer>>
  unask: (id: QuestionId) => void
  /** Connects the window to the engine, now and after each restart; `give` hands the window its end. */
  attach: (give: (port: Port) => void) => void
  /** Chooses what computes the model. A new choice starts the engine anew; runs under way end as stopped. */
  compute: (backend: BackendChoice) => void
  /** Ends the process for good; runs under way end as stopped, with what they had written. */
  stop: () => void
}>

type Parts<Port> = Readonly<{
  fork: Fork<Port>
  channel: () => readonly [window: Port, engine: Port]
  folder: string
  cacheFolder: string
  backend: BackendChoice
  /** Every end of every run, once. */
  onEnded: (run: RunId, end: RunEnd) => void
  /** What the engine's port can no longer say. */
  tellWindow: (news: EngineNews) => void
  /** Waits between a death and the next start; after the last one the engine stays down until a run is asked for. */
  restartAfterMs?: readonly number[]
}>

const lost: Fault = {
  code: 'engine-lost',
  message:
    'The writing engine stopped unexpectedly. What it had written is kept, and it is starting again: run once more.',
}
const down: Fault = {
  code: 'engine-lost',
  message: 'The writing engine stopped several times in a row and rests now. Running a passage starts it once more.',
}

const unanswered: Fault = {
  code: 'engine-lost',
  message: 'The writing engine is not running, so it cannot answer. It starts again by itself: ask once more.',
}

/** Keeps an engine process running: starts it, passes orders on, remembers how far each run is, and outlives its death. */
export function createEngineHost<Port>(parts: Parts<Port>): EngineHost<Port> {
  const { restartAfterMs = [200, 1_000, 5_000, 15_000] } = parts
  /** Runs that the engine has, with the last that it told of each. */
  const live = new Map<RunId, Snapshot | null>()
  /** Runs asked for while there is no engine. */
  const waiting: RunRequest[] = []
  /** Questions that the engine has. */
  const asked = new Map<QuestionId, (answer: Result<Answer>) => void>()
  let engine: EngineProcess<Port> | null = null
  let giveWindow: ((port: Port) => void) | null = null
  let model: ModelState = { kind: 'loading', doing: 'Starting the engine' }
  let timer: ReturnType<typeof setTimeout> | null = null
  let deaths = 0
  let stopped = false
  let backend = parts.backend
  /** The back end was chosen by hand since the last start. */
  let again = false

  function start(): void {
    timer = null
    engine = parts.fork(onNews, onExit)
    engine.post({ kind: 'load', folder: parts.folder, cacheFolder: parts.cacheFolder, backend, again })
    again = false
    connect()
    for (const request of waiting.splice(0)) send(engine, request)
  }

  function connect(): void {
    if (!engine || !giveWindow) return
    const [windowEnd, engineEnd] = parts.channel()
    engine.post({ kind: 'window' }, [engineEnd])
    giveWindow(windowEnd)
  }

  function send(to: EngineProcess<Port>, request: RunRequest): void {
    live.set(request.id, null)
    to.post({ kind: 'run', request })
  }

  function onNews(news: EngineNews): void {
    switch (news.kind) {
      case 'model':
        model = news.state
        return
      case 'queued':
        return
      case 'step':
        if (live.has(news.snapshot.run)) live.set(news.snapshot.run, news.snapshot)
        return
      case 'answered':
        asked.get(news.id)?.(news.answer)
        asked.delete(news.id)
        return
      case 'ended':
        if (news.end.kind === 'offered') deaths = 0
        if (live.delete(news.run)) parts.onEnded(news.run, news.end)
    }
  }

  function onExit(): void {
    engine = null
    for (const reply of asked.values()) reply({ ok: false, fault: unanswered })
    asked.clear()
    if (stopped) return
    if (again) {
      endLive(last => ({ kind: 'stopped', last }), parts.tellWindow)
      start()
      return
    }
    const wait = restartAfterMs[deaths++]
    const fault = wait === undefined ? down : lost
    endLive(last => ({ kind: 'failed', fault, last }), parts.tellWindow)
    if (wait === undefined) {
      deaths = 0
      tellModel({ kind: 'absent', fault })
    } else {
      tellModel({ kind: 'loading', doing: 'Starting the engine again' })
      timer = setTimeout(start, wait)
    }
  }

  function tellModel(state: ModelState): void {
    model = state
    parts.tellWindow({ kind: 'model', state })
  }

  function endLive(toEnd: (last: Snapshot | null) => RunEnd, tell: (news: EngineNews) => void): void {
    const ended = [...live].map(([run, last]) => ({ run, end: toEnd(last) }))
    live.clear()
    for (const { run, end } of ended) {
      parts.onEnded(run, end)
      tell({ kind: 'ended', run, end })
    }
  }

  start()
  return {
    model: () => model,
    run(request) {
      if (engine) {
        send(engine, request)
        return
      }
      waiting.push(request)
      if (timer === null) start()
    },
    foresee: (passage, length, around) =>
      engine?.post({ kind: 'foresee', passage, length, ...(around !== undefined && { around }) }),
    ask(question) {
      const to = engine
      if (to === null) return Promise.resolve({ ok: false, fault: unanswered })
      return new Promise(reply => {
        asked.set(question.id, reply)
        to.post({ kind: 'ask', question })
      })
    },
    unask: id => engine?.post({ kind: 'unask', id }),
    cancel(run) {
      const at = waiting.findIndex(request => request.id === run)
      if (at < 0) {
        engine?.post({ kind: 'cancel', run })
        return
      }
      waiting.splice(at, 1)
      const end: RunEnd = { kind: 'stopped', last: null }
      parts.onEnded(run, end)
      parts.tellWindow({ kind: 'ended', run, end })
    },
    attach(give) {
      giveWindow = give
      connect()
    },
    compute(choice) {
      if (choice === backend) return
      backend = choice
      again = true
      tellModel({ kind: 'loading', doing: 'Changing what computes the model' })
      if (engine) engine.kill()
      else if (timer === null) start()
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      for (const request of waiting.splice(0)) live.set(request.id, null)
      endLive(
        last => ({ kind: 'stopped', last }),
        () => undefined,
      )
      engine?.kill()
    },
  }
}
