import { basename } from 'node:path'
import { fileOf } from './export.ts'
import { UnreadableFile } from './failures.ts'
import { libraryFiles } from './folder/write.ts'
import { gather, gatherFolder } from './gather.ts'
import { importFiles, importFolder, isReadable } from './import.ts'
import type { FilesNews, FilesOrder } from './jobs.ts'

/** Does what it is told, telling how far it is. Never throws: what goes wrong is news too. */
export async function obey(order: FilesOrder, tell: (news: FilesNews) => void): Promise<FilesNews> {
  try {
    return await answer(order, (doing, done, of) => tell({ kind: 'progress', doing, done, of }))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return {
      kind: 'failed',
      fault: { code: error instanceof UnreadableFile ? 'file-unreadable' : 'internal', message },
    }
  }
}

type OnProgress = (doing: string, done: number, of: number) => void

async function answer(order: FilesOrder, onProgress: OnProgress): Promise<FilesNews> {
  switch (order.kind) {
    case 'export':
      onProgress('Converting the text', 0, 0)
      return { kind: 'exported', bytes: await fileOf(order.book, order.format) }
    case 'export-library':
      onProgress('Converting the texts', 0, 0)
      return { kind: 'exported-library', files: libraryFiles(order.projects) }
    case 'import': {
      const sources = await gather(order.paths)
      const onFile = (done: number, name: string) => onProgress(`Reading ${name}`, done, sources.length)
      return { kind: 'imported', imported: await importFiles(sources, onFile) }
    }
    case 'import-folder': {
      onProgress('Looking through the folder', 0, 0)
      const { sources, others } = await gatherFolder(order.path, isReadable)
      const onFile = (done: number, name: string) => onProgress(`Reading ${name}`, done, sources.length)
      return { kind: 'imported', imported: await importFolder(basename(order.path), sources, others, onFile) }
    }
  }
}
