import { utilityProcess } from 'electron'
import type { MessagePortMain } from 'electron'
import type { EngineNews } from '../contract/engine.ts'
import type { Fork } from './engine-host.ts'

/** Starts the engine as a utility process of Electron's; its name shows in the system's list of processes. */
export function engineForker(file: string): Fork<MessagePortMain> {
  return (onNews, onExit) => {
    const child = utilityProcess.fork(file, [], { serviceName: 'Palimpsest Engine' })
    child.on('message', message => {
      onNews(message as EngineNews) // our own code at the other end: electron/process/engine.ts
    })
    child.on('exit', onExit)
    return {
      post(order, ports = []) {
        child.postMessage(order, ports)
      },
      kill() {
        child.kill()
      },
    }
  }
}
