import type { Answer, Question, QuestionId } from './ask.ts'
import type { Card, DocumentKind, Label, LabelId, Picture, Place, TemplateName, WritingDay } from './binder.ts'
import type { EngineNews, ModelState } from './engine.ts'
import type {
  ExportRequest,
  Exported,
  ImportChoice,
  ImportFrom,
  ImportKept,
  ImportPreview,
  JobId,
  JobProgress,
  Original,
  Split,
  WrittenFile,
} from './files.ts'
import type { HistoryPage, HistoryQuery, PrunePreview, PruneRule, RunCursor } from './history.ts'
import type { Around, Passage, RunId, RunRequest, RunSettings } from './infill.ts'
import type {
  BasedDraft,
  Document,
  DocumentDraft,
  DocumentId,
  DocumentSummary,
  JournalEntry,
  LibraryView,
  NewDocument,
  Project,
  ProjectId,
  RunRecord,
  SavedDocument,
  SavedText,
  Settings,
} from './library.ts'
import type { OriginReport } from './origin.ts'
import type { Backup, BackupContents, RecoveryAct, RecoveryOutcome, RecoveryView, UnsavedText } from './recovery.ts'
import type { Fault, Result } from './result.ts'
import type { NewScrap, ScrapContent, ScrapCursor, ScrapId, ScrapPage, ScrapQuery } from './scraps.ts'
import type { Snapshot, SnapshotContent, SnapshotId, SnapshotRequest, SnapshotSetId } from './snapshots.ts'
import type { DocumentText, SearchQuery, SearchResults } from './search.ts'
import type { SpellingView } from './spelling.ts'

