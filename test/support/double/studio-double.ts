import { computing } from '../computing.ts'
import type { CallName, Calls, Events, StudioApi } from '@contract/ipc.ts'
import type { Label, Place } from '@contract/binder.ts'
import type { RunLine } from '@contract/history.ts'
import { regionString } from '@contract/infill.ts'
import type { RunReport } from '@contract/infill.ts'
import type {
  Document,
  DocumentId,
  DocumentSummary,
  DocJson,
  LibraryView,
  Project,
  ProjectId,
  RunRecord,
  Settings,
} from '@contract/library.ts'
import { NO_ORIGINS } from '@contract/origin.ts'
import type { Fault } from '@contract/result.ts'
import { createEngineDouble } from './engine-double.ts'
import { docOf, letter, light, storm } from './sample.ts'

/** What a test or a look may ask of the double. */
export type DoubleOptions = Readonly<{
  settings?: Partial<Settings>
  readOnly?: string
  /** The content of the first document, in place of the sample story. */
  doc?: DocJson
  /** Looked at before every call: a fault is answered in place of the call. */
  refuse?: (name: CallName) => Fault | null
  model?: ReturnType<Calls['model:state']>
}>

type Made = { [N in CallName]: (...args: Parameters<Calls[N]>) => ReturnType<Calls[N]> }

const settings: Settings = {
  theme: 'light',
  typographicQuotes: true,
  spelling: false,
  dictionary: '',
  origins: 'off',
  heat: 'off',
  linksLocked: true,
  openDocument: 'storm' as DocumentId,
  binderShown: true,
  studioShown: true,
  typewriter: false,
  dailyGoal: null,
  sessionGoal: null,
  run: {
    variants: 3,
    length: { kind: 'auto' },
    strength: 1,
    temperature: 0.7,
    seed: 48213,
    sampler: 'forward',
    care: 'normal',
    use: [],
    avoid: [],
    around: 'nothing',
  },
  seedFixed: false,
  backend: 'auto',
  toured: true,
  presets: [],
  keys: {},
}

