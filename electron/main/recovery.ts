import { shell } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
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
import { isPageUrl, RECOVERY_URL } from './page-protocol.ts'
import type { Places } from './places.ts'
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
  verify: (file: string) => Promise<void>
}>

/**
 * Shows why the library could not be opened and what can be done, and does it. Whatever lies there is kept, under a
 * dated name if something takes its place.
 */
export function recover(error: unknown, { places, known, now, verify }: Surroundings): Promise<Left> {
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

  const perform: Readonly<Record<RecoveryAct, () => RecoveryOutcome | Promise<RecoveryOutcome>>> = {
    retry: () => leave({ kind: 'retry', anew: false }),
    read: async () => leave({ kind: 'opened', library: await openReading(folder, now(), isDamage(trouble)) }),
    salvage: () => salvage(folder, now(), withLog),
    async export() {
      const parent = await fileDialogs(window).openFolder('Where to put the text')
      return parent === null ? null : exportAll(parent, remains ?? { documents: [], scraps: [] }, now())
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
    ...{ trouble, folder, detail, theme },
    acts: actsOf[trouble].filter(act => remains !== null || (act !== 'salvage' && act !== 'export')),
    readable: remains && {
      documents: remains.documents.length,
      words: remains.documents.reduce((sum, { words }) => sum + words, 0),
    },
  }
  const handlers: Pick<Handlers, RecoveryCallName> = {
    'recovery:view': () => view,
    'recovery:act': act => perform[act](),
    async 'recovery:show-folder'() {
      await shell.openPath(folder)
    },
    'recovery:quit'() {
      leave({ kind: 'quit' })
    },
    'backup:list': () => allBackups(folder, other),
    'backup:look': backup => contentsOf(backupFile(folder, other, backup), remains),
    async 'backup:restore'(backup) {
      mkdirSync(folder, { recursive: true })
      const replace = await prepareReplacement(folder, backupFile(folder, other, backup), verify)
      return restored(replace(now()))
    },
  }
  const isOurs = ({ senderFrame }: IpcMainInvokeEvent) =>
    senderFrame !== null && senderFrame === window.webContents.mainFrame && isPageUrl(senderFrame.url)
  const stopServing = serve(handlers, checks, isOurs, toFault)
  return new Promise(resolve => {
    window.on('closed', () => {
      stopServing()
      resolve(left)
    })
  })
}

/** What `read` finds, or null where even that is refused: the disk may be full, or gone. */
function readSafely<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    console.error(`palimpsest: nothing could be read: ${String(error)}`)
    return null
  }
}
