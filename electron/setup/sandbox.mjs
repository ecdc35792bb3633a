import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { getuid, platform } from 'node:process'

/**
 * @typedef {Readonly<{ root: boolean; helper: boolean; namespaces: boolean }>} SandboxFacts
 * `helper`: Chromium's own helper beside the executable belongs to root and may act as root (a packaged install).
 * `namespaces`: the kernel lets an ordinary user make namespaces.
 */

/**
 * What must be said to Chromium about its sandbox: nothing, where it works.
 * @param {SandboxFacts} facts
 * @returns {string[]}
 */
export function flagsFor({ root, helper, namespaces }) {
  return root || !(helper || namespaces) ? ['--no-sandbox'] : []
}

/** @param {string} executable */
export const sandboxFlags = executable => (platform === 'linux' ? flagsFor(sandboxFacts(executable)) : [])

/**
 * @param {string} executable
 * @returns {SandboxFacts}
 */
function sandboxFacts(executable) {
  const helper = join(dirname(executable), 'chrome-sandbox')
  const stats = existsSync(helper) ? statSync(helper) : null
  return {
    root: getuid?.() === 0,
    helper: stats?.uid === 0 && (stats.mode & 0o4000) !== 0,
    namespaces:
      kernelSays('user/max_user_namespaces') !== '0' &&
      kernelSays('kernel/unprivileged_userns_clone') !== '0' &&
      kernelSays('kernel/apparmor_restrict_unprivileged_userns') !== '1',
  }
}

/** @param {string} name */
function kernelSays(name) {
  const file = join('/proc/sys', name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
