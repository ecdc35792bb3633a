import { createStore } from 'zustand/vanilla'
import type { Alternative, QuestionId } from '@contract/ask.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { RunRecord } from '@contract/library.ts'
import type { Places } from '@contract/places.ts'
import type { Word } from '@contract/written-words.ts'
import { ask } from './ask.ts'

/** A word that was accepted long ago, and other words for it; null while, or where, these are not known. */
export type Glance = Readonly<{ word: Word; alternatives: readonly Alternative[] | null }>

export type GlanceStore = ReturnType<typeof createGlance>

/** What is told of a word of the page that the pointer rests on. */
export function createGlance(studio: StudioApi) {
  const store = createStore<Glance | null>(() => null)
  let open: QuestionId | null = null

  async function look({ passage, settings, document }: RunRecord, places: Places, word: Word): Promise<void> {
    end()
    store.setState({ word, alternatives: null }, true)
    const id = crypto.randomUUID() as QuestionId
    open = id
    const question = {
      id,
      kind: 'alternatives',
      of: { passage, places },
      word: word.places,
      avoid: settings.avoid,
    } as const
    const reply = await ask(studio, 'question:ask', question, document, settings.around)
    if (open !== id) return
    open = null
    if (reply.ok && reply.value.kind === 'alternatives')
      store.setState({ word, alternatives: reply.value.alternatives }, true)
  }

  function end(): void {
    if (open !== null) void ask(studio, 'question:cancel', open)
    open = null
    store.setState(null, true)
  }

  return { store, look, end }
}
