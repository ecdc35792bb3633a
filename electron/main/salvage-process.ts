import { utilityProcess } from 'electron'
import { rmSync } from 'node:fs'
import type { Salvaged, SalvageNews } from '../store/salvage-into.ts'
import type { Watch } from '../store/watch.ts'

/** Salvages `file` into the new file `target`; null if nothing could be read. Given up, it leaves no file. */
export type Salvage = (
  ...wanted: [file: string, target: string, nowMs: number, withLog: boolean, watch: Watch]
) => Promise<Salvaged | null>

/** Salvages in a process of its own: reading a damaged file row by row takes long where it is large. */
export function salvagerIn(program: string): Salvage {
  return (file, target, nowMs, withLog, { tell, signal }) =>
    new Promise((resolve, reject) => {
      tell('Looking for what can be read', 0, 0)
      const args = [file, target, String(nowMs), withLog ? 'with-log' : 'without-log']
      const child = utilityProcess.fork(program, args, { serviceName: 'Palimpsest Salvage' })
      let end = () => reject(new Error('The salvage ended by itself, perhaps for want of memory. Nothing was changed.'))
      signal.addEventListener('abort', () => {
        end = () => {
          for (const left of [target, `${target}-journal`]) rmSync(left, { force: true })
          reject(signal.reason as Error)
        }
        child.kill()
      })
      child.on('message', message => {
        const news = message as SalvageNews // our own code at the other end: electron/process/salvage.ts
        if (news.kind === 'step') return tell('Saving what can be read', news.done, news.of)
        end = () => (news.kind === 'done' ? resolve(news.made) : reject(new Error(news.message)))
        child.kill()
      })
      child.on('exit', () => end())
    })
}
