import type { StudioApi } from '@contract/ipc.ts'
import type { Document, StepJson } from '@contract/library.ts'
import { ask } from './ask.ts'

/** A change as the editor makes it: one of ProseMirror's steps. Turned to JSON only when it is sent. */
export interface Change {
  toJSON(): unknown
  /** This change and the next as one, or null if they do not join. */
  merge(next: Change): Change | null
}

/** How long a change waits for others before they are handed to main together. */
export const JOURNAL_AFTER_MS = 300
const RETRY_AFTER_MS = 1000

export type Journal = ReturnType<typeof createJournal>

/**
 * Hands the changes of one open document to main soon after each is made, until a save holds them. A save and the
 * journal never overtake each other: nothing is sent while a save is under way, and calls arrive in order.
 */
export function createJournal(studio: StudioApi, { id, revision, journal }: Document, onUnfit: () => void) {
  /** What main has not acknowledged and no save has covered; `head` is the number of its first, counted from the start. */
  let queue: Change[] = []
  let head = 0
  /** Changes before this number are on their way or in a draft, so no later one may join them. */
  let sealed = 0
  /** Changes before this number are in a save. */
  let saved = 0
  /** What main holds: so many changes after this revision, which a draft is based on; null if that is not known. */
  let base: number | null = revision
  let kept = journal.length
  let saving = false
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The content changed. Called at every key. */
  function note(changes: readonly Change[]): void {
    for (const change of changes) {
      const joined = head + queue.length > sealed ? queue.at(-1)?.merge(change) : null
      if (joined) queue[queue.length - 1] = joined
      else queue.push(change)
    }
    sendSoon(JOURNAL_AFTER_MS)
  }

  function sendSoon(afterMs: number): void {
    if (queue.length > 0 && base !== null && !saving && !sending) timer ??= setTimeout(() => void send(), afterMs)
  }

  async function send(): Promise<void> {
    timer = undefined
    if (queue.length === 0 || base === null || saving || sending) return
    sending = true
    const count = queue.length
    sealed = head + count
    const steps = queue.map(change => change.toJSON() as StepJson)
    const reply = await ask(studio, 'document:journal', { id, revision: base, first: kept, steps })
    sending = false
    if (reply.ok) {
      drop(count)
      kept += count
    } else if (reply.fault.code === 'journal-unfit') onUnfit()
    sendSoon(reply.ok ? JOURNAL_AFTER_MS : RETRY_AFTER_MS)
  }

  function drop(count: number): void {
    queue = queue.slice(count)
    head += count
  }

  /**
   * A draft of all that was noted is about to be saved. Returns what to call when that is done: with the revision that
   * the save made, or null if it failed.
   */
  function cover(): (made: number | null) => void {
    saving = true
    const end = head + queue.length
    sealed = end
    return made => {
      saving = false
      if (made !== null) {
        saved = end
        drop(Math.max(0, end - head))
        base = made
        kept = 0
      }
      sendSoon(made === null ? RETRY_AFTER_MS : JOURNAL_AFTER_MS)
    }
  }

  /** The document is closed: what it held is saved. */
  function stop(): void {
    clearTimeout(timer)
    queue = []
  }

  /** The editor does not hold what main's journal does: nothing more is sent, until a save begins anew. */
  function loseBase(): void {
    base = null
  }

  /** Whether changes were noted since that no save holds. */
  function pending(): boolean {
    return head + queue.length > saved
  }

  return { note, cover, stop, loseBase, pending, base: () => base }
}
