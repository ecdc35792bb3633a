import { createStore } from 'zustand/vanilla'
import type { QuestionId, WordSurprise } from '@contract/ask.ts'
import type { Passage } from '@contract/infill.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentId } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { ask } from './ask.ts'

export type Surprise = ReturnType<typeof createSurprise>

/** Asks the model how surprising the words of a text are, one text at a time. The store tells whether it is asked now. */
export function createSurprise(studio: StudioApi) {
  const store = createStore<Readonly<{ asking: boolean }>>(() => ({ asking: false }))
  let open: QuestionId | null = null

  /** Resolves to the words of the passage's regions, to a fault, or to null where it was stopped or asked anew. */
  async function measure(passage: Passage, document: DocumentId): Promise<readonly WordSurprise[] | Fault | null> {
    stop()
    const id = crypto.randomUUID() as QuestionId
    open = id
    store.setState({ asking: true })
    const reply = await ask(studio, 'question:ask', { id, kind: 'surprise', passage }, document, 'nothing')
    if (open !== id) return null
    open = null
    store.setState({ asking: false })
    if (!reply.ok) return reply.fault
    return reply.value.kind === 'surprise' ? reply.value.words : null
  }

  function stop(): void {
    if (open === null) return
    void ask(studio, 'question:cancel', open)
    open = null
    store.setState({ asking: false })
  }

  return { store, measure, stop }
}
