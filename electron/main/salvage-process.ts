import { utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crossed } from '../store/crossing.ts'
import type { Salvaged, SalvageNews } from '../store/salvage-into.ts'
import type { Watch } from '../store/watch.ts'

/** Salvages `file` into the new file `target`; null if nothing could be read. Given up, or failed, it leaves no file. */
export type Salvage = (
  ...wanted: [file: string, target: string, nowMs: number, withLog: boolean, watch: Watch]
) => Promise<Salvaged | null>

type LastWord = Exclude<SalvageNews, { kind: 'step' }>

const LOST = 'The salvage ended by itself, perhaps for want of memory. Nothing was changed.'

/** Salvages in a process of its own: reading a damaged file row by row takes long where it is large. */
export function salvagerIn(program: string): Salvage {
  return async (file, target, nowMs, withLog, watch) => {
    watch.tell('Looking for what can be read', 0, 0)
    // Where the process puts its copies of the library: they go with it, however it ends.
    const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-'))
    const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch }
    const args = [file, target, String(nowMs), withLog ? 'with-log' : 'without-log']
    const said = await lastWord(utilityProcess.fork(program, args, { serviceName: 'Palimpsest Salvage', env }), watch)
    const isMade = said.kind === 'done' && !watch.signal.aborted
    for (const path of isMade ? [scratch] : [scratch, target, `${target}-journal`])
      rmSync(path, { recursive: true, force: true })
    watch.signal.throwIfAborted()
    if (said.kind === 'failed') throw crossed(said.error)
    return said.made
  }
}

/** Waits for the end of `child`, which comes once it has said how it went, or is given up. */
function lastWord(child: UtilityProcess, { tell, signal }: Watch): Promise<LastWord> {
  return new Promise(resolve => {
    let word: LastWord = { kind: 'failed', error: { message: LOST, code: '' } }
    signal.addEventListener('abort', () => child.kill())
    child.on('message', message => {
      const news = message as SalvageNews // our own code at the other end: electron/process/salvage.ts
      if (news.kind === 'step') return tell('Saving what can be read', news.done, news.of)
      word = news
      child.kill()
    })
    child.on('exit', () => resolve(word))
  })
}
