import { dialog, MessageChannelMain } from 'electron'
import type { BrowserWindow, IpcMainInvokeEvent, MessagePortMain, WebContents } from 'electron'
import { join } from 'node:path'
import type { JobProgress } from '../contract/files.ts'
import type { EditAct, Events, Handlers, StudioCallName } from '../contract/ipc.ts'
import type { Library } from '../store/open.ts'
import { seedSample } from '../store/seed.ts'
import { loadSettings } from '../store/settings.ts'
import { createBackups } from './backups.ts'
import { checkerIn } from './check-process.ts'
import { checks } from './checks.ts'
import { createClosing } from './closing.ts'
import { createLongWork } from './long-work.ts'
import { createDamageWatch } from './damage-watch.ts'
import { createEngineHost } from './engine-host.ts'
import { engineForker } from './engine-process.ts'
import { toFault } from './fault.ts'
import { binderHandlers } from './handlers/binder.ts'
import { fileDialogs } from './files/dialogs.ts'
import { printPdf } from './files/print.ts'
import { filesForker } from './files/process.ts'
import { backupHandlers } from './handlers/backup.ts'
import { documentHandlers } from './handlers/document.ts'
import { filesHandlers } from './handlers/files.ts'
import { libraryHandlers } from './handlers/library.ts'
import { originHandlers } from './handlers/origins.ts'
import { projectHandlers } from './handlers/project.ts'
import { runHandlers } from './handlers/run.ts'
import { scrapHandlers } from './handlers/scraps.ts'
import { spellingHandlers } from './handlers/spelling.ts'
import { snapshotHandlers } from './handlers/snapshot.ts'
import { windowHandlers } from './handlers/window.ts'
import { readKnownLibrary, writeKnownLibrary } from './known-library.ts'
import type { KnownLibrary } from './known-library.ts'
import { isPageUrl } from './page-protocol.ts'
import type { Places } from './places.ts'
import { rescue } from './recovery-acts.ts'
import { createRunRecorder } from './run-recorder.ts'
import { sample } from './sample/index.ts'
import { spellingForker } from './spelling/process.ts'
import { serve } from './serve.ts'
import { followTheme, openWindow } from './window.ts'

/** What is wrong with a library that was open. `rescued` as the recovery window has it. */
export type Found = Readonly<{ error: unknown; rescued: string | null }>
/** Ends this studio and opens another: `replace` puts another library in this one's place; `found` is told first. */
export type Reopen = (how: Readonly<{ replace?: (now: Date) => void; found?: Found }>) => void

export type Studio = Readonly<{
  window: BrowserWindow
  /** Ends the engine, keeps what runs had written, and closes the library. */
  stop: () => void
}>