/** What the renderer may ask of main. Add a line; the compiler asks for the handler and the check. Callers mint the ids. */
export type Calls = {
  'library:view': () => LibraryView
  /** With the documents of its template. */
  'project:create': (id: ProjectId, title: string, template: TemplateName) => MadeProject
  'project:rename': (id: ProjectId, title: string) => void
  'project:trash': (id: ProjectId) => void
  'project:restore': (id: ProjectId) => void
  'document:load': (id: DocumentId) => Document
  /** Returns when it is on the disk. */
  'document:save': (draft: DocumentDraft) => SavedDocument
  /** Keeps changes until the next save holds them. Returns when they are on the disk. */
  'document:journal': (entry: JournalEntry) => void
  /**
   * Saves all of these or none: refused as `document-changed` unless each is based on what the library holds now, its
   * journal included. For documents that no editor has open.
   */
  'document:save-all': (drafts: readonly BasedDraft[]) => readonly SavedText[]
  /** The texts of one project's documents, or (null) of all. What is in the trash is left out. */
  'document:texts': (project: ProjectId | null) => readonly DocumentText[]
  'document:rename': (id: DocumentId, title: string) => void
  /** This and the calls below return every document that they made or changed. */
  'document:create': (id: DocumentId, place: Place, title: string, kind: DocumentKind) => DocumentSummary[]
  /** Puts documents, with all they hold, one after the other at a place; `position` does not count them. */
  'document:move': (ids: readonly DocumentId[], place: Place) => DocumentSummary[]
  'document:trash': (ids: readonly DocumentId[]) => DocumentSummary[]
  /** Takes a document out of the trash, and with it what it stands under. */
  'document:restore': (id: DocumentId) => DocumentSummary[]
  'document:describe': (ids: readonly DocumentId[], change: Partial<Card>) => DocumentSummary[]
  /** Saves what stays and makes a document of the rest, right after it. */
  'document:split': (stays: DocumentDraft, rest: NewDocument) => DocumentSummary[]
  /** Saves the joined text in its first document; the others, whose text is in it, go to the trash as they are. */
  'document:merge': (joined: DocumentDraft, others: readonly DocumentId[]) => DocumentSummary[]
  /** Copies documents under new ids: first one, then what it holds. The copy stands right after it. */
  'document:duplicate': (copies: readonly Copy[]) => DocumentSummary[]
  'document:add-image': (id: DocumentId, place: Place, title: string, bytes: Uint8Array) => DocumentSummary[]
  /** The picture of a document that is one. */
  'document:image': (id: DocumentId) => Picture
  /** Makes a label, or gives it another name or colour. */
  'label:save': (label: Label) => void
  /** Documents that have it then have none. */
  'label:delete': (id: LabelId) => void
  /** Days on which something was written, from `sinceDay` (`2026-01-31`) on, in order. */
  'writing:days': (sinceDay: string) => WritingDay[]
  /** Copies the whole library beside it, reopens the copy and checks it. Returns the file that was made. */
  'library:back-up': (job: JobId) => string | null
  /**
   * Closes the library where damage was found in it, and shows what can be done. `unsaved`: what could not be saved is kept in
   * a file beside it first.
   */
  'library:recover': (unsaved: UnsavedText | null) => void
  /** All backups, newest first. */
  'backup:list': () => Backup[]
  /** Looks into the backup of that name. */
  'backup:look': (name: string) => BackupContents
  /** Puts the backup in the library's place; what was there is kept beside it. The studio then opens anew. */
  'backup:restore': (name: string, job: JobId) => RecoveryOutcome
  /** The other folder that backups are copied to as well, or null. */
  'backup:other-folder': () => string | null
  /** Lets the writer choose that folder, or (`none`) goes back to having none. Returns what it is now. */
  'backup:choose-folder': (none: boolean) => string | null
  'recovery:view': () => RecoveryView
  'recovery:act': (act: RecoveryAct, job: JobId) => RecoveryOutcome
  'recovery:show-folder': () => void
  'recovery:quit': () => void
  /** Returns the document's snapshots, newest first. */
  'snapshot:take': (request: SnapshotRequest) => Snapshot[]
  /** Of every document of the project that is not in the trash, as they were last saved. */
  'snapshot:take-project': (project: ProjectId, name: string) => void
  'snapshot:list': (document: DocumentId) => Snapshot[]
  'snapshot:list-set': (set: SnapshotSetId) => Snapshot[]
  'snapshot:load': (id: SnapshotId) => SnapshotContent
  /** A name, which may be empty. What has one is never pruned. */
  'snapshot:rename': (id: SnapshotId, name: string) => void
  'snapshot:remove': (id: SnapshotId) => void
  /** Puts documents back as they were, keeping first how they are. Not for the open one: the editor restores that. */
  'snapshot:restore': (ids: readonly SnapshotId[]) => DocumentSummary[]
  /** Puts a piece of text on its project's shelf. Returns when it is on the disk. */
  'scrap:keep': (scrap: NewScrap) => void
  /** A page of scraps, from behind `after` on, or (null) from the newest; at most `limit`. */
  'scrap:list': (query: ScrapQuery, after: ScrapCursor | null, limit: number) => ScrapPage
  'scrap:load': (id: ScrapId) => ScrapContent
  'scrap:star': (id: ScrapId, on: boolean) => void
  /** Takes it off the shelf, where it can be put back from. */
  'scrap:trash': (id: ScrapId) => void
  'scrap:restore': (id: ScrapId) => void
  'search:text': (query: SearchQuery) => SearchResults
  /** Asks where, and writes the file. Null if the writer chose no place, or cancelled the job. */
  'export:run': (request: ExportRequest) => Exported | null
  /** Asks where, and writes all projects as a folder of Markdown, with JSON that imports back to the same. */
  'export:library': (id: JobId) => Exported | null
  /** Shows what a job wrote in the system's own view of folders. */
  'export:reveal': (id: JobId) => void
  /** Asks which files, and reads them. Nothing is kept yet. Null if the writer chose none, or cancelled the job. */
  'import:read': (id: JobId, from: ImportFrom) => ImportPreview | null
  'import:split': (id: JobId, split: Split) => ImportPreview
  /** Makes documents of what was read: all of those chosen, or none. Null if the writer cancelled the job. */
  'import:keep': (choice: ImportChoice) => ImportKept | null
  /** The files that a document was imported from, as far as they were kept. */
  'original:list': (document: DocumentId) => Original[]
  /** Asks where, and writes such a file as it was. Null if the writer chose no place. */
  'original:save': (document: DocumentId, key: number) => WrittenFile | null
  /** Gives up an export, an import, a backup, going back to one, or a salvage. It leaves nothing behind. */
  'job:cancel': (id: JobId) => void
  /** Which dictionaries were added, and the writer's own words. */
  'spelling:view': () => SpellingView
  /** Those of the words that the chosen dictionary does not know. */
  'spelling:check': (words: readonly string[]) => readonly string[]
  /** What the word may have been meant to be, the likeliest first. */
  'spelling:suggest': (word: string) => readonly string[]
  'spelling:add-word': (word: string) => SpellingView
  'spelling:remove-word': (word: string) => SpellingView
  /** Asks for the files of a Hunspell dictionary, tries it, and keeps a copy beside the library. Null if none was chosen. */
  'spelling:add-dictionary': () => Readonly<{ name: string; view: SpellingView }> | null
  'settings:save': (settings: Settings) => void
  /** Queues a run and records it; its steps and its end come over the engine's port. */
  'run:start': (request: RunRequest, document: DocumentId) => void
  'run:cancel': (id: RunId) => void
  /** A run over this passage is likely: an idle engine reads what is around it already. */
  'run:foresee': (passage: Passage, wish: Pick<RunSettings, 'length' | 'around'>, document: DocumentId) => void
  /** Asks the model about a text. Changes none. Fails as `stopped` when it is cancelled. */
  'question:ask': (question: Question, document: DocumentId, around: Around) => Answer
  'question:cancel': (id: QuestionId) => void
  /** What became of an offered run: the index of the variant taken, or null for none. */
  'run:settle': (id: RunId, accepted: number | null) => void
  /** Puts a star on a variant of a run, by its index, or takes it off. */
  'run:star': (id: RunId, variant: number, on: boolean) => void
  /** A page of runs, from behind `after` on, or (null) from the newest; at most `limit`. */
  'run:list': (query: HistoryQuery, after: RunCursor | null, limit: number) => HistoryPage
  'run:load': (id: RunId) => RunRecord
  /** What a rule would delete, and nothing else; deletes nothing. */
  'run:foresee-pruning': (rule: PruneRule) => PrunePreview
  /** Deletes these runs for good: all of them or none. */
  'run:prune': (ids: readonly RunId[]) => void
  /** Whose words a project is made of, as it was last saved. */
  'origins:report': (project: ProjectId) => OriginReport
  /** Asks where to, and writes the report there. Returns the file; null when the writer thought better of it. */
  'origins:export': (project: ProjectId, format: 'markdown' | 'json') => string | null
  'model:state': () => ModelState
  /** Sends the engine's port to the window that asks. */
  'engine:attach': () => void
  /** Fills the screen with the window, or leaves that again. */
  'window:full-screen': () => void
  /** Cuts, copies or pastes in whatever has the focus, as the system's own menu does. */
  'window:edit': (act: EditAct) => void
  /** The keys that the menu may show beside its items. */
  'menu:show-keys': (keys: readonly MenuKey[]) => void
  /** Everything is saved: the window may close. */
  'close:ready': () => void
  /** Something could not be saved and the window is asking the writer, so main must not. `close:ready` may follow later. */
  'close:held': () => void
}

