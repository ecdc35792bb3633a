import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'

export type HistoryState = Readonly<{ query: string; document: DocumentId | null; list: HistoryList }>
export type HistoryList =
  | Readonly<{ phase: 'loading' }>
  | Readonly<{ phase: 'failed'; fault: Fault }>
  | Readonly<{ phase: 'ready'; runs: readonly RunRecord[] }>

export type History = ReturnType<typeof createHistory>

/** The runs of one document, as the history panel lists them. Answers that another question overtook are dropped. */
export function createHistory(studio: StudioApi) {
  const store = createStore<HistoryState>(() => ({ query: '', document: null, list: { phase: 'loading' } }))
  let asked = 0

  /** Lists again: after a run ended, say. What is shown stays until the answer comes. */
  async function refresh(): Promise<void> {
    const { document, query } = store.getState()
    if (!document) return
    const question = ++asked
    const reply = await ask(studio, 'run:list', document, query)
    if (question !== asked) return
    store.setState({
      list: reply.ok ? { phase: 'ready', runs: reply.value } : { phase: 'failed', fault: reply.fault },
    })
  }

  function show(document: DocumentId): void {
    store.setState({ document, query: '', list: { phase: 'loading' } })
    void refresh()
  }

  function search(query: string): void {
    store.setState({ query })
    void refresh()
  }

  return { store, show, search, refresh }
}
