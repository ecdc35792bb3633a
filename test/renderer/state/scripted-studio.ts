import type { CallName, Calls, Events, StudioApi } from '@contract/ipc.ts'
import type { Fault } from '@contract/result.ts'

type Answers = { [N in CallName]?: (...args: Parameters<Calls[N]>) => ReturnType<Calls[N]> | Fault }

/** A studio that answers as told, at once unless `holdNext` was called; every call is written down. */
export function scriptedStudio(answers: Answers) {
  const calls: [CallName, ...unknown[]][] = []
  const listeners = new Map<string, (event: never) => void>()
  let gate: Promise<void> = Promise.resolve()

  const studio: StudioApi = {
    platform: 'linux',
    on: (name, listener) => {
      listeners.set(name, listener)
      return () => listeners.delete(name)
    },
    call: async (name, ...args) => {
      calls.push([name, ...args])
      await gate
      const answer = answers[name]
      if (!answer) throw new Error(`no handler registered for ${name}`)
      const value: unknown = (answer as (...args: unknown[]) => unknown)(...args)
      return isFault(value) ? { ok: false, fault: value } : { ok: true, value: value as never }
    },
  }

  /** Calls from now on wait until the function that is returned is called. */
  function hold(): () => void {
    let open: () => void = () => undefined
    gate = new Promise(done => (open = done))
    return open
  }

  function tell<E extends keyof Events>(name: E, event: Events[E]): void {
    ;(listeners.get(name) as ((event: Events[E]) => void) | undefined)?.(event)
  }

  return { studio, calls, hold, tell, named: (name: CallName) => calls.filter(call => call[0] === name) }
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}
