import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import type { CallName, Checks, Handlers } from '../contract/ipc.ts'
import type { Fault, Result } from '../contract/result.ts'

/**
 * Answers the window's calls: checks who asks and what, and turns an error into a fault. Nothing else may use `ipcMain`.
 *
 * @returns what ends it.
 */
export function serve<Served extends CallName>(
  handlers: Pick<Handlers, Served>,
  checks: Checks,
  isOurs: (event: IpcMainInvokeEvent) => boolean,
  toFault: (error: unknown) => Fault,
): () => void {
  function register<N extends Served>(name: N, handle: Handlers[N], check: Checks[N]) {
    ipcMain.handle(name, async (event, ...args): Promise<Result<unknown>> => {
      if (!isOurs(event)) return { ok: false, fault: { code: 'bad-request', message: `${name}: not our window` } }
      try {
        return { ok: true, value: await handle(...check(args)) }
      } catch (error) {
        return { ok: false, fault: toFault(error) }
      }
    })
  }
  const names = Object.keys(handlers) as Served[]
  for (const name of names) register(name, handlers[name], checks[name])
  return () => {
    for (const name of names) ipcMain.removeHandler(name)
  }
}
