import type { DocumentId, ProjectId } from '../contract/library.ts'
import type { RunId } from '../contract/infill.ts'
import type { ScrapId } from '../contract/scraps.ts'
import type { SnapshotId } from '../contract/snapshots.ts'

/** The library was written by a newer Palimpsest: its schema has version `found`, ours is `known`. */
export class LibraryFromFuture extends Error {
  override name = 'LibraryFromFuture'
  readonly found: number
  readonly known: number
  constructor(found: number, known: number) {
    super(
      `This library has version ${found}; this Palimpsest reads versions up to ${known}. It was left as it is. ` +
        'Open it with the newer Palimpsest that wrote it.',
    )
    this.found = found
    this.known = known
  }
}

/** `file` cannot be read as a library. `detail` is what SQLite found, for a report. */
export class LibraryDamaged extends Error {
  override name = 'LibraryDamaged'
  readonly file: string
  readonly detail: string
  constructor(file: string, detail: string) {
    super(
      `The library file ${file} is damaged (${detail}). Nothing was changed. ` +
        'Copy the whole folder to a safe place first; its folder “backups” may hold an earlier state.',
    )
    this.file = file
    this.detail = detail
  }
}

/** A copy of a library that is sound did not pass its check. `detail` is what SQLite found, for a report. */
export class CopyDamaged extends Error {
  override name = 'CopyDamaged'
  constructor(detail: string) {
    super(
      `The copy did not pass its check (${detail}), so it was removed. The library itself is sound. ` +
        'Is the disk that the copy was written to in order?',
    )
  }
}

/** The log that held the last changes of the library `file` is gone. */
export class LibraryLogMissing extends Error {
  override name = 'LibraryLogMissing'
  constructor(file: string) {
    super(`The log of the library ${file} is missing, though the library was not closed. Nothing was changed.`)
  }
}

/** Beside the library `file` lies a log of another state of it. */
export class LibraryLogStale extends Error {
  override name = 'LibraryLogStale'
  constructor(file: string) {
    super(`The log beside the library ${file} belongs to another state of it. It was not applied; nothing was changed.`)
  }
}

/** There was a library in `folder`, and now there is none. */
export class LibraryGone extends Error {
  override name = 'LibraryGone'
  constructor(folder: string) {
    super(`There is no library in ${folder} any more. Nothing was made in its place. Is its drive connected?`)
  }
}

/** Another Palimpsest has the library open. */
export class LibraryLocked extends Error {
  override name = 'LibraryLocked'
  constructor(folder: string) {
    super(`The library in ${folder} is open in another Palimpsest. Use that window, or close it and try again.`)
  }
}

/** The library can be read but not written; the message says why. */
export class LibraryReadOnly extends Error {
  override name = 'LibraryReadOnly'
}

/** There is no library yet and none can be made. `reason` is half a sentence. */
export class LibraryUnwritable extends Error {
  override name = 'LibraryUnwritable'
  constructor(folder: string, reason: string) {
    super(`No library can be made in ${folder}: ${reason}. Choose a folder that you may write to.`)
  }
}

export class DocumentMissing extends Error {
  override name = 'DocumentMissing'
  constructor(id: DocumentId) {
    super(`There is no document ${id} in this library.`)
  }
}

/** A document was saved again, so that what is based on its former state would overwrite words. Nothing was written. */
export class DocumentChanged extends Error {
  override name = 'DocumentChanged'
  constructor(title: string) {
    super(`“${title}” has changed meanwhile, so nothing was replaced. Search again.`)
  }
}

/** The journal holds another state of the document than the one that these changes follow. Nothing was written. */
export class JournalUnfit extends Error {
  override name = 'JournalUnfit'
  constructor(id: DocumentId) {
    super(`These changes of the document ${id} do not follow what the library holds of it. Save the whole document.`)
  }
}

export class ProjectMissing extends Error {
  override name = 'ProjectMissing'
  constructor(id: ProjectId) {
    super(`There is no project ${id} in this library.`)
  }
}

export class SnapshotMissing extends Error {
  override name = 'SnapshotMissing'
  constructor(id: SnapshotId) {
    super(`There is no snapshot ${id} in this library. It may have been removed or pruned.`)
  }
}

export class ScrapMissing extends Error {
  override name = 'ScrapMissing'
  constructor(id: ScrapId) {
    super(`There is no scrap ${id} in this library.`)
  }
}

export class RunMissing extends Error {
  override name = 'RunMissing'
  constructor(id: RunId) {
    super(`There is no run ${id} in this library.`)
  }
}
