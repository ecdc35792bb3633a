import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import type { CallName, Checks, Handlers } from '../contract/ipc.ts'
import type { Fault, Result } from '../contract/result.ts'

/** Answers the window's calls: checks who asks and what, and turns an error into a fault. Nothing else may use `ipcMain`. */
export function serve(
  handlers: Handlers,
  checks: Checks,
  isOurs: (event: IpcMainInvokeEvent) => boolean,
  toFault: (error: unknown) => Fault,
): void {
  function register<N extends CallName>(name: N, handle: Handlers[N], check: Checks[N]) {
    ipcMain.handle(name, async (event, ...args): Promise<Result<unknown>> => {
      if (!isOurs(event)) return { ok: false, fault: { code: 'bad-request', message: `${name}: not our window` } }
      try {
        return { ok: true, value: await handle(...check(args)) }
      } catch (error) {
        return { ok: false, fault: toFault(error) }
      }
    })
  }
  for (const name of Object.keys(handlers) as CallName[]) register(name, handlers[name], checks[name])
}
