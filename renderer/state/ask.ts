import type { CallName, Calls, Reply, StudioApi } from '@contract/ipc.ts'

/** Calls main. A call that breaks on the way (main is gone, a handler is missing) comes back as a fault, never throws. */
export async function ask<N extends CallName>(
  studio: StudioApi,
  name: N,
  ...args: Parameters<Calls[N]>
): Promise<Reply<N>> {
  try {
    return await studio.call(name, ...args)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ok: false, fault: { code: 'internal', message: `Palimpsest did not answer (${reason}). Try again.` } }
  }
}