export const EDIT_ACTS = ['cut', 'copy', 'paste', 'paste-plain', 'select-all'] as const
export type EditAct = (typeof EDIT_ACTS)[number]
/** The key of a command, as `Mod+Shift+E`. */
export type MenuKey = Readonly<{ command: string; chord: string }>
export type MadeProject = Readonly<{ project: Project; documents: readonly DocumentSummary[] }>
export type Copy = Readonly<{ from: DocumentId; to: DocumentId }>

/** What main may tell the renderer, unasked. `engine:news` repeats what the engine's port can no longer say. */
export type Events = {
  'engine:news': EngineNews
  /** The window is about to close: save, then call `close:ready`, or `close:held` if that failed. */
  'close:asked': null
  /** Damage was found in the library while it is open. */
  'library:damaged': null
  /** The hourly backup could not be made. It is tried again. */
  'backup:failed': Fault
  'job:progress': JobProgress
  /** A command that the application's menu was asked for, by its id. */
  'menu:chosen': string
}

export type CallName = keyof Calls
/** What the recovery window may ask, where no library is open; the studio answers all but what is only for recovery. */
export type RecoveryCallName =
  Extract<CallName, `recovery:${string}`> | 'backup:list' | 'backup:look' | 'backup:restore' | 'job:cancel'
export type StudioCallName = Exclude<CallName, `recovery:${string}`>
export type Reply<N extends CallName> = Result<ReturnType<Calls[N]>>
export type Handlers = {
  [N in CallName]: (...args: Parameters<Calls[N]>) => ReturnType<Calls[N]> | Promise<ReturnType<Calls[N]>>
}
/** Types end at the process boundary, so every call's arguments are parsed in main. Throws on a bad one. */
export type Checks = { [N in CallName]: (args: unknown[]) => Parameters<Calls[N]> }

/** `window.studio`: all that preload exposes. */
export type StudioApi = Readonly<{
  call<N extends CallName>(name: N, ...args: Parameters<Calls[N]>): Promise<Reply<N>>
  /** News of the engine comes straight over its port as well as from main. Returns a function that stops listening. */
  on<E extends keyof Events>(name: E, listener: (event: Events[E]) => void): () => void
  /** `darwin`, `win32` or `linux`. */
  platform: string
}>
