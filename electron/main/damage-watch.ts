import { LibraryDamaged } from '../store/failures.ts'
import type { Library } from '../store/open.ts'
import { isCorruption } from '../store/sound.ts'

/** Minds whether any error tells of damage in the open library. `onDamage` is called for each. */
export function createDamageWatch({ db }: Pick<Library, 'db'>, onDamage: () => void) {
  let found: LibraryDamaged | null = null

  function note(error: unknown): void {
    if (isCorruption(error)) found ??= new LibraryDamaged(db.name, error.message)
    else if (error instanceof LibraryDamaged && error.file === db.name) found ??= error
    else return
    onDamage()
  }

  return { note, found: () => found }
}
