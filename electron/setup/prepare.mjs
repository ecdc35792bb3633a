import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { withLock } from './lock.mjs'
import { kept, scratch } from './places.mjs'
import { ensureRuntime } from './runtime.mjs'
import { ensureWindowPackages } from './system-packages.mjs'

/**
 * All that the studio's window needs beyond the packages of the lock file: a runtime and the build. Runs under `ourNode`.
 * @param {Readonly<{ mayInstall?: boolean; tryAgain?: boolean; build?: boolean }>} options `mayInstall`: system packages
 * may be installed, and those of the tests are wanted; `tryAgain`: forget that the real Electron could not be had
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 * @throws {import('./say.mjs').SetupError}
 */
export async function prepareWindow({ mayInstall = false, tryAgain = false, build = true } = {}) {
  return withLock(join(kept, 'lock'), async () => {
    rmSync(scratch, { recursive: true, force: true })
    if (mayInstall) await ensureWindowPackages()
    const runtime = await ensureRuntime({ tryAgain, mayInstall })
    if (build) await ensureBuild()
    return runtime
  })
}
