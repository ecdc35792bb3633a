import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId, DocumentSummary, ProjectId } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import type { Snapshot, SnapshotContent, SnapshotId, SnapshotRequest } from '@contract/snapshots.ts'
import { ask } from './ask.ts'
import { OFFER_MS } from './notices.ts'
import type { Notices } from './notices.ts'

export type SnapshotList =
  | Readonly<{ phase: 'loading' }>
  | Readonly<{ phase: 'failed'; fault: Fault }>
  | Readonly<{ phase: 'ready'; snapshots: readonly Snapshot[] }>
/** A snapshot that is compared with the text now. */
export type Compared = Readonly<{ snapshot: Snapshot; content: SnapshotContent }>
export type SnapshotsState = Readonly<{ document: DocumentId | null; list: SnapshotList; compared: Compared | null }>

export type Snapshots = ReturnType<typeof createSnapshots>

/** The snapshots of the document that is shown. A refusal of main is told as a notice. */
export function createSnapshots(studio: StudioApi, notices: Notices) {
  const store = createStore<SnapshotsState>(() => ({ document: null, list: { phase: 'loading' }, compared: null }))

  /** Those that are removed once they have not been put back: what they hold may be nowhere else. */
  const going = new Map<SnapshotId, ReturnType<typeof setTimeout>>()

  const ready = (snapshots: readonly Snapshot[]): SnapshotList => ({
    phase: 'ready',
    snapshots: snapshots.filter(({ id }) => !going.has(id)),
  })

  async function refresh(): Promise<void> {
    const { document } = store.getState()
    if (document === null) return
    const reply = await ask(studio, 'snapshot:list', document)
    if (store.getState().document !== document) return
    store.setState({
      list: reply.ok ? ready(reply.value) : { phase: 'failed', fault: reply.fault },
    })
  }

  function show(document: DocumentId): void {
    store.setState({ document, list: { phase: 'loading' }, compared: null })
    void refresh()
  }

  /** Resolves to whether it was kept. */
  async function take(request: SnapshotRequest): Promise<boolean> {
    const reply = await ask(studio, 'snapshot:take', request)
    if (!reply.ok) notices.say(`No snapshot could be taken. ${reply.fault.message}`, 'alert')
    else if (store.getState().document === request.document) store.setState({ list: ready(reply.value) })
    return reply.ok
  }

  async function takeProject(project: ProjectId, name: string): Promise<boolean> {
    const reply = await ask(studio, 'snapshot:take-project', project, name)
    if (!reply.ok) notices.say(`No snapshot could be taken. ${reply.fault.message}`, 'alert')
    await refresh()
    return reply.ok
  }

  async function rename(id: SnapshotId, name: string): Promise<void> {
    const reply = await ask(studio, 'snapshot:rename', id, name)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    await refresh()
  }

  /** Takes it off the list, and offers for a while to put it back. A window that is closed before that keeps it. */
  function remove(id: SnapshotId): void {
    going.set(
      id,
      setTimeout(() => void removeNow(id), OFFER_MS),
    )
    const { list } = store.getState()
    if (list.phase === 'ready') store.setState({ list: ready(list.snapshots) })
    notices.offer(`snapshot-${id}`, 'The snapshot is removed.', { label: 'Put back', run: () => putBack(id) })
  }

  function putBack(id: SnapshotId): void {
    clearTimeout(going.get(id))
    going.delete(id)
    void refresh()
  }

  async function removeNow(id: SnapshotId): Promise<void> {
    const reply = await ask(studio, 'snapshot:remove', id)
    going.delete(id)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    await refresh()
  }

  async function load(id: SnapshotId): Promise<SnapshotContent | null> {
    const reply = await ask(studio, 'snapshot:load', id)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : null
  }

  async function compare(snapshot: Snapshot): Promise<void> {
    const content = await load(snapshot.id)
    if (content && store.getState().document === snapshot.document) store.setState({ compared: { snapshot, content } })
  }

  function endComparison(): void {
    store.setState({ compared: null })
  }

  /** Of the set that `snapshot` is in, puts back all documents but its own. Resolves to them; null if it failed. */
  async function restoreOthers(snapshot: Snapshot): Promise<readonly DocumentSummary[] | null> {
    if (snapshot.set === null) return []
    const set = await ask(studio, 'snapshot:list-set', snapshot.set)
    const ids = set.ok ? set.value.filter(it => it.document !== snapshot.document).map(it => it.id) : []
    const reply = set.ok ? await ask(studio, 'snapshot:restore', ids) : set
    if (!reply.ok) notices.say(`The project could not be put back. ${reply.fault.message}`, 'alert')
    return reply.ok ? reply.value : null
  }

  return { store, show, refresh, take, takeProject, rename, remove, load, compare, endComparison, restoreOthers }
}
