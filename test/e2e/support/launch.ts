import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keptRuntime, launchOf } from '../../../electron/setup/runtime.mjs'

export type LaunchOptions = Readonly<{
  /** Added to the studio's environment. */
  env?: Readonly<Record<string, string>>
  /** After the app's folder on its command line. */
  args?: readonly string[]
  /** The app's folder, if it is not the studio. */
  appFolder?: string
}>

/**
 * A studio that runs. `main`: its main process. `lines`: what its processes and its page's console have said so far.
 */
export type Running = Readonly<{ app: ElectronApplication; main: ChildProcess; page: Page; lines: readonly string[] }>

/**
 * Starts the built studio on the library in `library`, and waits for its first window. Nothing of it is kept elsewhere:
 * the folder holds Chromium's own files too. Also runs in plain Node, for the benches.
 *
 * @throws if nothing is set up (`npm run setup` does it) or no window comes within half a minute.
 */
export async function launch(library: string, options: LaunchOptions = {}): Promise<Running> {
  const runtime = keptRuntime()
  if (!runtime) throw new Error('Nothing is set up to test: run npm run setup first.')
  const { executable, args, env } = launchOf(runtime)
  const flags = args.slice(0, -1)
  const app = await _electron.launch({
    executablePath: executable,
    args: [...flags, ...smallMemory, options.appFolder ?? args.at(-1)!, ...(options.args ?? [])],
    env: { ...defined(env), PALIMPSEST_LIBRARY: library, XDG_CONFIG_HOME: join(library, 'config'), ...options.env },
    timeout: 30_000,
  })
  const main = app.process()
  main.once('exit', () => killGroup(main))
  const lines = listen(app, main)
  try {
    return { app, main, page: await app.firstWindow({ timeout: 30_000 }), lines }
  } catch (error) {
    await killStudio(main)
    throw new Error(`The studio opened no window. It said:\n${lines.join('\n')}`, { cause: error })
  }
}

/** Asks the studio to quit as a writer would, and waits until all of it has gone. What is left after 20 s is killed. */
export async function closeStudio({ app, main }: Running): Promise<void> {
  const closed = app.close().catch((error: unknown) => {
    if (isRunning(main)) throw error
  })
  await Promise.race([closed, pause(20_000, undefined, { ref: false })])
  await killStudio(main)
}

/** Kills every process of the studio at once, as a power cut would. Does nothing to one that has gone. */
export async function killStudio(main: ChildProcess): Promise<void> {
  if (!isRunning(main)) return
  const gone = new Promise(done => main.once('exit', done))
  killGroup(main)
  await gone
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

/**
 * Playwright starts the app as the leader of a process group, which its children belong to. Only to be called while the
 * leader is there or the moment it has gone: the system gives its number to another process before long.
 */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function listen(app: ElectronApplication, main: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [main.stdout, main.stderr])
    stream?.on('data', (text: Buffer) => lines.push(text.toString().trimEnd()))
  app.on('window', page => {
    page.on('console', message => lines.push(`[${message.type()}] ${message.text()}`))
    page.on('pageerror', error => lines.push(`[page error] ${error.stack ?? error.message}`))
  })
  return lines
}

/** Containers have little shared memory, and Chromium dies when it is used up. */
const smallMemory = process.platform === 'linux' ? ['--disable-dev-shm-usage'] : []

const defined = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
