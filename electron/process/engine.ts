/// <reference types="electron" />
import { constants, setPriority } from 'node:os'
import type { EngineNews, EngineOrder, ModelState } from '../contract/engine.ts'
import type { RunReport, RunRequest, Snapshot } from '../contract/infill.ts'
import type { Answer, Question } from '../contract/ask.ts'
import { answer } from '../engine/ask/answer.ts'
import { createQuestions, inTurns } from '../engine/ask/questions.ts'
import { EngineFault, toFault } from '../engine/faults.ts'
import { foresee, infill } from '../engine/infill.ts'
import type { Memory } from '../engine/context.ts'
import { openModel } from '../engine/model.ts'
import type { Model } from '../engine/model.ts'
import { createQueue } from '../engine/queue.ts'

type Load = Extract<EngineOrder, { kind: 'load' }>
type Foresee = Extract<EngineOrder, { kind: 'foresee' }>

/** The engine process: orders come from main, news goes to main and straight to the window. */
let window: Electron.MessagePortMain | null = null
let model: Promise<Model> | null = null
let lastState: EngineNews | null = null
const memory: Memory = { context: null }

function tell(news: EngineNews): void {
  if (news.kind === 'model') lastState = news
  process.parentPort.postMessage(news)
  if (news.kind !== 'answered') window?.postMessage(news)
}

async function load({ folder, cacheFolder, backend, again }: Load): Promise<Model> {
  const started = performance.now()
  const onState = (state: ModelState) => tell({ kind: 'model', state })
  const opened = await openModel(folder, { cacheFolder, backend, again, onState })
  const { title, version } = opened.manifest
  const milliseconds = Math.round(performance.now() - started)
  const { backend: computing, known, skipped, notice } = opened
  onState({ kind: 'ready', title, version, milliseconds, backend: computing, known, skipped, notice })
  return { ...opened, graph: inTurns(opened.graph) }
}

function loaded(): Promise<Model> {
  if (model !== null) return model
  throw new EngineFault('model-missing', 'No model is loaded, so nothing can be written. Text can be edited as ever.')
}

async function run(
  request: RunRequest,
  signal: AbortSignal,
  onSnapshot: (snapshot: Snapshot) => void,
): Promise<RunReport> {
  const ready = await loaded()
  return ready.during(() => infill(ready, request, { signal, onSnapshot, memory }))
}

async function answered(question: Question, signal: AbortSignal): Promise<Answer> {
  const ready = await loaded()
  return ready.during(() => answer(ready, question, { signal, memory }))
}

const queue = createQueue(run, tell)
const questions = createQuestions(answered, tell)

/** Ends what is being read ahead, between two passes. */
let ahead = new AbortController()

/**
 * Reads ahead for a run that may come, of the passage that was foreseen last; one that goes on is not held up. What fails
 * here fails again, and is told, in the run itself.
 */
function foreseen({ passage, length, around }: Foresee): void {
  if (model === null || !queue.isIdle()) return
  ahead.abort()
  ahead = new AbortController()
  const { signal } = ahead
  const read = async (ready: Model) => {
    if (queue.isIdle()) await foresee(ready, passage, length, memory, around, signal)
  }
  model.then(read).catch(() => undefined)
}

function take(order: EngineOrder, port: Electron.MessagePortMain | undefined): void {
  switch (order.kind) {
    case 'load':
      model = load(order)
      model.catch((error: unknown) => tell({ kind: 'model', state: { kind: 'absent', fault: toFault(error) } }))
      return
    case 'window':
      window?.close()
      window = port ?? null
      if (lastState !== null) window?.postMessage(lastState)
      return
    case 'run':
      ahead.abort()
      return queue.add(order.request)
    case 'foresee':
      return foreseen(order)
    case 'cancel':
      return queue.cancel(order.run)
    case 'ask':
      return questions.ask(order.question)
    case 'unask':
      return questions.cancel(order.id)
  }
}

// Where cores are few, the writer's keys go before the model's arithmetic.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

process.parentPort.on('message', ({ data, ports }) => take(data as EngineOrder, ports[0]))
