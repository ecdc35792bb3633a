import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { arch, env, platform, versions } from 'node:process'
import { forget, keep, readKept } from './kept-json.mjs'
import { withLock } from './lock.mjs'
import { missingPackages } from './missing-packages.mjs'
import { linkNode, packaged } from './node.mjs'
import { npmCommand, npmReason } from './npm.mjs'
import { fetchPacked } from './packed.mjs'
import { inRoot, kept, scratch, system } from './places.mjs'
import { mustRun } from './run.mjs'
import { say } from './say.mjs'

/** @typedef {import('./missing-packages.mjs').LockFile} LockFile */

/** Written before packages are installed and removed after. */
const underWay = join(kept, 'installing')
/** What npm says is installed. It removes this file first and writes it last. */
const npmRecord = inRoot('node_modules', '.package-lock.json')

/**
 * Makes node_modules what the lock file says. Does nothing, and says nothing, if it is.
 * @throws {import('./say.mjs').SetupError}
 */
export async function ensureDependencies() {
  if (!areInstalled())
    await withLock(join(kept, 'lock'), nameChild => (areInstalled() ? Promise.resolve() : install(nameChild)))
  linkNode()
}

function areInstalled() {
  const locked = /** @type {LockFile} */ (readKept(inRoot('package-lock.json')))
  const installed = /** @type {LockFile | undefined} */ (readKept(npmRecord))
  return missingPackages(locked, installed, { platform, arch }).length === 0 && !wasCutShort(underWay, npmRecord)
}

/**
 * Whether an installation was begun and never ended: the old record may still be there.
 * @param {string} begun
 * @param {string} record
 */
export const wasCutShort = (begun, record) => existsSync(begun) && statSync(begun).mtimeMs > statSync(record).mtimeMs

/** @param {(pid: number) => void} nameChild */
async function install(nameChild) {
  say('Installing the packages of the lock file (about a minute).')
  const [npm, ...first] = npmCommand(isOldForNpm(versions.node) ? await fetchNode() : undefined)
  keep(underWay, { pid: process.pid })
  await mustRun('npm-ci', npm, [...first, 'ci', ...how], {
    env: { ...env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ONNXRUNTIME_NODE_INSTALL: 'skip' },
    started: nameChild,
    sentence: 'The packages could not be installed: check the network and the space on the disk, then start again.',
    reason: npmReason,
  })
  forget(underWay)
}

/** No install script is needed (README, Design), whatever the user's own settings of npm are. */
const how = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']

/**
 * Whether npm, run under this Node, would leave out the native parts of our tools: it skips optional packages that name
 * a newer Node, though it is not that Node which will run them.
 * @param {string} version
 */
export function isOldForNpm(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)
}

/**
 * The lock file's Node 24, apart from the other packages.
 * @returns {Promise<string | undefined>} undefined if it has none for this system
 */
async function fetchNode() {
  const file = packaged[system]
  const name = file?.split('/')[0] ?? ''
  const locked = /** @type {LockFile} */ (readKept(inRoot('package-lock.json'))).packages[`node_modules/${name}`]
  if (!file || !locked?.version || !locked.integrity) return undefined
  const folder = join(kept, 'node', locked.version)
  if (!existsSync(folder)) {
    const half = join(scratch, 'node')
    rmSync(half, { recursive: true, force: true })
    const files = await fetchPacked({ name, version: locked.version, integrity: locked.integrity }, half)
    mkdirSync(dirname(folder), { recursive: true })
    renameSync(files, folder)
  }
  return join(folder, file.slice(name.length + 1))
}
