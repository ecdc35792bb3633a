import { createStore } from 'zustand/vanilla'
import type { JobId, JobProgress } from '@contract/files.ts'
import type { StudioApi } from '@contract/ipc.ts'
import { ask } from './ask.ts'

/** What main works at and the writer waits for. `progress`: null until there is something to tell; `isLong`: it is to be shown. */
export type Work = Readonly<{ id: JobId; title: string; progress: JobProgress | null; isLong: boolean }>

/** What is over so soon after it began to tell of itself is not shown. */
export const SHOWN_AFTER_MS = 500

export type LongWork = ReturnType<typeof createLongWork>

/** Main's long work that is no export or import: how far it has come, one thing at a time. */
export function createLongWork(studio: StudioApi) {
  const store = createStore<{ work: Work | null }>(() => ({ work: null }))

  let timer: ReturnType<typeof setTimeout> | undefined

  function change(id: JobId, part: Partial<Work> | null): void {
    const { work } = store.getState()
    if (work?.id === id) store.setState({ work: part && { ...work, ...part } })
  }

  studio.on('job:progress', progress => {
    const { work } = store.getState()
    if (work?.id !== progress.id) return
    if (work.progress === null) timer = setTimeout(() => change(progress.id, { isLong: true }), SHOWN_AFTER_MS)
    change(progress.id, { progress })
  })

  /** Does `work` under the id that it is given. */
  async function run<T>(title: string, work: (id: JobId) => Promise<T>): Promise<T> {
    const id = crypto.randomUUID() as JobId
    store.setState({ work: { id, title, progress: null, isLong: false } })
    try {
      return await work(id)
    } finally {
      // That of a later work is left to it.
      if (store.getState().work?.id === id) clearTimeout(timer)
      change(id, null)
    }
  }

  function cancel(): void {
    const { work } = store.getState()
    if (work === null) return
    void ask(studio, 'job:cancel', work.id)
    store.setState({ work: null })
  }

  return { store, run, cancel }
}
