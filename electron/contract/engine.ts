import type { Length, Passage, RunEnd, RunId, RunRequest, Snapshot, Surroundings } from './infill.ts'
import type { Answer, Question, QuestionId } from './ask.ts'
import type { Fault, Result } from './result.ts'

/** What may do the model's arithmetic, as ONNX Runtime names it. */
export const BACKENDS = ['cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const
export type BackendName = (typeof BACKENDS)[number]
/** `auto`: the fastest that computes the model rightly. */
export type BackendChoice = 'auto' | BackendName
export const BACKEND_TITLES: Readonly<Record<BackendName, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'CoreML',
  cuda: 'CUDA',
}

/** The model as the studio shows it. */
export type ModelState =
  | Readonly<{ kind: 'loading'; doing: string }>
  | Readonly<{ kind: 'ready'; title: string; version: string; milliseconds: number } & Computing>
  | Readonly<{ kind: 'absent'; fault: Fault }>

/** What computes a model. */
export type Computing = Readonly<{
  /** As shown: `CPU`, `WebGPU (texts may differ)`. */
  backend: string
  /** Those that could be there, so that one may be chosen by hand. */
  known: readonly BackendName[]
  /** Why others that this machine has are not used, a sentence each. */
  skipped: readonly string[]
  /** What of that was found out just now and the writer has not been told. */
  notice: string | null
}>

/** Main to the engine process. A `MessagePort` to the window travels with `window`. */
export type EngineOrder =
  /** `again`: the back end was just chosen by hand, so it is tried even if it failed before. */
  | Readonly<{ kind: 'load'; folder: string; cacheFolder: string; backend: BackendChoice; again: boolean }>
  | Readonly<{ kind: 'window' }>
  | Readonly<{ kind: 'run'; request: RunRequest }>
  | Readonly<{ kind: 'cancel'; run: RunId }>
  | Readonly<{ kind: 'foresee'; passage: Passage; length: Length; around?: Surroundings }>
  | Readonly<{ kind: 'ask'; question: Question }>
  | Readonly<{ kind: 'unask'; id: QuestionId }>

/**
 * The engine process to main, and to the window over its port. Runs are served one at a time, in order; so are questions,
 * beside the run that goes on: pass by pass they take turns. Answers go to main alone.
 */
export type EngineNews =
  | Readonly<{ kind: 'model'; state: ModelState }>
  | Readonly<{ kind: 'queued'; run: RunId; ahead: number }>
  | Readonly<{ kind: 'step'; snapshot: Snapshot }>
  | Readonly<{ kind: 'ended'; run: RunId; end: RunEnd }>
  | Readonly<{ kind: 'answered'; id: QuestionId; answer: Result<Answer> }>
