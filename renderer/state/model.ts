import { createStore } from 'zustand/vanilla'
import type { ModelState } from '@contract/engine.ts'
import type { StudioApi } from '@contract/ipc.ts'
import { ask } from './ask.ts'

export type Model = ReturnType<typeof createModel>

/** The model as the engine reports it. `say` shows a sentence to the writer. */
export function createModel(studio: StudioApi, say: (text: string) => void) {
  const store = createStore<ModelState>(() => ({ kind: 'loading', doing: 'The model is being woken.' }))
  let heard = false
  studio.on('engine:news', news => {
    if (news.kind !== 'model') return
    heard = true
    store.setState(news.state, true)
    if (news.state.kind === 'ready' && news.state.notice !== null) say(news.state.notice)
  })

  /** Listens to the engine, and asks once how things stand; news that came meanwhile is newer than the answer. */
  async function load(): Promise<void> {
    await ask(studio, 'engine:attach')
    const reply = await ask(studio, 'model:state')
    if (heard) return
    store.setState(reply.ok ? reply.value : { kind: 'absent', fault: reply.fault }, true)
  }

  return { store, load }
}
