import { withFootnotes } from '@contract/doc-json.ts'
import type { StudioApi } from '@contract/ipc.ts'
import { ask } from '../state/ask.ts'
import { createDocumentStore } from '../state/document.ts'
import type { DocumentStore } from '../state/document.ts'
import { createFiles } from '../state/files.ts'
import type { Files } from '../state/files.ts'
import { createHistory } from '../state/history.ts'
import type { History } from '../state/history.ts'
import { createGlance } from '../state/glance.ts'
import type { GlanceStore } from '../state/glance.ts'
import { createInspect } from '../state/inspect.ts'
import type { Inspect } from '../state/inspect.ts'
import { createLibrary } from '../state/library.ts'
import type { Library } from '../state/library.ts'
import { createLongWork } from '../state/long-work.ts'
import type { LongWork } from '../state/long-work.ts'
import { createModel } from '../state/model.ts'
import type { Model } from '../state/model.ts'
import { createOrigins } from '../state/origins.ts'
import type { Origins } from '../state/origins.ts'
import { createNotices } from '../state/notices.ts'
import type { Notices } from '../state/notices.ts'
import { createWriting } from '../state/writing.ts'
import type { Writing } from '../state/writing.ts'
import { putOnClipboard } from './clipboard.ts'
import { createTimeline } from '../state/timeline.ts'
import type { TimelineStore } from '../state/timeline.ts'
import { createRuns } from '../state/runs.ts'
import type { Runs } from '../state/runs.ts'
import { createSpelling } from '../state/spelling.ts'
import type { Spelling } from '../state/spelling.ts'
import { createScraps } from '../state/scraps.ts'
import type { Scraps } from '../state/scraps.ts'
import { createSearch } from '../state/search.ts'
import type { Search } from '../state/search.ts'
import { createSurprise } from '../state/surprise.ts'
import type { Surprise } from '../state/surprise.ts'
import { createBackups } from '../state/backups.ts'
import type { Backups } from '../state/backups.ts'
import { createParting } from '../state/parting.ts'
import type { Parting } from '../state/parting.ts'
import { createSnapshots } from '../state/snapshots.ts'
import type { Snapshots } from '../state/snapshots.ts'
import { keepUntaken } from './untaken.ts'

export type Stores = Readonly<{
  library: Library
  document: DocumentStore
  files: Files
  history: History
  inspect: Inspect
  longWork: LongWork
  glance: GlanceStore
  model: Model
  notices: Notices
  origins: Origins
  runs: Runs
  scraps: Scraps
  search: Search
  spelling: Spelling
  surprise: Surprise
  timeline: TimelineStore
  /** What the dialog for going to a document finds. */
  jump: Search
  writing: Writing
  /** Listens for what the application's menu is asked for. Returns what ends it. */
  menu: (listener: (command: string) => void) => () => void
  backups: Backups
  snapshots: Snapshots
  parting: Parting
}>

const SAVE_NOTICE = 'save'

