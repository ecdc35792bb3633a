import { useEffect } from 'react'
import { useStore } from 'zustand'
import { BackupsDialog } from '../panels/BackupsDialog.tsx'
import { backUpNow } from './back-up.ts'
import { keepAll } from './stores.ts'
import type { Stores } from './stores.ts'

/** The dialog of backups, on an open library. */
export function Backups({ stores, onClose }: { stores: Stores; onClose: () => void }) {
  const { backups, document, longWork } = stores
  const { list, chosen, contents, otherFolder, restoring } = useStore(backups.store)
  useEffect(() => {
    void backups.load()
    void backups.loadFolder()
  }, [backups])
  async function restore(name: string): Promise<void> {
    if (await keepAll(stores)) await longWork.run('Going back to a backup', job => backups.restore(name, job))
  }

  return (
    <BackupsDialog
      backups={list}
      {...{ chosen, contents, otherFolder, onClose }}
      nowMs={Date.now()}
      busy={restoring}
      onChoose={name => void document.flush().then(() => backups.choose(name))}
      onRestore={name => void restore(name)}
      onChooseFolder={none => void backups.chooseFolder(none)}
      onBackUp={() => void backUpNow(stores).then(backups.load)}
    />
  )
}
