import { createStore } from 'zustand/vanilla'
import type {
  Exported,
  ExportRequest,
  ImportChoice,
  ImportFrom,
  ImportPreview,
  JobId,
  JobProgress,
  Original,
  Split,
} from '@contract/files.ts'
import type { DocumentId } from '@contract/library.ts'
import type { Result } from '@contract/result.ts'
import type { StudioApi } from '@contract/ipc.ts'
import { ask } from './ask.ts'
import type { Library } from './library.ts'
import type { Notices } from './notices.ts'

/** `asking`: the export's dialog. `working`: null until there is something to tell. `preview`: what an import would bring. */
export type FilesState =
  | Readonly<{ phase: 'idle' }>
  | Readonly<{ phase: 'asking' }>
  | Readonly<{ phase: 'working'; id: JobId; what: 'export' | 'import'; progress: JobProgress | null }>
  | Readonly<{ phase: 'preview'; id: JobId; preview: ImportPreview }>

export type Files = ReturnType<typeof createFiles>
type Kept = Pick<Library, 'noteImported'>

/** What crosses into files and out of them, one thing at a time. */
export function createFiles(studio: StudioApi, library: Kept, notices: Notices) {
  const store = createStore<FilesState>(() => ({ phase: 'idle' }))
  const set = (state: FilesState) => store.setState(state, true)

  studio.on('job:progress', progress => {
    const state = store.getState()
    if (state.phase === 'working' && state.id === progress.id) set({ ...state, progress })
  })

  /** Whether `id` is still what the writer waits for. */
  function isCurrent(id: JobId): boolean {
    const state = store.getState()
    return state.phase === 'working' && state.id === id
  }

  function askExport(): void {
    if (store.getState().phase === 'idle') set({ phase: 'asking' })
  }

  function runExport(request: Omit<ExportRequest, 'id'>): Promise<void> {
    return written(id => ask(studio, 'export:run', { ...request, id }))
  }

  async function exportLibrary(): Promise<void> {
    if (store.getState().phase === 'idle') await written(id => ask(studio, 'export:library', id))
  }

  async function written(write: (id: JobId) => Promise<Result<Exported | null>>): Promise<void> {
    const id = crypto.randomUUID() as JobId
    set({ phase: 'working', id, what: 'export', progress: null })
    const reply = await write(id)
    if (isCurrent(id)) set({ phase: 'idle' })
    if (!reply.ok) notices.say(`Nothing was exported. ${reply.fault.message}`, 'alert')
    else if (reply.value !== null) tellExported(id, reply.value)
  }

  function tellExported(id: JobId, { name, behind }: Exported): void {
    const notice = `exported-${id}`
    const reveal = () => void ask(studio, 'export:reveal', id)
    const text = [`Exported: ${name}`, ...behind.map(behindText)].join('. ')
    notices.keep(notice, 'status', text, [{ label: 'Show it in its folder', run: reveal }])
    if (behind.length === 0) setTimeout(() => notices.drop(notice), 12_000)
  }

  /** Asks for files and reads them; then the preview is shown. */
  async function readImport(from: ImportFrom): Promise<void> {
    if (store.getState().phase !== 'idle') return
    const id = crypto.randomUUID() as JobId
    set({ phase: 'working', id, what: 'import', progress: null })
    const reply = await ask(studio, 'import:read', id, from)
    if (!reply.ok) notices.say(`Nothing was imported. ${reply.fault.message}`, 'alert')
    if (isCurrent(id)) set(reply.ok && reply.value ? { phase: 'preview', id, preview: reply.value } : { phase: 'idle' })
  }

  async function split(id: JobId, by: Split): Promise<void> {
    const reply = await ask(studio, 'import:split', id, by)
    const state = store.getState()
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    else if (state.phase === 'preview' && state.id === id) set({ ...state, preview: reply.value })
  }

  /** Resolves to the first document that came in; null if none did. Where it could not be kept, the preview comes back. */
  async function keep(choice: ImportChoice) {
    const { id } = choice
    const before = store.getState()
    set({ phase: 'working', id, what: 'import', progress: { id, doing: 'Importing', done: 0, of: 0 } })
    const reply = await ask(studio, 'import:keep', choice)
    if (isCurrent(id)) set(reply.ok ? { phase: 'idle' } : before)
    if (!reply.ok) notices.say(`Nothing was imported. ${reply.fault.message}`, 'alert')
    if (!reply.ok || reply.value === null) return null
    library.noteImported(reply.value)
    const count = reply.value.documents.length
    notices.say(count === 1 ? 'One document was imported.' : `${count} documents were imported.`)
    return reply.value.documents[0]?.id ?? null
  }

  /** The files that a document was imported from, as far as they were kept. */
  async function originalsOf(document: DocumentId): Promise<readonly Original[]> {
    const reply = await ask(studio, 'original:list', document)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : []
  }

  async function saveOriginal(document: DocumentId, { key }: Original): Promise<void> {
    const reply = await ask(studio, 'original:save', document, key)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    else if (reply.value !== null) notices.say(`Saved: ${reply.value.name}`)
  }

  /** Closes what is shown and gives up what is under way. */
  function cancel(): void {
    const state = store.getState()
    if (state.phase === 'working' || state.phase === 'preview') void ask(studio, 'job:cancel', state.id)
    set({ phase: 'idle' })
  }

  return { store, askExport, runExport, exportLibrary, readImport, split, keep, originalsOf, saveOriginal, cancel }
}

function behindText(title: string): string {
  return `“${title}” is in it as it was last saved: what was typed after that does not fit it. Open it, and those words become a document beside it`
}
