import { createStore } from 'zustand/vanilla'
import type {
  HistoryQuery,
  HistoryScope,
  PassagePlace,
  PrunePreview,
  PruneRule,
  RunCursor,
  RunLine,
} from '@contract/history.ts'
import { HISTORY_PAGE_MAX } from '@contract/history.ts'
import type { RunId } from '@contract/infill.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId, ProjectId, RunRecord } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'

export type ScopeName = HistoryScope['kind']
/** What the writer chose to see. `days`: how long ago at most, null for ever. */
export type HistoryFilter = Readonly<{
  scope: ScopeName
  text: string
  starred: boolean
  accepted: boolean
  days: number | null
}>
/** `place`: where the caret is, as it was last told; null where there is none. */
export type HistoryState = Readonly<{
  filter: HistoryFilter
  document: DocumentId | null
  project: ProjectId | null
  place: PassagePlace | null
  list: HistoryList
}>
export type HistoryList =
  | Readonly<{ phase: 'loading' }>
  | Readonly<{ phase: 'failed'; fault: Fault }>
  | Readonly<{ phase: 'ready'; runs: readonly RunLine[]; next: RunCursor | null }>

export type History = ReturnType<typeof createHistory>

/** Runs of one page. */
const PAGE = 30
export const DAY_MS = 86_400_000
export const everything: HistoryFilter = { scope: 'document', text: '', starred: false, accepted: false, days: null }

/** Past runs, as the history panel lists them, page by page. Answers that another question overtook are dropped. */
export function createHistory(studio: StudioApi, now: () => number = Date.now) {
  const store = createStore<HistoryState>(() => ({
    filter: everything,
    document: null,
    project: null,
    place: null,
    list: { phase: 'loading' },
  }))
  let asked = 0
  /** Behind which run a further page is on its way: scrolling asks for it many times. */
  let fetching: RunCursor | null = null

  /** Lists again, as many as are shown: after a run ended, say. What is shown stays until the answer comes. */
  async function refresh(): Promise<void> {
    const query = queryOf(store.getState(), now())
    if (query === null) return
    const { list } = store.getState()
    const shown = list.phase === 'ready' ? list.runs.length : 0
    const question = ++asked
    const reply = await ask(studio, 'run:list', query, null, Math.min(HISTORY_PAGE_MAX, Math.max(PAGE, shown)))
    if (question !== asked) return
    store.setState({
      list: reply.ok ? { phase: 'ready', ...reply.value } : { phase: 'failed', fault: reply.fault },
    })
  }

  /** Lists the runs that come after those shown. */
  async function more(): Promise<void> {
    const query = queryOf(store.getState(), now())
    const { list } = store.getState()
    if (query === null || list.phase !== 'ready' || list.next === null || list.next === fetching) return
    const question = ++asked
    fetching = list.next
    const reply = await ask(studio, 'run:list', query, list.next, PAGE)
    fetching = null
    if (question !== asked) return
    store.setState({
      list: reply.ok
        ? { phase: 'ready', runs: [...list.runs, ...reply.value.runs], next: reply.value.next }
        : { phase: 'failed', fault: reply.fault },
    })
  }

  function askFor(change: Partial<HistoryState>): void {
    const { list } = store.getState()
    const first = list.phase === 'ready' ? { list: { ...list, runs: list.runs.slice(0, PAGE) } } : {}
    store.setState({ ...first, ...change })
    void refresh()
  }

  function show(document: DocumentId, project: ProjectId | null): void {
    const { filter } = store.getState()
    const isOfDocument = filter.scope === 'document' || filter.scope === 'passage'
    askFor({
      ...{ document, project, place: null },
      ...(isOfDocument ? { filter: everything, list: { phase: 'loading' } } : {}),
    })
  }

  function change(filter: Partial<HistoryFilter>): void {
    askFor({ filter: { ...store.getState().filter, ...filter } })
  }

  /** Tells where the caret is. The list follows where it is that of the passage. */
  function moveTo(place: PassagePlace | null): void {
    store.setState({ place })
    if (store.getState().filter.scope === 'passage') void refresh()
  }

  /** A whole run, to be recalled. Resolves to a fault where it cannot be read. */
  async function load(id: RunId): Promise<RunRecord | Fault> {
    const reply = await ask(studio, 'run:load', id)
    return reply.ok ? reply.value : reply.fault
  }

  /** What a rule would delete. Resolves to a fault where it cannot be told. */
  async function foreseePruning(rule: PruneRule): Promise<PrunePreview | Fault> {
    const reply = await ask(studio, 'run:foresee-pruning', rule)
    return reply.ok ? reply.value : reply.fault
  }

  /** Deletes these runs for good. Resolves to why it could not, or null. */
  async function prune(ids: readonly RunId[]): Promise<Fault | null> {
    const reply = await ask(studio, 'run:prune', ids)
    await refresh()
    return reply.ok ? null : reply.fault
  }

  return { store, show, change, moveTo, refresh, more, load, foreseePruning, prune }
}

function queryOf({ filter, document, project, place }: HistoryState, nowMs: number): HistoryQuery | null {
  const scope = scopeOf(filter.scope, document, project, place)
  if (scope === null) return null
  const { text, starred, accepted, days } = filter
  return { scope, text, starred, accepted, sinceMs: days === null ? null : Math.max(0, nowMs - days * DAY_MS) }
}

function scopeOf(
  kind: ScopeName,
  document: DocumentId | null,
  project: ProjectId | null,
  place: PassagePlace | null,
): HistoryScope | null {
  if (kind === 'passage' && document !== null && place !== null) return { kind, document, place }
  return wideScopeOf(kind === 'passage' ? 'document' : kind, document, project)
}

/** A scope that is more than a passage; null where no such document or project is open. */
export function wideScopeOf(
  kind: Exclude<ScopeName, 'passage'>,
  document: DocumentId | null,
  project: ProjectId | null,
): PruneRule['scope'] | null {
  switch (kind) {
    case 'document':
      return document === null ? null : { kind, document }
    case 'project':
      return project === null ? null : { kind, project }
    case 'library':
      return { kind }
  }
}
