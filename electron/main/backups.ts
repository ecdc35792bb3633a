import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backUp } from '../store/backup.ts'
import { BY_HAND, HOURLY, newestHourlyMs, rotateBackups } from '../store/backup-rotation.ts'
import type { Library } from '../store/open.ts'

const HOUR_MS = 60 * 60 * 1000
/** How often is looked whether a backup is due. */
const LOOK_EVERY_MS = 5 * 60 * 1000

export type Backups = Readonly<{
  /** Makes one now. Returns its file. */
  make: () => Promise<string>
  /** Resolves once none is under way. */
  idle: () => Promise<unknown>
  stop: () => void
}>

/**
 * Backs the library up an hour after the last hourly backup, if something was written since the studio began or the last
 * of its backups; then removes those that the rule of `superseded` lets go. One at a time.
 */
export function createBackups(library: Library, now: () => number, onFailure: (error: unknown) => void): Backups {
  const { db } = library
  const folder = join(library.folder, 'backups')
  const writes = () => db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0
  let writesKept = writes()
  let last: Promise<unknown> = Promise.resolve()

  function make(label = BY_HAND): Promise<string> {
    const made = last.then(async () => {
      const covered = writes()
      const file = await backUp(db, folder, label, new Date(now()))
      writesKept = covered
      rotateBackups(folder)
      return file
    })
    last = made.catch(() => undefined)
    return made
  }

  async function look(): Promise<void> {
    if (writes() === writesKept) return
    mkdirSync(folder, { recursive: true })
    const newest = newestHourlyMs(folder)
    if (newest === null || newest > now() || now() - newest >= HOUR_MS) await make(HOURLY)
  }

  const timer = setInterval(() => {
    look().catch(onFailure)
  }, LOOK_EVERY_MS)
  if (library.readOnly !== null) clearInterval(timer)
  return { make: () => make(), idle: () => last, stop: () => clearInterval(timer) }
}
