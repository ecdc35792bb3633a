import { onTestFinished } from 'vitest'
import { HISTORY_PAGE_MAX } from '@contract/history.ts'
import type { HistoryQuery, RunLine } from '@contract/history.ts'
import type { RegionText, RunReport, RunRequest, Variant } from '@contract/infill.ts'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { RunId } from '@contract/infill.ts'
import type { Places } from '@contract/places.ts'
import type { NewScrap, ScrapId } from '@contract/scraps.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { createDocument } from '../../electron/store/documents.ts'
import { listRuns } from '../../electron/store/history.ts'
import { openLibrary } from '../../electron/store/open.ts'
import type { Library } from '../../electron/store/open.ts'
import { createProject } from '../../electron/store/projects.ts'
import { defaultRunSettings } from '../../electron/store/settings.ts'
import { freshFolder } from './folders.ts'

export const p = (id: string) => id as ProjectId
export const d = (id: string) => id as DocumentId
export const r = (id: string) => id as RunId

/** Opens the library in `folder` for as long as the test lasts, or until it closes it. */
export async function opened(folder: string, at = 1_000): Promise<Library> {
  const library = await openLibrary(folder, new Date(at))
  onTestFinished(() => {
    if (library.db.open) library.close()
  })
  return library
}

/** A new library on the disk, with a project `p` and the documents named in it. */
export async function libraryWith(...documents: string[]): Promise<WriteDb> {
  const { db } = await opened(freshFolder())
  createProject(db, p('p'), 'P', 1)
  for (const id of documents) createDocument(db, d(id), p('p'), id.toUpperCase(), 1)
  return db
}

/** A request to rewrite `text`, which stands between "before " and " after". */
export function request(id: string, text = 'the old words'): RunRequest {
  return {
    id: r(id),
    passage: [
      { kind: 'fixed', text: 'before ' },
      { kind: 'region', text, kept: [] },
      { kind: 'fixed', text: ' after' },
    ],
    settings: defaultRunSettings,
  }
}

/** The query for the runs of document `a`. */
export function historyOf(change: Partial<HistoryQuery> = {}): HistoryQuery {
  const scope = { kind: 'document', document: d('a') } as const
  return { scope, text: '', starred: false, accepted: false, sinceMs: null, ...change }
}

/** All runs that it finds. */
export const listed = (db: WriteDb, change: Partial<HistoryQuery> = {}): readonly RunLine[] =>
  listRuns(db, historyOf(change), null, HISTORY_PAGE_MAX).runs

export function written(text: string): RegionText {
  return [{ kind: 'written', text, certainty: 0.5, step: 1 }]
}

/** Three places in two slots, the last one open. */
export const places: Places = {
  model: 'ab12',
  rooms: [2, 1],
  counted: [2, 1],
  ids: [7, 0, -1],
  certainty: [0.5, 1, 0],
  steps: [1, 0, 0],
}

export function variant(text: string, seed = 7): Variant {
  return { seed, regions: [written(text)], places: null, fit: { text: -1.5, after: -0.25 } }
}

export function report(...texts: string[]): RunReport {
  return {
    variants: texts.map((text, i) => variant(text, i)),
    steps: 12,
    passes: 15,
    milliseconds: 340.5,
    model: 'starter 0.1.0',
    modelHash: 'ab12',
    backend: 'CPU',
  }
}

/** A scrap that says `text`, of project `p` and document `a`, a line cut out of a paragraph. */
export function scrap(id: string, text: string, change: Partial<NewScrap> = {}): NewScrap {
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } as const
  const content = { doc, text, words: text.split(' ').length, openStart: 1, openEnd: 1 }
  return { id: id as ScrapId, project: p('p'), document: d('a'), run: null, content, ...change }
}
