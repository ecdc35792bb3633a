import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { arch, env, execPath, platform } from 'node:process'
import { forget, keep, readKept } from './kept-json.mjs'
import { withLock } from './lock.mjs'
import { missingPackages } from './missing-packages.mjs'
import { linkNode } from './node.mjs'
import { inRoot, kept } from './places.mjs'
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
  keep(underWay, { pid: process.pid })
  const [npm, ...first] = npmCommand()
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
 * The npm that called this, or the one on the path.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const caller = env['npm_execpath']
  if (caller && /npm-cli\.c?js$/.test(caller)) return [env['npm_node_execpath'] ?? execPath, caller]
  return platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm']
}

/**
 * What npm itself gives as the cause.
 * @param {string} output
 */
export function npmReason(output) {
  const lines = output.split('\n').filter(line => /^npm (error|ERR!)/.test(line))
  const told = lines.map(line => line.replace(/^npm (error|ERR!) ?/, '').trim())
  return (
    told.filter(line => line && !/^(code|syscall|errno|path|A complete log|Log files)\b/.test(line))[0] ?? told[0] ?? ''
  )
}
