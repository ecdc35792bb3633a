import { createStore } from 'zustand/vanilla'
import type { ModelState } from '@contract/engine.ts'
import type { StudioApi } from '@contract/ipc.ts'
import { ask } from './ask.ts'

export type Model = ReturnType<typeof createModel>

/** The model as the engine reports it. */
export function createModel(studio: StudioApi) {
  const store = createStore<ModelState>(() => ({ kind: 'loading', doing: 'The model is being woken.' }))
  let heard = false
  studio.on('engine:news', news => {
    if (news.kind !== 'model') return
    heard = true
    store.setState(news.state, true)
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
