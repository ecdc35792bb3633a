import type { ModelState } from '@contract/engine.ts'
import type { Passage } from './passage.ts'

/** Rewriting as the window shows it. */
export function usePassage(model: ModelState, canWrite: string | null): Passage {
  const idle = () => undefined
  return {
    phase: 'idle',
    progress: null,
    blocked: canWrite ?? modelBlocks(model),
    fill: idle,
    stop: idle,
    turn: idle,
    recall: idle,
  }
}

/** Why the model cannot write now, as a sentence; null when it can. */
export function modelBlocks(model: ModelState): string | null {
  switch (model.kind) {
    case 'ready':
      return null
    case 'loading':
      return 'The model is still waking. This takes a few seconds.'
    case 'absent':
      return model.fault.message
  }
}
