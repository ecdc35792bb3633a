import type { Length, Passage, RunEnd, RunId, RunRequest, Snapshot } from './infill.ts'
import type { Fault } from './result.ts'

/** The model as the studio shows it. */
export type ModelState =
  | Readonly<{ kind: 'loading'; doing: string }>
  | Readonly<{ kind: 'ready'; title: string; version: string; backend: string; milliseconds: number }>
  | Readonly<{ kind: 'absent'; fault: Fault }>

/** Main to the engine process. A `MessagePort` to the window travels with `window`. */
export type EngineOrder =
  | Readonly<{ kind: 'load'; folder: string; cacheFolder: string }>
  | Readonly<{ kind: 'window' }>
  | Readonly<{ kind: 'run'; request: RunRequest }>
  | Readonly<{ kind: 'cancel'; run: RunId }>
  | Readonly<{ kind: 'foresee'; passage: Passage; length: Length }>

/** The engine process to main, and to the window over its port. Runs are served one at a time, in order. */
export type EngineNews =
  | Readonly<{ kind: 'model'; state: ModelState }>
  | Readonly<{ kind: 'queued'; run: RunId; ahead: number }>
  | Readonly<{ kind: 'step'; snapshot: Snapshot }>
  | Readonly<{ kind: 'ended'; run: RunId; end: RunEnd }>
