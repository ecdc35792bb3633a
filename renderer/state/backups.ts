import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { JobId } from '@contract/files.ts'
import type { Backup, BackupContents } from '@contract/recovery.ts'
import { ask } from './ask.ts'
import type { Notices } from './notices.ts'

/**
 * `chosen`: the name of the backup that is looked into; `contents`: what is in it, null until main has answered, a
 * sentence if it cannot be read. `otherFolder`: where every backup is copied to as well.
 */
export type BackupsState = Readonly<{
  list: readonly Backup[]
  chosen: string | null
  contents: BackupContents | string | null
  otherFolder: string | null
  restoring: boolean
}>

export type Backups = ReturnType<typeof createBackups>

/** The backups of the library, of an open one or of one that does not open. */
export function createBackups(studio: StudioApi, notices: Notices) {
  const store = createStore<BackupsState>(() => ({
    ...{ list: [], chosen: null, contents: null, otherFolder: null, restoring: false },
  }))

  async function load(): Promise<void> {
    store.setState({ chosen: null, contents: null })
    const list = await ask(studio, 'backup:list')
    if (list.ok) store.setState({ list: list.value })
    else notices.say(list.fault.message, 'alert')
  }

  async function loadFolder(): Promise<void> {
    const folder = await ask(studio, 'backup:other-folder')
    if (folder.ok) store.setState({ otherFolder: folder.value })
  }

  /** Looks into a backup, or closes the one that is looked into. */
  function choose(name: string): void {
    const chosen = store.getState().chosen === name ? null : name
    store.setState({ chosen, contents: null })
    if (chosen === null) return
    void ask(studio, 'backup:look', chosen).then(reply => {
      if (store.getState().chosen === chosen) store.setState({ contents: reply.ok ? reply.value : reply.fault.message })
    })
  }

  /** Lets the writer choose the other folder, or goes back to having none. */
  async function chooseFolder(none: boolean): Promise<void> {
    const reply = await ask(studio, 'backup:choose-folder', none)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    else {
      store.setState({ otherFolder: reply.value })
      await load()
    }
  }

  /** Goes back to a backup. If that works the window goes with the library. */
  async function restore(name: string, job: JobId): Promise<void> {
    store.setState({ restoring: true })
    const reply = await ask(studio, 'backup:restore', name, job)
    store.setState({ restoring: false })
    if (reply.ok) return
    notices.say(`The backup could not be restored, and nothing was changed. ${reply.fault.message}`, 'alert')
  }

  return { store, load, loadFolder, choose, chooseFolder, restore }
}