/** The stores of one window, made once and handed to each other. */
export function createStores(studio: StudioApi): Stores {
  const notices = createNotices()
  const parting = createParting()
  const library = createLibrary(studio, notices)
  const history = createHistory(studio)
  const files = createFiles(studio, library, notices)
  const longWork = createLongWork(studio)
  const writing = createWriting(studio)
  const model = createModel(studio, text => notices.say(text))
  const origins = createOrigins(studio)
  const backups = createBackups(studio, notices)
  const snapshots = createSnapshots(studio, notices)
  const scraps = createScraps(studio, notices)
  const runs = createRuns(studio, {
    onFault: ({ message }) => notices.say(message, 'alert'),
    onSettled: () => void history.refresh(),
    onUntaken: (changed, document) => keepUntaken({ library, scraps, notices }, changed, document),
  })
  const inspect = createInspect(studio, runs)
  const glance = createGlance(studio)
  const timeline = createTimeline(runs, { isCalm: () => matchMedia('(prefers-reduced-motion: reduce)').matches })
  const document: DocumentStore = createDocumentStore(studio, {
    onSaved: summary => {
      const before = library.view()?.documents.find(({ id }) => id === summary.id)
      writing.note(summary, before?.words ?? summary.words)
      library.noteSaved(summary)
    },
    onSetAside: recovered => {
      library.noteSaved(recovered)
      notices.keep(
        `recovered-${recovered.id}`,
        'alert',
        `Some words that were typed before the studio stopped do not fit this document any more. They are kept beside it as ${recovered.title}.`,
      )
    },
    onFailure: ({ message }) =>
      notices.keep(
        SAVE_NOTICE,
        'alert',
        `Not saved. ${message} Your text is kept in this window, and saving is tried again.`,
        [
          { label: 'Retry', run: () => void document.flush() },
          { label: 'Copy the text', run: () => copyText(document, notices) },
        ],
      ),
    onRecovered: () => {
      notices.drop(SAVE_NOTICE)
      notices.say('Saved again. Nothing was lost.')
    },
  })
  studio.on('backup:failed', ({ message }) =>
    notices.keep(
      'backup',
      'alert',
      `The hourly backup could not be made. ${message} Your text is in the library; the backup is tried again.`,
    ),
  )
  studio.on('library:damaged', () =>
    notices.keep(
      'damaged',
      'alert',
      'The library file is damaged: part of it cannot be read. What is on this page is kept if you go on to what can be done.',
      [
        { label: 'See what can be done', run: () => void recover(studio, parting, document, notices) },
        { label: 'Copy the text', run: () => copyText(document, notices) },
      ],
    ),
  )
  const spelling = createSpelling(studio, notices)
  const surprise = createSurprise(studio)
  const search = createSearch(studio, document.flush)
  const jump = createSearch(studio, document.flush)
  const menu: Stores['menu'] = listener => studio.on('menu:chosen', listener)
  return {
    library,
    document,
    files,
    history,
    inspect,
    longWork,
    glance,
    model,
    notices,
    origins,
    runs,
    scraps,
    search,
    spelling,
    surprise,
    timeline,
    jump,
    writing,
    menu,
    backups,
    snapshots,
    parting,
  }
}

/** Before the window goes: keeps all that is in it alone. Resolves to whether the writer's words are on the disk. */
export async function keepAll({ parting, library, document }: Stores): Promise<boolean> {
  const isKept = await parting.part()
  await library.flushSettings()
  return (await document.flush()) && isKept
}

/** Leaves the damaged library for the window that says what can be done. What cannot be saved goes into a file beside it. */
async function recover(studio: StudioApi, parting: Parting, document: DocumentStore, notices: Notices): Promise<void> {
  // What could not be kept is told, and is not to go with the window.
  if (!(await parting.part())) return
  const saved = await document.flush()
  const state = document.store.getState()
  const text = wholeText(document)
  const unsaved = saved || state.phase !== 'open' || text === null ? null : { title: state.document.title, text }
  const reply = await ask(studio, 'library:recover', unsaved)
  if (!reply.ok) notices.say(`What you typed could not be kept, so nothing was closed. ${reply.fault.message}`, 'alert')
}

/** Copies the open document's plain text, so that it can be kept elsewhere. */
export function copyText(document: DocumentStore, notices: Notices): void {
  const text = wholeText(document)
  if (text === null) return
  if (putOnClipboard(text)) notices.say('The whole text is on the clipboard. Paste it into another program to keep it.')
  else notices.say('The clipboard did not take the text. Select all of it (Ctrl A) and copy it (Ctrl C).', 'alert')
}

/** What the editor holds, footnotes and all; null while none is on screen. */
function wholeText(document: DocumentStore): string | null {
  const draft = document.draft()
  return draft && withFootnotes(draft.text, draft.doc)
}
