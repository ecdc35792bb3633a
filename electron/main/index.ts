import { app, BrowserWindow, protocol, shell } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuKey } from '../contract/ipc.ts'
import { LibraryReadOnly } from '../store/failures.ts'
import { openLibrary } from '../store/open.ts'
import type { Library, Making } from '../store/open.ts'
import { checkerIn } from './check-process.ts'
import { offerEditMenu } from './edit-menu.ts'
import { guardContents } from './guard-contents.ts'
import { guardSession } from './guard-session.ts'
import { readKnownLibrary } from './known-library.ts'
import { linkOpener } from './links.ts'
import { setMenu } from './menu.ts'
import { servePage } from './page-protocol.ts'
import { places as findPlaces } from './places.ts'
import { recover } from './recovery.ts'
import { salvagerIn } from './salvage-process.ts'
import { openStudio } from './studio.ts'
import type { Found, Reopen } from './studio.ts'

const places = findPlaces({
  env: process.env,
  appData: app.getPath('appData'),
  app: join(import.meta.dirname, '../..'),
  resources: app.isPackaged ? process.resourcesPath : null,
  profile: app.commandLine.getSwitchValue('user-data-dir') || null,
})
/** No window is there yet, or one has gone and another is about to come. */
let changing = true
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
app.on('web-contents-created', (_event, contents) => {
  guardContents(contents, linkOpener(theWindow))
  offerEditMenu(contents)
})
app.on('window-all-closed', () => {
  if (!changing) app.quit()
})

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
  showMenu([])
  if (!(await openAndShow())) app.exit(1)
}

/** Opens the library, or what the writer chooses in its place, and the studio on it; false if the writer gave up. `found` is told first. */
async function openAndShow(found: Found | null = null): Promise<boolean> {
  const library = await openOrRecover(found)
  if (library === null) return false
  const reopen: Reopen = ({ replace, found = null }) => {
    // Asked for twice: the first is under way.
    if (changing) return
    changing = true
    app.off('will-quit', studio.stop)
    try {
      studio.stop()
    } catch (error) {
      // A damaged library may refuse to be closed in order. It is looked at again as it is opened.
      console.error('palimpsest: the library could not be closed in order:', error)
    }
    studio.window.destroy()
    openAndShow(replaced(replace) ?? found).then(
      opened => {
        if (!opened) app.exit(1)
      },
      (error: unknown) => {
        console.error('palimpsest: the studio could not open again:', error)
        app.exit(1)
      },
    )
  }
  const studio = openStudio(library, places, Date.now, showMenu, reopen)
  changing = false
  app.on('will-quit', studio.stop)
  return true
}

/** Puts another library in place of the one that was closed; what is to be told if that fails. */
function replaced(replace: (now: Date) => void = () => undefined): Found | null {
  try {
    replace(new Date())
    return null
  } catch (error) {
    return { error, rescued: null }
  }
}

/** Opens the library, as often as the writer wants to try, but not before what was found is told; null if the writer gave up. */
async function openOrRecover(found: Found | null): Promise<Library | null> {
  const known = readKnownLibrary(places.known)
  const verify = checkerIn(places.checker)
  const salvageFile = salvagerIn(places.salvager)
  const rescued = found?.rescued ?? null
  let making: Making = known ? 'never' : 'if-new'
  for (let isFirst = true; ; isFirst = false) {
    const opened =
      isFirst && found
        ? { error: found.error }
        : await openLibrary(places.library, new Date(), undefined, making).catch((error: unknown) => ({
            error,
          }))
    const refused = 'error' in opened ? opened.error : refusalOf(opened)
    if (!('error' in opened) && refused === null) return opened
    const left = await recover(refused, { places, known, now: () => new Date(), rescued, verify, salvageFile })
    if (left.kind === 'opened') return left.library
    if (left.kind === 'quit') return null
    if (left.anew) making = 'always'
  }
}

/** A library that can only be read is closed again: the writer is told first, and then chooses to read it. */
function refusalOf({ readOnly, close }: Library): LibraryReadOnly | null {
  if (readOnly === null) return null
  close()
  return new LibraryReadOnly(readOnly)
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

/** `keys`: those that the page gives the commands which the menu has too. */
function showMenu(keys: readonly MenuKey[]): void {
  setMenu(showLibraryFolder, chooseInPage, keys, app.isPackaged)
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