/** `window.studio` without main, store and engine: everything in memory, gone with the page. */
export function createStudioDouble(options: DoubleOptions = {}): StudioApi {
  const listeners: { [E in keyof Events]: Set<(event: Events[E]) => void> } = {
    'engine:news': new Set(),
    'close:asked': new Set(),
    'library:damaged': new Set(),
    'backup:failed': new Set(),
    'job:progress': new Set(),
    'menu:chosen': new Set(),
  }
  const engine = createEngineDouble(news => listeners['engine:news'].forEach(listener => listener(news)))
  const made = handlers(options, engine)
  return {
    platform: 'linux',
    on: (name, listener) => {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
    call: async (name, ...args) => {
      const fault = options.refuse?.(name) ?? null
      await new Promise(done => setTimeout(done, 5))
      if (fault) return { ok: false, fault }
      const make = made[name] as (...args: unknown[]) => never
      return { ok: true, value: make(...args) }
    },
  }
}

function handlers(options: DoubleOptions, engine: ReturnType<typeof createEngineDouble>): Made {
  const projects = new Map<ProjectId, Project>()
  const documents = new Map<DocumentId, Document>()
  let kept: Settings = { ...settings, ...options.settings }
  const labels = new Map<string, Label>()
  let runs: RunRecord[] = []

  const project = (id: ProjectId, change: Partial<Project>) => projects.set(id, { ...projects.get(id)!, ...change })
  const document = (id: DocumentId, change: Partial<Document>) => {
    const next = { ...documents.get(id)!, ...change }
    documents.set(id, next)
    return summaryOf(next)
  }
  const describe = (ids: readonly DocumentId[], change: Partial<Document>) => ids.map(id => document(id, change))
  const at = ({ project, parent, position }: Place) => ({ project, parent, position })
  const add = (id: string, title: string, home: string, source: string | DocJson) => {
    const doc = typeof source === 'string' ? docOf(source) : source
    const words = JSON.stringify(doc).match(/\b[a-z’]+\b/gi)?.length ?? 0
    documents.set(id as DocumentId, {
      ...{ id: id as DocumentId, project: home as ProjectId, title, position: documents.size, words },
      ...{ trashedAtMs: null, updatedAtMs: Date.now(), doc, caret: { anchor: 1, head: 1 } },
      ...{ revision: 0, journal: [], parent: null, isImage: false },
      ...{ kind: 'scene', label: null, status: 'none', synopsis: '', target: null },
    })
  }
  const begin = (id: string, title: string) =>
    projects.set(id as ProjectId, { id: id as ProjectId, title, position: projects.size, trashedAtMs: null })
  begin('lamplighter', 'The Lamplighter')
  begin('notes', 'Notes')
  add('storm', 'The storm', 'lamplighter', options.doc ?? storm)
  add('letter', 'The letter', 'lamplighter', letter)
  add('water', 'Low water', 'lamplighter', '')
  add('light', 'The light, how it works', 'notes', light)

  const settle = (id: RunRecord['id'], change: Partial<RunRecord>) =>
    (runs = runs.map(run => (run.id === id ? { ...run, ...change } : run)))

  return {
    'library:view': (): LibraryView => ({
      projects: [...projects.values()],
      documents: [...documents.values()].map(summaryOf),
      labels: [...labels.values()],
      settings: kept,
      readOnly: options.readOnly ?? null,
    }),
    'project:create': (id, title) => ({ project: begin(id, title).get(id)!, documents: [] }),
    'project:rename': (id, title) => void project(id, { title }),
    'project:trash': id => void project(id, { trashedAtMs: Date.now() }),
    'project:restore': id => void project(id, { trashedAtMs: null }),
    'document:create': (id, place, title, kind) => {
      add(id, title, place.project, '')
      return [document(id, { ...at(place), kind })]
    },
    'document:load': id => documents.get(id)!,
    'document:save': ({ id, doc, words, caret }) => {
      const revision = documents.get(id)!.revision + 1
      return { ...document(id, { doc, words, caret, revision, updatedAtMs: Date.now() }), revision, recovered: [] }
    },
    'document:save-all': () => [],
    'document:texts': () => [],
    'search:text': () => ({ documents: [], footnotes: [], cards: [], scraps: [], runs: [] }),
    'document:journal': () => undefined,
    'document:rename': (id, title) => void document(id, { title }),
    'document:move': (ids, place) => describe(ids, at(place)),
    'document:trash': ids => describe(ids, { trashedAtMs: Date.now() }),
    'document:restore': id => describe([id], { trashedAtMs: null }),
    'document:describe': describe,
    'document:split': (stays, rest) => {
      const home = document(stays.id, stays)
      add(rest.id, rest.title, home.project, rest.doc)
      return [home, document(rest.id, { position: home.position + 1, words: rest.words })]
    },
    'document:merge': (joined, others) => [
      document(joined.id, joined),
      ...describe(others, { trashedAtMs: Date.now() }),
    ],
    'document:duplicate': copies =>
      copies.map(({ from, to }) => {
        documents.set(to, { ...documents.get(from)!, id: to })
        return document(to, {})
      }),
    'document:add-image': (id, place, title) => {
      add(id, title, place.project, '')
      return [document(id, { ...at(place), kind: 'research', isImage: true })]
    },
    'document:image': () => ({ mediaType: 'image/png', bytes: new Uint8Array() }),
    'label:save': label => void labels.set(label.id, label),
    'label:delete': id => void labels.delete(id),
    'writing:days': () => [],
    'window:full-screen': () => undefined,
    'window:edit': () => undefined,
    'menu:show-keys': () => undefined,
    'library:back-up': () => '/library/backups/library 2026-01-02T03-04-05.000Z by hand.sqlite',
    'library:recover': () => undefined,
    'backup:list': () => [],
    'backup:look': () => ({ documents: 0, words: 0, loss: null }),
    'backup:restore': () => null,
    'backup:other-folder': () => null,
    'backup:choose-folder': () => null,
    'recovery:view': () => ({
      ...{ trouble: 'damaged', folder: '/library', detail: 'Page 3 is damaged.', rescued: null, acts: ['retry'] },
      ...{ theme: 'system', readable: null },
    }),
    'recovery:act': () => null,
    'recovery:show-folder': () => undefined,
    'recovery:quit': () => undefined,
    'snapshot:take': () => [],
    'snapshot:take-project': () => undefined,
    'snapshot:list': () => [],
    'snapshot:list-set': () => [],
    'snapshot:load': () => ({ doc: { type: 'doc' }, text: '', words: 0 }),
    'snapshot:rename': () => undefined,
    'snapshot:remove': () => undefined,
    'snapshot:restore': () => [],
    'scrap:keep': () => undefined,
    'scrap:list': () => ({ scraps: [], next: null }),
    'scrap:load': () => ({ doc: { type: 'doc' }, openStart: 0, openEnd: 0, text: '', words: 0 }),
    'scrap:star': () => undefined,
    'scrap:trash': () => undefined,
    'scrap:restore': () => undefined,
    'export:run': () => ({ name: 'Light Shown.md', behind: [] }),
    'export:library': () => ({ name: 'Palimpsest library', behind: [] }),
    'export:reveal': () => undefined,
    'import:read': () => null,
    'import:split': () => {
      throw new RangeError('the double reads no files')
    },
    'import:keep': () => ({ projects: [], documents: [] }),
    'original:list': () => [],
    'original:save': () => null,
    'job:cancel': () => undefined,
    'spelling:view': () => ({ dictionaries: [], words: [] }),
    'spelling:check': () => [],
    'spelling:suggest': () => [],
    'spelling:add-word': word => ({ dictionaries: [], words: [word] }),
    'spelling:remove-word': () => ({ dictionaries: [], words: [] }),
    'spelling:add-dictionary': () => null,
    'settings:save': next => void (kept = next),
    'run:start': (request, id) => {
      const record: RunRecord = {
        ...{ id: request.id, document: id, startedAtMs: Date.now(), fate: 'running', accepted: null, starred: [] },
        ...{ settings: request.settings, passage: request.passage, start: request.start ?? null, end: null },
      }
      runs = [record, ...runs]
      engine.run(request, (report: RunReport) =>
        settle(request.id, { fate: 'offered', end: { kind: 'offered', report } }),
      )
    },
    'run:cancel': id => {
      settle(id, { fate: 'stopped', end: { kind: 'stopped', last: null } })
      engine.cancel(id)
    },
    'run:foresee': () => undefined,
    'question:ask': () => {
      throw new RangeError('the double asks no model')
    },
    'question:cancel': () => undefined,
    'run:settle': (id, accepted) => void settle(id, { fate: accepted === null ? 'discarded' : 'accepted', accepted }),
    'run:star': (id, variant, on) => {
      const starred = runs.find(run => run.id === id)!.starred.filter(it => it !== variant)
      settle(id, { starred: on ? [...starred, variant].sort() : starred })
    },
    'run:list': ({ scope, text }) => ({
      runs: runs
        .filter(run => !('document' in scope) || run.document === scope.document)
        .filter(run => JSON.stringify(run).includes(text))
        .map(lineOf),
      next: null,
    }),
    'run:load': id => runs.find(run => run.id === id)!,
    'run:foresee-pruning': () => ({ gone: [], runs: runs.length, bytes: runs.length * 1_000 }),
    'run:prune': ids => void (runs = runs.filter(run => !ids.includes(run.id))),
    'origins:report': id => ({
      ...{ project: projects.get(id)!.title, madeAtMs: Date.now(), counts: { ...NO_ORIGINS, writer: 900, model: 100 } },
      documents: [],
    }),
    'origins:export': () => '/documents/whose words.md',
    'model:state': () =>
      options.model ?? { kind: 'ready', title: 'Starter', version: '1.0', milliseconds: 812, ...computing },
    'engine:attach': () => undefined,
    'close:ready': () => undefined,
    'close:held': () => undefined,
  }
}

function summaryOf(document: Document): DocumentSummary {
  const { doc: _doc, caret: _caret, revision: _revision, journal: _journal, ...summary } = document
  return summary
}

function lineOf({ id, document, startedAtMs, fate, accepted, starred, settings, passage, end }: RunRecord): RunLine {
  const variants = end?.kind === 'offered' ? end.report.variants : []
  return {
    ...{ id, document, startedAtMs, fate, accepted, settings, model: null, fault: null },
    regions: passage.flatMap(span => (span.kind === 'region' ? [span.text] : [])),
    variants: variants.map(({ seed, fit, regions }, number) => ({
      ...{ number, seed, fit, starred: starred.includes(number) },
      text: regions.map(regionString).join('\n'),
    })),
  }
}
