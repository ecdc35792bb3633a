import { basename, extname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ExportFormat, ExportRequest, JobId, JobProgress } from '../../contract/files.ts'
import type { Handlers } from '../../contract/ipc.ts'
import type { Book } from '../../files/book.ts'
import { fileName } from '../../files/file-name.ts'
import type { Imported } from '../../files/import.ts'
import { READABLE } from '../../files/readable.ts'
import { attachmentBytes } from '../../store/attachments.ts'
import type { WriteDb } from '../../store/database.ts'
import { keepImport } from '../../store/imports.ts'
import { listOriginals, loadOriginal } from '../../store/originals.ts'
import { bookOf, wholeProjects } from '../files/book.ts'
import type { FileDialogs, FileFilter } from '../files/dialogs.ts'
import { chosenOf, previewOf, wantedOf } from '../files/imports.ts'
import { createJobs, FilesFault } from '../files/jobs.ts'
import type { StartJob } from '../files/jobs.ts'
import { readOriginals } from '../files/originals.ts'
import type { Printed } from '../files/print.ts'
import { writeFolder, writeWhole } from '../files/write.ts'

type Name =
  | `export:${'run' | 'library' | 'reveal'}`
  | `import:${'read' | 'split' | 'keep'}`
  | `original:${'list' | 'save'}`
  | 'job:cancel'
type FilesParts = Readonly<{
  db: WriteDb
  dialogs: FileDialogs
  start: StartJob
  print: (printed: Printed) => Promise<Uint8Array>
  onProgress: (progress: JobProgress) => void
  now: () => number
}>

const filters: Readonly<Record<ExportFormat, FileFilter>> = {
  markdown: { name: 'Markdown', extensions: ['md', 'markdown'] },
  docx: { name: 'Word document', extensions: ['docx'] },
  epub: { name: 'EPUB', extensions: ['epub'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  html: { name: 'Web page', extensions: ['html', 'htm'] },
  text: { name: 'Plain text', extensions: ['txt'] },
}

/** What crosses into files and out of them. Paths stay here: the window knows jobs by their ids. */
export function filesHandlers(parts: FilesParts): Readonly<{ handlers: Pick<Handlers, Name>; stop: () => void }> {
  const { db, dialogs, onProgress, now } = parts
  const jobs = createJobs(parts.start, onProgress)
  const written = new Map<JobId, string>()
  /** The import whose preview is shown. `pathOf`: where a file lies, by the name that the import knows it by. */
  let read: Readonly<{ id: JobId; imported: Imported; pathOf: (name: string) => string }> | null = null

  function importOf(id: JobId) {
    if (read?.id !== id)
      throw new FilesFault({ code: 'bad-request', message: 'This import is over. Choose the files again.' })
    return read
  }

  /** The bytes to write; null if the job was cancelled. */
  async function converted({ id, format }: ExportRequest, book: Book): Promise<Uint8Array | null> {
    const answer = await jobs.run(id, { kind: 'export', book, format })
    if (answer?.kind !== 'exported') return null
    if (format !== 'pdf') return answer.bytes
    onProgress({ id, doing: 'Laying out the pages', done: 0, of: 0 })
    const { title, language } = book
    return parts.print({ title, language, body: new TextDecoder().decode(answer.bytes) })
  }

  const handlers: Pick<Handlers, Name> = {
    async 'export:run'(request) {
      const behind: string[] = []
      const book = bookOf(db, request, now(), title => behind.push(title))
      const filter = filters[request.format]
      const path = await dialogs.save(`${fileName(book.title)}.${filter.extensions[0] ?? ''}`, filter)
      if (path === null) return null
      const bytes = await converted(request, book)
      if (bytes === null || jobs.isCancelled(request.id)) return null
      await writeWhole(path, bytes)
      written.set(request.id, path)
      return { name: basename(path), behind }
    },
    async 'export:library'(id) {
      const behind: string[] = []
      const projects = wholeProjects(db, title => behind.push(title))
      const parent = await dialogs.openFolder('Where to put the folder')
      if (parent === null) return null
      const answer = await jobs.run(id, { kind: 'export-library', projects })
      if (answer?.kind !== 'exported-library') return null
      const day = new Date(now()).toISOString().slice(0, 10)
      const files = answer.files.map(file => ({
        name: file.name,
        bytes: () => ('bytes' in file ? file.bytes : attachmentBytes(db, file.attachment)),
      }))
      const path = await writeFolder(parent, `Palimpsest library ${day}`, files, {
        onFile: (done, doing) => onProgress({ id, doing, done, of: files.length }),
        isCancelled: () => jobs.isCancelled(id),
      })
      if (path === null) return null
      written.set(id, path)
      return { name: basename(path), behind }
    },
    'export:reveal'(id) {
      const path = written.get(id)
      if (path !== undefined) dialogs.reveal(path)
    },
    async 'import:read'(id, from) {
      const chosen = from === 'files' ? await chooseFiles() : await chooseFolder()
      const answer = chosen && (await jobs.run(id, chosen.order))
      if (answer?.kind !== 'imported') return null
      read = { id, imported: answer.imported, pathOf: chosen!.pathOf }
      return previewOf(answer.imported)
    },
    'import:split': (id, split) => previewOf(importOf(id).imported, split),
    async 'import:keep'(choice) {
      const { imported, pathOf } = importOf(choice.id)
      const wanted = wantedOf(imported, choice)
      const names = [
        ...wanted.flatMap(({ attached = [] }) => attached.map(({ file }) => file)),
        ...(choice.keepOriginals ? wanted.flatMap(({ original }) => original ?? []) : []),
      ]
      const tell = (doing: string, done: number, of: number) => onProgress({ id: choice.id, doing, done, of })
      const paths = new Map(names.map(name => [name, pathOf(name)]))
      const files = await readOriginals(paths, {
        onFile: (done, name) => tell(`Reading ${basename(name)}`, done, paths.size),
        isCancelled: () => jobs.isCancelled(choice.id),
      })
      if (files === null) return null
      tell(`Keeping ${wanted.length.toLocaleString('en')} documents`, 0, 0)
      // One transaction, in which nothing else is answered: what the writer has said before it is heard first.
      await setImmediate()
      if (jobs.isCancelled(choice.id)) return null
      importOf(choice.id)
      const kept = keepImport(db, chosenOf({ ...imported, parts: wanted }, choice, files, now()), now())
      read = null
      return kept
    },
    'original:list': document => listOriginals(db, document),
    async 'original:save'(document, key) {
      const { name, bytes } = loadOriginal(db, document, key)
      const ending = extname(name).slice(1)
      const path = await dialogs.save(name, {
        name: ending.toUpperCase() || 'File',
        extensions: ending ? [ending] : [],
      })
      if (path === null) return null
      await writeWhole(path, bytes)
      return { name: basename(path) }
    },
    'job:cancel'(id) {
      if (read?.id === id) read = null
      jobs.cancel(id)
    },
  }

  async function chooseFiles() {
    const paths = await dialogs.openFiles({ name: 'Texts', extensions: [...READABLE] })
    const byName = new Map(paths?.map(path => [basename(path), path]))
    return paths && { order: { kind: 'import', paths } as const, pathOf: (name: string) => byName.get(name) ?? name }
  }

  async function chooseFolder() {
    const path = await dialogs.openFolder('Which folder to import')
    if (path === null) return null
    return { order: { kind: 'import-folder', path } as const, pathOf: (name: string) => join(path, ...name.split('/')) }
  }

  return { handlers, stop: jobs.stop }
}
