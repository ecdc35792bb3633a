import type { ExportFormat } from '../contract/files.ts'
import type { Fault } from '../contract/result.ts'
import type { Book } from './book.ts'
import type { FolderFile, WholeProject } from './folder/write.ts'
import type { Imported } from './import.ts'

/** What main asks of the process that converts files, and what that answers: any number of `progress`, then one other. */
export type FilesOrder =
  | Readonly<{ kind: 'export'; book: Book; format: ExportFormat }>
  | Readonly<{ kind: 'export-library'; projects: readonly WholeProject[] }>
  | Readonly<{ kind: 'import'; paths: readonly string[] }>
  | Readonly<{ kind: 'import-folder'; path: string }>
export type FilesNews =
  | Readonly<{ kind: 'progress'; doing: string; done: number; of: number }>
  | Readonly<{ kind: 'exported'; bytes: Uint8Array }>
  | Readonly<{ kind: 'exported-library'; files: readonly FolderFile[] }>
  | Readonly<{ kind: 'imported'; imported: Imported }>
  | Readonly<{ kind: 'failed'; fault: Fault }>