/** Builds the pieces round an open library, hands them to each other, and opens the window. */
export function openStudio(
  library: Library,
  places: Places,
  now: () => number,
  showKeys: Handlers['menu:show-keys'],
  onReopen: Reopen,
): Studio {
  const { db } = library
  if (library.readOnly === null) seedSample(db, sample(), now())
  const { theme, backend } = loadSettings(db)
  followTheme(theme)
  const window = openWindow(places.preload, join(places.profile, 'window.json'), theme)
  const contents = window.webContents
  const tell = <E extends keyof Events>(name: E, event: Events[E]) => {
    if (!contents.isDestroyed()) contents.send(name, event)
  }

  const recorder = createRunRecorder(db, now)
  const host = createEngineHost<MessagePortMain>({
    fork: engineForker(places.engine),
    channel() {
      const { port1, port2 } = new MessageChannelMain()
      return [port1, port2]
    },
    folder: places.model,
    cacheFolder: places.cache,
    backend,
    onEnded: (run, end) => recorder.record(run, end),
    tellWindow: news => tell('engine:news', news),
  })
  const givePort = (port: MessagePortMain) => {
    if (!contents.isDestroyed()) contents.postMessage('engine:port', null, [port])
  }

  let answering = false
  const closing = createClosing({
    ask: () => tell('close:asked', null),
    close: () => window.destroy(),
    isAnswering: () => answering && !contents.isCrashed(),
    closeAnyway: () => askToCloseAnyway(window),
  })
  window.on('close', event => {
    if (!closing.asked()) event.preventDefault()
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    answering = false
    reloadOrLeave(window, reason)
  })

  let known = readKnownLibrary(places.known) ?? { theme, otherBackups: null }
  const remember = (change: Partial<KnownLibrary>) => {
    known = { ...known, ...change }
    writeKnownLibrary(places.known, known)
  }
  remember({ theme })
  const verify = checkerIn(places.checker)
  const otherFolder = () => known.otherBackups
  const watch = createDamageWatch(library, () => tell('library:damaged', null))
  const faultOf = (error: unknown) => {
    watch.note(error)
    return toFault(error)
  }
  const backups = createBackups(library, now, error => tell('backup:failed', faultOf(error)), { verify, otherFolder })
  const onProgress = (progress: JobProgress) => tell('job:progress', progress)
  const longWork = createLongWork(onProgress)
  const dialogs = fileDialogs(window)
  const spelling = spellingHandlers({ db, folder: library.folder, fork: spellingForker(places.spelling), dialogs })
  const files = filesHandlers({
    ...{ db, now, dialogs },
    start: filesForker(places.files),
    print: printed => printPdf(printed, places.page),
    onProgress,
  })
  const handlers: Pick<Handlers, StudioCallName> = {
    ...backupHandlers(library, backups, {
      ...{ window, longWork, verify, otherFolder },
      onReopen,
      onOtherFolder: otherBackups => remember({ otherBackups }),
    }),
    ...libraryHandlers(library, settings => {
      followTheme(settings.theme)
      host.compute(settings.backend)
      if (settings.theme !== known.theme) remember({ theme: settings.theme })
    }),
    async 'library:recover'(unsaved) {
      const error = watch.found()
      if (error === null) throw new RangeError('No damage was found in the library.')
      const rescued = unsaved && (await rescue(library.folder, unsaved, new Date(now())))
      // Once the page has its answer: it goes with the library.
      setImmediate(() => onReopen({ found: { error, rescued } }))
    },
    ...projectHandlers(db, now),
    ...documentHandlers(db, now),
    ...snapshotHandlers(db, now),
    ...scrapHandlers(db, now),
    ...files.handlers,
    'job:cancel'(id) {
      void files.handlers['job:cancel'](id)
      longWork.cancel(id)
    },
    ...spelling.handlers,
    ...runHandlers(db, host, now),
    ...originHandlers(db, dialogs, now),
    ...binderHandlers(db),
    ...windowHandlers(
      host,
      givePort,
      closing,
      () => window.setFullScreen(!window.isFullScreen()),
      showKeys,
      act => edit(contents, act),
    ),
  }
  const isOurs = (event: IpcMainInvokeEvent) => {
    const ours = event.senderFrame === contents.mainFrame && isPageUrl(event.senderFrame.url)
    answering ||= ours
    return ours
  }
  const stopServing = serve(handlers, checks, isOurs, faultOf)

  return {
    window,
    stop() {
      stopServing()
      backups.stop()
      host.stop()
      files.stop()
      spelling.stop()
      const unkept = recorder.flush()
      if (unkept > 0) console.error(`palimpsest: the ends of ${unkept} runs could not be kept`)
      library.close()
    },
  }
}

function edit(contents: WebContents, act: EditAct): void {
  switch (act) {
    case 'cut':
      return contents.cut()
    case 'copy':
      return contents.copy()
    case 'paste':
      return contents.paste()
    case 'paste-plain':
      return contents.pasteAndMatchStyle()
    case 'select-all':
      return contents.selectAll()
  }
}

async function askToCloseAnyway(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer',
    detail: 'What was typed in the last seconds may not be saved yet. Everything before that is in the library.',
    buttons: ['Wait', 'Close Anyway'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

function reloadOrLeave(window: BrowserWindow, reason: string): void {
  console.error(`palimpsest: the window's page ended (${reason})`)
  const choice = dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window’s page has stopped',
    detail: `The text is in the library, as it was last saved. The system says: ${reason}.`,
    buttons: ['Open It Again', 'Close'],
    noLink: true,
  })
  choice.then(
    ({ response }) => {
      if (response === 0) window.webContents.reload()
      else window.destroy()
    },
    (error: unknown) => {
      console.error(`palimpsest: the writer could not be asked: ${String(error)}`)
    },
  )
}
