import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { Document, DocumentDraft, DocumentId, DocumentSummary } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'
import { createJournal } from './journal.ts'
import type { Change, Journal } from './journal.ts'
import { afterFailure, afterStart, afterSuccess, afterTouch, retryAfterMs, saveDueMs } from './saving.ts'
import type { SaveState } from './saving.ts'

export type DocumentState =
  | Readonly<{ phase: 'none' }>
  | Readonly<{ phase: 'loading'; id: DocumentId }>
  | Readonly<{ phase: 'failed'; id: DocumentId; fault: Fault }>
  /** `document` is what was loaded: the editor holds what has become of it since. */
  | Readonly<{ phase: 'open'; document: Document; save: SaveState }>

export type DocumentListeners = Readonly<{
  onSaved: (summary: DocumentSummary) => void
  /** Words that did not fit the document any more are in this new one. */
  onSetAside: (recovered: DocumentSummary) => void
  onFailure: (fault: Fault) => void
  /** A save went through after others had failed. */
  onRecovered: () => void
}>

export type DocumentStore = ReturnType<typeof createDocumentStore>

/**
 * The one document that is open, and its saving: 1 s after the last change, every 5 s while changes go on. Between saves
 * a journal keeps what is typed.
 */
export function createDocumentStore(studio: StudioApi, listeners: DocumentListeners) {
  const store = createStore<DocumentState>(() => ({ phase: 'none' }))
  /** Reads the editor. Kept here, not in the state: the content itself is no business of React's. */
  let source: (() => DocumentDraft) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let firstTouchMs = 0
  let lastTouchMs = 0
  let caretMoved = false
  let underWay: Promise<boolean> | null = null
  let openings = 0
  let journal: Journal | null = null

  function setSave(next: (save: SaveState) => SaveState): void {
    const state = store.getState()
    if (state.phase !== 'open') return
    const save = next(state.save)
    if (save !== state.save) store.setState({ ...state, save }, true)
  }

  function saveState(): SaveState | null {
    const state = store.getState()
    return state.phase === 'open' ? state.save : null
  }

  /** Hands over the way to read the editor that is on screen, or null when it goes. */
  function attach(read: (() => DocumentDraft) | null): void {
    source = read
  }

  /** What the editor holds now; null while none is on screen. */
  function draft(): DocumentDraft | null {
    return source?.() ?? null
  }

  /** The content changed. Called at every key: sets one timer at most. */
  function touched(): void {
    lastTouchMs = Date.now()
    const save = saveState()
    if (save?.kind === 'saved' || (save?.kind === 'saving' && !save.touched)) {
      firstTouchMs = lastTouchMs
      setSave(afterTouch)
    }
    if (save?.kind !== 'failed') timer ??= setTimeout(onTimer, saveDueMs(firstTouchMs, lastTouchMs) - lastTouchMs)
  }

  /** What changed, for the journal. Called at every key. */
  function changed(changes: readonly Change[]): void {
    journal?.note(changes)
  }

  /** The journal that came with the open document does not fit it: a save at once makes main set it aside. */
  function refuseJournal(): void {
    journal?.loseBase()
    touched()
    void flush()
  }

  /** The caret moved without a change: kept with the next save, which may wait until the document is left. */
  function moved(): void {
    caretMoved = true
  }

  function onTimer(): void {
    timer = undefined
    const wait = saveDueMs(firstTouchMs, lastTouchMs) - Date.now()
    if (wait > 0) timer = setTimeout(onTimer, wait)
    else void flush()
  }

  /** Nothing is left to save: an editor that completes what it was given notes that in the journal without an edit. */
  function isSettled(): boolean {
    const noted = source !== null && journal?.pending() === true
    return saveState()?.kind === 'saved' && !caretMoved && !noted
  }

  /** Saves whatever is not saved. Resolves to whether all of it now is; a failure is retried later by itself. */
  async function flush(): Promise<boolean> {
    if (underWay) await underWay
    const state = store.getState()
    if (state.phase !== 'open' || !source || isSettled()) return state.phase !== 'open' || state.save.kind === 'saved'
    underWay ??= save(source()).finally(() => (underWay = null))
    return underWay
  }

  async function save(content: DocumentDraft): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    caretMoved = false
    const failed = saveState()?.kind === 'failed'
    setSave(afterStart)
    const base = journal?.base() ?? null
    const covered = journal?.cover()
    const reply = await ask(studio, 'document:save', base === null ? content : { ...content, base })
    covered?.(reply.ok ? reply.value.revision : null)
    if (reply.ok) {
      setSave(afterSuccess)
      if (failed) listeners.onRecovered()
      const { revision: _, recovered, ...summary } = reply.value
      listeners.onSaved(summary)
      recovered.forEach(listeners.onSetAside)
    } else {
      setSave(now => afterFailure(now, reply.fault))
      listeners.onFailure(reply.fault)
    }
    const now = saveState()
    if (now?.kind === 'failed') timer = setTimeout(() => void flush(), retryAfterMs(now.failures))
    else if (now?.kind === 'unsaved') timer ??= setTimeout(onTimer, saveDueMs(firstTouchMs, lastTouchMs) - Date.now())
    return reply.ok
  }

  /**
   * Opens a document, once all of the open one is saved, what is typed while the other loads too. Resolves to
   * false if the open one could not be saved (it then stays) or another `open` overtook this one.
   */
  async function open(id: DocumentId): Promise<boolean> {
    const opening = ++openings
    const state = store.getState()
    if (state.phase === 'open' && state.document.id === id) return true
    if (store.getState().phase !== 'open') store.setState({ phase: 'loading', id }, true)
    const reply = await ask(studio, 'document:load', id)
    while (!isSettled() && store.getState().phase === 'open') if (!(await flush())) return false
    if (opening !== openings) return false
    journal?.stop()
    journal = reply.ok ? createJournal(studio, reply.value, () => void flush()) : null
    store.setState(
      reply.ok
        ? { phase: 'open', document: reply.value, save: { kind: 'saved' } }
        : { phase: 'failed', id, fault: reply.fault },
      true,
    )
    return reply.ok
  }

  /** Closes the open document once it is saved. */
  async function close(): Promise<boolean> {
    openings++
    if (!(await flush())) return false
    journal?.stop()
    journal = null
    store.setState({ phase: 'none' }, true)
    return true
  }

  return { store, attach, draft, touched, changed, refuseJournal, moved, flush, open, close }
}
