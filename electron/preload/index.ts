import { contextBridge, ipcRenderer } from 'electron'
import type { EngineNews } from '../contract/engine.ts'
import type { JobProgress } from '../contract/files.ts'
import type { Events, Reply, StudioApi } from '../contract/ipc.ts'
import type { Fault } from '../contract/result.ts'

/** What is used of the DOM's `MessagePort`; this folder is compiled without the DOM. */
type Port = { onmessage: ((message: Readonly<{ data: unknown }>) => void) | null; close: () => void }
type Listeners = { [E in keyof Events]: Set<(event: Events[E]) => void> }

const listeners: Listeners = {
  'engine:news': new Set(),
  'close:asked': new Set(),
  'library:damaged': new Set(),
  'backup:failed': new Set(),
  'job:progress': new Set(),
  'menu:chosen': new Set(),
}
let enginePort: Port | null = null

function tell<E extends keyof Events>(name: E, event: Events[E]): void {
  for (const listener of listeners[name]) listener(event)
}

ipcRenderer.on('engine:news', (_event, news: EngineNews) => tell('engine:news', news))
ipcRenderer.on('close:asked', () => tell('close:asked', null))
ipcRenderer.on('library:damaged', () => tell('library:damaged', null))
ipcRenderer.on('backup:failed', (_event, fault: Fault) => tell('backup:failed', fault))
ipcRenderer.on('job:progress', (_event, progress: JobProgress) => tell('job:progress', progress))
ipcRenderer.on('menu:chosen', (_event, command: string) => tell('menu:chosen', command))
ipcRenderer.on('engine:port', event => {
  enginePort?.close()
  enginePort = (event.ports as Port[])[0] ?? null
  if (enginePort) enginePort.onmessage = message => tell('engine:news', message.data as EngineNews)
})

const studio: StudioApi = {
  call: (name, ...args) => ipcRenderer.invoke(name, ...args) as Promise<Reply<typeof name>>,
  on(name, listener) {
    listeners[name].add(listener)
    return () => {
      listeners[name].delete(listener)
    }
  },
  platform: process.platform,
}

contextBridge.exposeInMainWorld('studio', studio)
