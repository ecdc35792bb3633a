import { mkdirSync, renameSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { backUp } from '../store/backup.ts'
import { BY_HAND, HOURLY, newestHourlyMs, rotateBackups } from '../store/backup-rotation.ts'
import { syncFile, syncFolder } from '../store/durable.ts'
import { CopyDamaged, LibraryDamaged } from '../store/failures.ts'
import type { Library } from '../store/open.ts'
import { verifyLibrary } from '../store/verify.ts'
import { unwatched } from '../store/watch.ts'
import type { Watch } from '../store/watch.ts'
import { backupsIn } from './backup-places.ts'
import { oneAtATime } from './one-at-a-time.ts'

const HOUR_MS = 60 * 60 * 1000
/** How often is looked whether a backup is due. */
const LOOK_EVERY_MS = 5 * 60 * 1000

export type Backups = Readonly<{
  /**
   * Makes one now. Returns its file. Given up, it leaves none; once it is in its place, no second copy.
   *
   * @throws {LibraryDamaged} of the library if that is why the copy does not pass its check. @throws {CopyDamaged} if it is not.
   */
  make: (label?: string, watch?: Watch) => Promise<string>
  /** Resolves once none is under way. */
  idle: () => Promise<unknown>
  stop: () => void
}>

type Options = Readonly<{
  /** Checks a copy, or (`isOpen`) the library; in a process of its own, so that main goes on. */
  verify?: typeof verifyLibrary
  /** The other folder that each backup is copied to, or null. Asked each time. */
  otherFolder?: () => string | null
}>

/**
 * Backs the library up an hour after the last hourly backup, if something was written since the studio began or the last
 * of its backups; then removes those that the rule of `superseded` lets go. One at a time.
 */
export function createBackups(
  library: Library,
  now: () => number,
  onFailure: (error: unknown) => void,
  { verify = verifyLibrary, otherFolder = () => null }: Options = {},
): Backups {
  const { db } = library
  const folder = backupsIn(library.folder)
  const writes = () => db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0
  let writesKept = writes()
  const inTurn = oneAtATime()

  function make(label = BY_HAND, watch = unwatched): Promise<string> {
    return inTurn(async () => {
      const covered = writes()
      const file = await backUp(db, folder, label, new Date(now()), verify, watch).catch(blame)
      writesKept = covered
      rotateBackups(folder)
      const other = otherFolder()
      if (other !== null) await copyTo(other, file, watch)
      return file
    })
  }

  /** A copy is damaged: with the library that it was made of, or on its way? */
  async function blame(error: unknown): Promise<never> {
    if (!(error instanceof LibraryDamaged)) throw error
    await verify(db.name, true)
    throw new CopyDamaged(error.detail)
  }

  /** Copies a backup to the other folder. It is in its own place already, so a failure is told and no more. */
  async function copyTo(other: string, file: string, { tell, signal }: Watch): Promise<void> {
    const target = join(other, basename(file))
    const partial = `${target}.partial`
    try {
      tell('Making the second copy', 0, 0)
      await copyFile(file, partial)
      signal.throwIfAborted()
      await verify(partial)
      signal.throwIfAborted()
      await syncFile(partial)
      renameSync(partial, target)
      syncFolder(other)
      rotateBackups(other)
    } catch (error) {
      if (!signal.aborted) onFailure(error instanceof LibraryDamaged ? new CopyDamaged(error.detail) : error)
      await rm(partial, { force: true }).catch(onFailure)
    }
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
  return { make, idle: () => inTurn(() => Promise.resolve()), stop: () => clearInterval(timer) }
}
