import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { ProjectId } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import type { SearchResults } from '@contract/search.ts'
import { ask } from './ask.ts'

export type SearchState = Readonly<{
  text: string
  /** Where to look; null is the whole library. */
  project: ProjectId | null
  /** `results` are those of the latest answer, which may be of a shorter query while the next is under way. */
  results: SearchResults
  fault: Fault | null
}>

export type Search = ReturnType<typeof createSearch>

const none: SearchResults = { documents: [], footnotes: [], cards: [], scraps: [], runs: [] }

/** Full-text search as it is typed. Answers that another question overtook are dropped. `prepare` saves what is open. */
export function createSearch(studio: StudioApi, prepare: () => Promise<unknown>) {
  const store = createStore<SearchState>(() => ({ text: '', project: null, results: none, fault: null }))
  let asked = 0

  async function refresh(): Promise<void> {
    const question = ++asked
    await prepare()
    if (question !== asked) return
    const { text, project } = store.getState()
    const reply = text.trim() === '' ? null : await ask(studio, 'search:text', { text, project })
    if (question !== asked) return
    if (reply === null) store.setState({ results: none, fault: null })
    else store.setState(reply.ok ? { results: reply.value, fault: null } : { fault: reply.fault })
  }

  function search(text: string, project: ProjectId | null = store.getState().project): Promise<void> {
    store.setState({ text, project })
    return refresh()
  }

  return { store, search, refresh }
}
