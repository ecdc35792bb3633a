import { app, shell } from 'electron'
import type { Event, IpcMainInvokeEvent } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JobId } from '../contract/files.ts'
import type { Handlers, RecoveryCallName } from '../contract/ipc.ts'
import type { RecoveryAct, RecoveryOutcome, RecoveryView } from '../contract/recovery.ts'
import { contentsOf } from '../store/loss.ts'
import { openReading } from '../store/open.ts'
import type { Library } from '../store/open.ts'
import { remainsOf } from '../store/remains.ts'
import { prepareReplacement, setAside, setLogAside } from '../store/restore.ts'
import { allBackups, backupFile } from './backup-places.ts'
import { checks } from './checks.ts'
import { toFault } from './fault.ts'
import { fileDialogs } from './files/dialogs.ts'
import type { KnownLibrary } from './known-library.ts'
import { createLongWork } from './long-work.ts'
import { isPageUrl, RECOVERY_URL } from './page-protocol.ts'
import type { Places } from './places.ts'
import type { Salvage } from './salvage-process.ts'
import { exportAll, restored, salvage } from './recovery-acts.ts'
import { serve } from './serve.ts'
import { actsOf, isDamage, troubleOf } from './trouble.ts'
import { openWindow } from './window.ts'

/** How the recovery window was left: to open the library (again, or a new one), with a copy to read, or not at all. */
export type Left = Readonly<{ kind: 'retry'; anew: boolean } | { kind: 'opened'; library: Library } | { kind: 'quit' }>

type Surroundings = Readonly<{
  places: Places
  known: KnownLibrary | null
  now: () => Date
  /** The file in the library's folder that unsaved words were put into, or null. */
  rescued: string | null
  verify: (file: string) => Promise<void>
  salvageFile: Salvage
}>

/**
 * Shows why the library could not be opened and what can be done, and does it. Whatever lies there is kept, under a
 * dated name if something takes its place.
 */
export function recover(
  error: unknown,
  { places, known, now, rescued, verify, salvageFile }: Surroundings,
): Promise<Left> {
  const detail = toFault(error).message
  console.error(`palimpsest: ${detail}`)
  const folder = places.library
  const trouble = troubleOf(error, folder)
  const theme = known?.theme ?? 'system'
  const other = known?.otherBackups ?? null
  const withLog = trouble !== 'log-stale'
  const remains = readSafely(() => remainsOf(join(folder, 'library.sqlite'), withLog))
  const window = openWindow(places.preload, join(places.profile, 'window.json'), theme, RECOVERY_URL)
  let left: Left = { kind: 'quit' }
  const leave = (how: Left): null => {
    left = how
    // Once the page has its answer.
    setImmediate(() => window.destroy())
    return null
  }

  const longWork = createLongWork(progress => {
    if (!window.isDestroyed()) window.webContents.send('job:progress', progress)
  })
  const perform: Readonly<Record<RecoveryAct, (job: JobId) => RecoveryOutcome | Promise<RecoveryOutcome>>> = {
    retry: () => leave({ kind: 'retry', anew: false }),
    read: async () => leave({ kind: 'opened', library: await openReading(folder, now(), isDamage(trouble)) }),
    salvage: job => longWork.run(job, watch => salvage(folder, now(), withLog, salvageFile, watch)),
    async export(job) {
      const parent = await fileDialogs(window).openFolder('Where to put the text')
      const found = remains ?? { documents: [], scraps: [] }
      return parent === null ? null : longWork.run(job, watch => exportAll(parent, found, now(), watch))
    },
    'without-log'() {
      setLogAside(folder, now())
      return leave({ kind: 'retry', anew: false })
    },
    'begin-anew'() {
      mkdirSync(folder, { recursive: true })
      setAside(folder, now())
      return leave({ kind: 'retry', anew: true })
    },
  }
  const view: RecoveryView = {
    ...{ trouble, folder, detail, rescued, theme },
    acts: actsOf[trouble].filter(act => remains !== null || (act !== 'salvage' && act !== 'export')),
    readable: remains && {
      documents: remains.documents.length,
      words: remains.documents.reduce((sum, { words }) => sum + words, 0),
    },
  }
  const handlers: Pick<Handlers, RecoveryCallName> = {
    'recovery:view': () => view,
    'recovery:act': (act, job) => perform[act](job),
    async 'recovery:show-folder'() {
      await shell.openPath(folder)
    },
    'recovery:quit'() {
      leave({ kind: 'quit' })
    },
    'backup:list': () => allBackups(folder, other),
    'backup:look': backup => contentsOf(backupFile(folder, other, backup), remains),
    async 'backup:restore'(backup, job) {
      mkdirSync(folder, { recursive: true })
      const source = backupFile(folder, other, backup)
      const replace = await longWork.run(job, watch => prepareReplacement(folder, source, verify, watch))
      return replace === null ? null : restored(replace(now()))
    },
    'job:cancel': longWork.cancel,
  }
  const isOurs = ({ senderFrame }: IpcMainInvokeEvent) =>
    senderFrame !== null && senderFrame === window.webContents.mainFrame && isPageUrl(senderFrame.url)
  const stopServing = serve(handlers, checks, isOurs, toFault)
  return new Promise(resolve => {
    window.on('closed', () => {
      stopServing()
      // What is given up with the window tidies up before the application ends.
      app.on('will-quit', wait)
      void longWork.stop().then(() => {
        app.off('will-quit', wait)
        resolve(left)
      })
    })
  })
}

const wait = (event: Event) => event.preventDefault()

/** What `read` finds, or null where even that is refused: the disk may be full, or gone. */
function readSafely<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    console.error(`palimpsest: nothing could be read: ${String(error)}`)
    return null
  }
}
