import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env, getuid, platform } from 'node:process'
import { aptChoice, aptNames, commandLine, installedIn, offeredIn } from './package-names.mjs'
import { mustRun, printed } from './run.mjs'
import { SetupError, say } from './say.mjs'

/** @typedef {import('./package-names.mjs').Kit} Kit */

/**
 * Makes sure that Linux has what Electron and its tests need. Other systems have it already.
 * @throws {SetupError} with the one line to type, where it cannot be installed from here
 */
export async function ensureWindowPackages() {
  if (platform === 'linux' && (isOnPath('apt-get') || !isOnPath('Xvfb')))
    await ensureKit('window', 'The tests need some system packages', true)
}

/** Installs, where it may, what tests open files with. Tests whose program is missing are skipped. */
export async function ensureReaders() {
  if (['pandoc', 'pdftotext', 'unzip'].every(isOnPath)) return
  try {
    await ensureKit('readers', 'Some tests will be skipped, for want of programs that open what they write', true)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
  }
}

/**
 * Makes sure that there is a C++ compiler.
 * @param {boolean} mayInstall
 * @throws {SetupError} with the one line to type
 */
export async function ensureCompiler(mayInstall) {
  if (['g++', 'make', 'python3'].every(isOnPath)) return
  await ensureKit('compiler', 'better-sqlite3 must be compiled, and this system lacks a compiler', mayInstall)
}

/**
 * As root on Debian or Ubuntu by installing it, otherwise by saying how.
 * @param {Kit} kit
 * @param {string} lack a sentence without its end
 * @param {boolean} mayInstall
 */
async function ensureKit(kit, lack, mayInstall) {
  if (!isOnPath('apt-get')) throw new SetupError(`${lack}: ${installLine(kit)}`)
  let { install, unknown } = await wanted(kit)
  if (install.length + unknown.length === 0) return
  if (!mayInstall || getuid?.() !== 0)
    throw new SetupError(`${lack}: ${commandLine('apt', kit, [...install, ...unknown])}`)
  if (unknown.length > 0) {
    say('Updating the lists of system packages.')
    await apt('update')
    ;({ install, unknown } = await wanted(kit))
  }
  if (unknown.length > 0)
    throw new SetupError(`${lack}, and it offers none for ${unknown.join(', ')}: install what stands for it.`)
  say(`Installing system packages: ${install.join(' ')}.`)
  await installOrUpdateFirst(install)
}

/**
 * Lists of packages may be older than what the server still holds.
 * @param {readonly string[]} names
 */
async function installOrUpdateFirst(names) {
  const args = ['install', '-y', '--no-install-recommends', ...names]
  try {
    await apt(...args)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    await apt('update')
    await apt(...args)
  }
}

/** @param {string[]} args */
function apt(...args) {
  const sentence = 'The system packages could not be installed: check the network, then start again.'
  const withoutQuestions = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  return mustRun('apt', 'apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: withoutQuestions,
    sentence,
    limitMs: 900_000,
  })
}

/** @param {Kit} kit */
async function wanted(kit) {
  const plain = { ...env, LC_ALL: 'C' }
  const listing = await printed('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n'], { env: plain })
  const policy = await printed('apt-cache', ['policy', ...aptNames(kit)], { env: plain })
  return aptChoice(installedIn(listing ?? ''), offeredIn(policy ?? ''), kit)
}

/**
 * The line that installs all of a kit, under the system's own package manager.
 * @param {Kit} kit
 */
export function installLine(kit) {
  const manager = isOnPath('dnf') ? 'dnf' : isOnPath('pacman') ? 'pacman' : 'apt'
  return commandLine(manager, kit)
}

/**
 * Shared libraries that the system lacks to start an executable.
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
export async function missingLibraries(executable) {
  const listing = platform === 'linux' ? await printed('ldd', [executable]) : null
  return [...(listing ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map(match => match[1] ?? '')
}

/** @param {string} name */
export function isOnPath(name) {
  return (env['PATH'] ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
