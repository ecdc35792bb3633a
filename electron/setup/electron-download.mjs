import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { env } from 'node:process'
import { pathToFileURL } from 'node:url'
import { ourEnv, ourNode } from './node.mjs'
import { inRoot } from './places.mjs'
import { runLogged, lastLine } from './run.mjs'
import { say } from './say.mjs'

/** A host that has sent nothing for as long as this is taken for one that cannot be reached. */
const SILENCE_MS = 20_000

const installer = inRoot('node_modules', 'electron', 'install.js')

/** The version of Electron in the lock file. */
export const electronVersion = () =>
  /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8'))
  ).version

/**
 * The executable of the Electron that has been downloaded, or null if none has, or only in part.
 * @returns {string | null}
 */
export function downloadedElectron() {
  const folder = dirname(installer)
  const [version, name] = [join(folder, 'dist', 'version'), join(folder, 'path.txt')]
  if (!existsSync(version) || !existsSync(name)) return null
  if (readFileSync(version, 'utf8').trim().replace(/^v/, '') !== electronVersion()) return null
  const executable = join(folder, 'dist', readFileSync(name, 'utf8'))
  return existsSync(executable) ? executable : null
}

/**
 * Downloads the real Electron, giving up on a host that does not answer.
 * @returns {Promise<string | null>} why it could not be had, or null if it could
 */
export async function downloadElectron() {
  if (env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return 'ELECTRON_SKIP_BINARY_DOWNLOAD is set'
  say(`Downloading Electron ${electronVersion()} (about 110 MB).`)
  const refusal = await intoCache()
  if (refusal) return refusal
  const { code, output } = await runLogged('electron', ourNode(), [installer], { env: ourEnv(), limitMs: 300_000 })
  return code === 0 ? null : lastLine(output)
}

/** Into the cache that Electron's installer looks in first. */
async function intoCache() {
  const electronRequire = createRequire(installer)
  const { downloadArtifact } = await import(pathToFileURL(electronRequire.resolve('@electron/get')).href)
  const silence = new AbortController()
  const giveUp = () => silence.abort(new Error(`no answer in ${SILENCE_MS / 1000} s`))
  let timer = setTimeout(giveUp, SILENCE_MS)
  const getProgressCallback = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, SILENCE_MS)
    return Promise.resolve()
  }
  try {
    await downloadArtifact({
      version: electronVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      cacheRoot: env['electron_config_cache'],
      checksums: electronRequire('./checksums.json'),
      downloadOptions: { signal: silence.signal, getProgressCallback, quiet: true },
    })
    return null
  } catch (error) {
    return causeOf(/** @type {Error} */ (error))
  } finally {
    clearTimeout(timer)
  }
}

/** @param {Error} error */
const causeOf = error => (error.cause instanceof Error ? error.cause.message : error.message)
