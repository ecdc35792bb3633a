import { createStore } from 'zustand/vanilla'
import type { Picture } from '@contract/binder.ts'
import type { ImportKept, JobId } from '@contract/files.ts'
import type { CallName, Calls, EditAct, MenuKey, StudioApi } from '@contract/ipc.ts'
import type { Document, DocumentId, DocumentSummary, LibraryView, Settings } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'
import { documentCalls } from './document-calls.ts'
import { withDocument, withDocuments, withProject } from './library-view.ts'
import type { Notices } from './notices.ts'

export type LibraryState =
  | Readonly<{ phase: 'loading' }>
  | Readonly<{ phase: 'failed'; fault: Fault }>
  | Readonly<{ phase: 'ready'; view: LibraryView }>

/** Settings change at every notch of a slider; they are written down once it rests. */
const SETTINGS_AFTER_MS = 300

export type Library = ReturnType<typeof createLibrary>

/** The binder and the settings as main holds them. A change is shown when main has made it; a refusal is a notice. */
export function createLibrary(studio: StudioApi, notices: Notices) {
  const store = createStore<LibraryState>(() => ({ phase: 'loading' }))
  let settingsTimer: ReturnType<typeof setTimeout> | undefined
  /** As they are on the disk, or on their way there. */
  let savedSettings: Settings | null = null

  function change(next: (view: LibraryView) => LibraryView): void {
    const state = store.getState()
    if (state.phase === 'ready') store.setState({ phase: 'ready', view: next(state.view) }, true)
  }

  /** The view, once it is there. */
  function view(): LibraryView | null {
    const state = store.getState()
    return state.phase === 'ready' ? state.view : null
  }

  async function load(): Promise<void> {
    store.setState({ phase: 'loading' }, true)
    const reply = await ask(studio, 'library:view')
    savedSettings = reply.ok ? reply.value.settings : null
    store.setState(reply.ok ? { phase: 'ready', view: reply.value } : { phase: 'failed', fault: reply.fault }, true)
  }

  /** Asks main for a change; what it answers is put in the view, or told as a notice. Resolves to whether it was made. */
  async function make<N extends CallName>(
    name: N,
    args: Parameters<Calls[N]>,
    next: (view: LibraryView, value: ReturnType<Calls[N]>) => LibraryView,
  ): Promise<boolean> {
    const reply = await ask(studio, name, ...args)
    if (reply.ok) change(now => next(now, reply.value))
    else notices.say(reply.fault.message, 'alert')
    return reply.ok
  }

  /** Resolves to the file that was made; null if none was: where it could not be, a notice tells it. */
  async function backUp(job: JobId): Promise<string | null> {
    const reply = await ask(studio, 'library:back-up', job)
    if (!reply.ok) notices.say(`The backup could not be made. ${reply.fault.message}`, 'alert')
    return reply.ok ? reply.value : null
  }

  function toggleFullScreen(): void {
    void ask(studio, 'window:full-screen')
  }

  /** Cuts, copies or pastes where the focus is. */
  function edit(act: EditAct): void {
    void ask(studio, 'window:edit', act)
  }

  function showKeys(keys: readonly MenuKey[]): void {
    void ask(studio, 'menu:show-keys', keys)
  }

  /** A document as it is kept, beside the one that is open; null if it could not be read, which is told as a notice. */
  async function loadDocument(id: DocumentId): Promise<Document | null> {
    const reply = await ask(studio, 'document:load', id)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : null
  }

  /** The picture of a document that is one; null if it could not be read, which is told as a notice. */
  async function loadPicture(id: DocumentId): Promise<Picture | null> {
    const reply = await ask(studio, 'document:image', id)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : null
  }

  /** Takes over what main answered to a save: new word count, new time. */
  function noteSaved(summary: DocumentSummary): void {
    change(now => withDocument(now, summary))
  }

  /** Takes over what an import brought. */
  function noteImported({ projects, documents }: ImportKept): void {
    change(now => withDocuments(projects.reduce(withProject, now), documents))
  }

  /** Changes settings at once; they are written down a moment later, or with `flushSettings`. */
  function changeSettings(part: Partial<Settings>): void {
    change(now => ({ ...now, settings: { ...now.settings, ...part } }))
    clearTimeout(settingsTimer)
    settingsTimer = setTimeout(() => void flushSettings(), SETTINGS_AFTER_MS)
  }

  async function flushSettings(): Promise<void> {
    clearTimeout(settingsTimer)
    const now = view()
    // A library that cannot be written has said so already: settings then last as long as the window.
    if (!now || now.readOnly !== null || now.settings === savedSettings) return
    const before = savedSettings
    savedSettings = now.settings
    const reply = await ask(studio, 'settings:save', now.settings)
    if (reply.ok) return
    notices.say(reply.fault.message, 'alert')
    // The next flush tries again.
    if (savedSettings === now.settings) savedSettings = before
  }

  return {
    store,
    view,
    load,
    ...documentCalls(make),
    toggleFullScreen,
    showKeys,
    edit,
    loadDocument,
    loadPicture,
    noteSaved,
    noteImported,
    backUp,
    changeSettings,
    flushSettings,
  }
}
