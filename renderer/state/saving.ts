import type { Fault } from '@contract/result.ts'

/** How the text in the editor stands to the text on the disk. */
export type SaveState =
  | Readonly<{ kind: 'saved' }>
  | Readonly<{ kind: 'unsaved' }>
  /** `touched`: changed again since the save began. `failures`: saves in a row that failed before this one. */
  | Readonly<{ kind: 'saving'; touched: boolean; failures: number }>
  | Readonly<{ kind: 'failed'; fault: Fault; failures: number }>

/** A save follows the last change by this, unless changes go on. */
export const SAVE_AFTER_MS = 1000
/** Changes that go on are saved at least this often. */
export const SAVE_AT_MOST_MS = 5000

/** The content changed. */
export function afterTouch(save: SaveState): SaveState {
  switch (save.kind) {
    case 'saved':
      return { kind: 'unsaved' }
    case 'saving':
      return save.touched ? save : { ...save, touched: true }
    case 'unsaved':
    case 'failed':
      return save
  }
}

export function afterStart(save: SaveState): SaveState {
  return { kind: 'saving', touched: false, failures: save.kind === 'failed' ? save.failures : 0 }
}

export function afterSuccess(save: SaveState): SaveState {
  return save.kind === 'saving' && save.touched ? { kind: 'unsaved' } : { kind: 'saved' }
}

export function afterFailure(save: SaveState, fault: Fault): SaveState {
  return { kind: 'failed', fault, failures: (save.kind === 'saving' ? save.failures : 0) + 1 }
}

/** When to save changes of which the first came at `firstMs` and the last at `lastMs`. */
export function saveDueMs(firstMs: number, lastMs: number): number {
  return Math.min(lastMs + SAVE_AFTER_MS, firstMs + SAVE_AT_MOST_MS)
}

/** How long to wait after so many failures in a row: 2 s, 4 s, 8 s and so on up to 30 s. */
export function retryAfterMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** failures)
}
