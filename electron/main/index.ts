import { app, BrowserWindow, protocol, shell } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLibrary } from '../store/open.ts'
import type { Library } from '../store/open.ts'
import { toFault } from './fault.ts'
import { guardContents } from './guard-contents.ts'
import { guardSession } from './guard-session.ts'
import { linkOpener } from './links.ts'
import { setMenu } from './menu.ts'
import { servePage } from './page-protocol.ts'
import { places as findPlaces } from './places.ts'
import { explainStartFailure } from './start-failure.ts'
import { openStudio } from './studio.ts'

const places = findPlaces({
  env: process.env,
  appData: app.getPath('appData'),
  app: join(import.meta.dirname, '../..'),
  resources: app.isPackaged ? process.resourcesPath : null,
  profile: app.commandLine.getSwitchValue('user-data-dir') || null,
})
const theWindow = () => BrowserWindow.getAllWindows()[0] ?? null

// All of this has to stand before Electron is ready.
mkdirSync(places.profile, { recursive: true })
app.setPath('userData', places.profile)
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])
// Past the sessions' guard, Chromium must find no address either: peer connections ask for names on their own.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
app.on('session-created', session => guardSession(session, process.env.PALIMPSEST_REQUEST_LOG))
app.on('web-contents-created', (_event, contents) => guardContents(contents, linkOpener(theWindow)))
app.on('window-all-closed', () => app.quit())

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  run().catch((error: unknown) => {
    console.error('palimpsest: the studio could not start:', error)
    app.exit(1)
  })
} else {
  console.error(`palimpsest: the library in ${places.library} is open already; its window was brought to the front.`)
  app.exit(0)
}

async function run(): Promise<void> {
  await app.whenReady()
  protocol.handle('app', request => servePage(places.page, request))
  setMenu(showLibraryFolder, chooseInPage, app.isPackaged)
  const library = await openOrExplain()
  if (library === null) {
    app.exit(1)
    return
  }
  const studio = openStudio(library, places, Date.now)
  app.on('will-quit', studio.stop)
}

/** Opens the library, as often as the writer wants to try; null if the writer gave up. */
async function openOrExplain(): Promise<Library | null> {
  for (;;) {
    try {
      return await openLibrary(places.library, new Date())
    } catch (error) {
      if (!(await explainStartFailure(toFault(error), places.library))) return null
    }
  }
}

function showWindow(): void {
  const window = theWindow()
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}

/** Hands a command of the menu to the page, which knows whether it can be done now. */
function chooseInPage(command: string): void {
  theWindow()?.webContents.send('menu:chosen', command)
}

function showLibraryFolder(): void {
  shell.openPath(places.library).then(
    problem => {
      if (problem) console.error(`palimpsest: ${places.library}: ${problem}`)
    },
    (error: unknown) => {
      console.error(`palimpsest: ${places.library}: ${String(error)}`)
    },
  )
}
