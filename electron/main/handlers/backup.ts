import { dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Handlers } from '../../contract/ipc.ts'
import { contentsOf } from '../../store/loss.ts'
import type { Library } from '../../store/open.ts'
import { remainsOf } from '../../store/remains.ts'
import { prepareReplacement } from '../../store/restore.ts'
import { allBackups, backupFile } from '../backup-places.ts'
import type { Backups } from '../backups.ts'
import { BY_HAND } from '../../store/backup-rotation.ts'
import type { LongWork } from '../long-work.ts'
import type { Reopen } from '../studio.ts'

type Name = 'library:back-up' | `backup:${'list' | 'look' | 'restore' | 'other-folder' | 'choose-folder'}`

type Surroundings = Readonly<{
  window: BrowserWindow
  longWork: LongWork
  verify: (file: string) => Promise<void>
  otherFolder: () => string | null
  onOtherFolder: (folder: string | null) => void
  onReopen: Reopen
}>

export function backupHandlers(
  { db, folder }: Library,
  backups: Backups,
  { window, longWork, verify, otherFolder, onOtherFolder, onReopen }: Surroundings,
): Pick<Handlers, Name> {
  return {
    'library:back-up': job => longWork.run(job, watch => backups.make(BY_HAND, watch)),
    'backup:list': () => allBackups(folder, otherFolder()),
    'backup:look': name => contentsOf(backupFile(folder, otherFolder(), name), remainsOf(db.name)),
    async 'backup:restore'(name, job) {
      const source = backupFile(folder, otherFolder(), name)
      const replace = await longWork.run(job, async watch => {
        await backups.make('before going back', watch)
        return prepareReplacement(folder, source, verify, watch)
      })
      // Once the page has its answer: it goes with the library.
      if (replace !== null) setImmediate(() => onReopen({ replace }))
      return null
    },
    'backup:other-folder': otherFolder,
    async 'backup:choose-folder'(none) {
      if (none) onOtherFolder(null)
      else {
        const { filePaths } = await dialog.showOpenDialog(window, {
          title: 'Where to keep a second copy of every backup',
          properties: ['openDirectory', 'createDirectory'],
        })
        if (filePaths[0] !== undefined) onOtherFolder(filePaths[0])
      }
      return otherFolder()
    },
  }
}
