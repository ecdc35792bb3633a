import { join } from 'node:path'
import { contentHash, filesUnder, traceHash } from './fingerprint.mjs'
import { forget, keep, readKept } from './kept-json.mjs'
import { ourEnv, ourNode } from './node.mjs'
import { inRoot, kept, root } from './places.mjs'
import { mustRun } from './run.mjs'
import { say } from './say.mjs'

/** @typedef {Readonly<{ sources: string; output: string }>} Build */

const stamp = join(kept, 'build.json')
const configs = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const folders = ['electron', 'renderer', 'resources']
/** Parts of those folders that no window runs. */
const apart = /^electron\/(setup|cli)\//

/**
 * Builds the app, if its sources or what was built of them has changed since.
 * @throws {import('./say.mjs').SetupError}
 */
export async function ensureBuild() {
  const sources = sourcesHash()
  const built = /** @type {Build | undefined} */ (readKept(stamp))
  if (built?.sources === sources && built.output === outputTrace()) return
  say('Building the studio.')
  forget(stamp)
  await mustRun('build', ourNode(), [inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    env: { ...ourEnv(), NODE_ENV: 'production', NO_COLOR: '1' },
    sentence: 'The studio could not be built: mend its source, then start again.',
    reason: viteReason,
  })
  keep(stamp, { sources, output: outputTrace() })
}

const sourcesHash = () =>
  contentHash(
    root,
    filesUnder(root, [...configs, ...folders]).filter(file => !apart.test(file)),
  )

const outputTrace = () => traceHash(root, filesUnder(root, ['out']))

/**
 * The lines of the error itself, without the stack.
 * @param {string} output
 */
export function viteReason(output) {
  const lines = output.split('\n').map(line => line.trim())
  const first = lines.findIndex(line => /error/i.test(line))
  const told = lines.slice(first < 0 ? -3 : first).filter(line => line && !line.startsWith('at '))
  return told.slice(0, 4).join(' / ')
}
