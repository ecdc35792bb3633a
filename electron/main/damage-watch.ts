import { dirname } from 'node:path'
import { LibraryDamaged } from '../store/failures.ts'
import type { Library } from '../store/open.ts'
import { isCorruption } from '../store/sound.ts'
import { backupsIn } from './backup-places.ts'

/**
 * Minds whether any error tells of damage in the open library: SQLite came upon it, or a backup that was just made of it does
 * not pass its check. `onDamage` is called for each.
 */
export function createDamageWatch({ db, folder }: Pick<Library, 'db' | 'folder'>, onDamage: () => void) {
  let found: LibraryDamaged | null = null

  function note(error: unknown): void {
    if (isCorruption(error)) found ??= new LibraryDamaged(db.name, error.message)
    else if (!(error instanceof LibraryDamaged && dirname(error.file) === backupsIn(folder))) return
    onDamage()
  }

  /** What SQLite came upon; null where it was only a copy, which the disk may have damaged on the way. */
  return { note, found: () => found }
}
