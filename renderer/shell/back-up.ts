import type { Stores } from './stores.ts'

/** Backs the library up with what is typed right now, and says where. */
export async function backUpNow({ document, library, longWork, notices }: Stores): Promise<void> {
  if (!(await document.flush()))
    notices.say('The open document could not be saved: the backup is made without its last changes.', 'alert')
  const file = await longWork.run('Backing up', library.backUp)
  if (file !== null) notices.say(`Backed up and checked: ${file}`)
}
