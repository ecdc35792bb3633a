import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { asNode, nodeFolder, ourEnv, ourNode } from './node.mjs'
import { inRoot, kept, root, system } from './places.mjs'
import { lastLine, mustRun, printed } from './run.mjs'
import { SetupError, say } from './say.mjs'

const source = inRoot('node_modules', 'better-sqlite3')

/** The version of better-sqlite3 in the lock file. */
export const sqliteVersion = () =>
  /** @type {{ version: string }} */ (JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))).version

/**
 * A better-sqlite3 that loads in the runtime.
 * @param {string} executable
 * @param {string} electron its version
 * @param {() => Promise<void>} beforeCompiling
 * @returns {Promise<string | null>} the binary built for it, relative to the repository, or null if the package's own loads
 * @throws {SetupError}
 */
export async function ensureBinding(executable, electron, beforeCompiling) {
  if (await loads(executable)) return null
  const binding = join(kept, 'sqlite', `${sqliteVersion()}-electron-${electron}-${system}`, 'better_sqlite3.node')
  if (!existsSync(binding)) {
    await beforeCompiling()
    await build(binding, electron)
  }
  if (await loads(executable, binding)) return relative(root, binding)
  rmSync(binding)
  throw new SetupError(
    `better-sqlite3 was compiled and still does not load in Electron ${electron}: report this, please.`,
  )
}

/**
 * @param {string} executable
 * @param {string[]} binding
 */
async function loads(executable, ...binding) {
  return (
    (await printed(executable, [inRoot('electron', 'setup', 'load-sqlite.cjs'), ...binding], { env: asNode() })) !==
    null
  )
}

/**
 * In a copy, since node_modules is npm's; and outside of the repository, whose path may have spaces in it, which make
 * cannot bear.
 * @param {string} binding
 * @param {string} electron
 */
async function build(binding, electron) {
  say(`Compiling better-sqlite3 for Electron ${electron} (about a minute).`)
  const place = mkdtempSync(join(tmpdir(), 'palimpsest-sqlite-'))
  try {
    await compile(layOut(place))
    keepBinding(join(place, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'), binding)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/**
 * Puts all that is compiled, or compiled with, into one folder.
 * @param {string} place
 */
function layOut(place) {
  const sources = join(place, 'better-sqlite3')
  cpSync(source, sources, { recursive: true })
  cpSync(inRoot('node_modules', 'node-addon-api'), join(place, 'node_modules', 'node-addon-api'), { recursive: true })
  const headers = join(place, 'node')
  symlinkSync(nodeFolder(), headers)
  const recipe = join(sources, 'binding.gyp')
  writeFileSync(recipe, forOlderRuntime(readFileSync(recipe, 'utf8')))
  return { sources, headers }
}

/** @param {Readonly<{ sources: string; headers: string }>} where */
function compile({ sources, headers }) {
  const gyp = inRoot('node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const how = ['rebuild', '--release', '--force_build=1', `--jobs=${cpus().length}`, `--nodedir=${headers}`]
  return mustRun('better-sqlite3', ourNode(), [gyp, ...how], {
    env: withoutNpmSettings(ourEnv()),
    cwd: sources,
    sentence: 'better-sqlite3 could not be compiled.',
    reason: gypReason,
  })
}

/**
 * @param {string} made
 * @param {string} binding
 */
function keepBinding(made, binding) {
  mkdirSync(dirname(binding), { recursive: true })
  copyFileSync(made, `${binding}.partial`)
  renameSync(`${binding}.partial`, binding)
}

/**
 * node-gyp lets what npm was told override its own arguments, `nodedir` among them.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
const withoutNpmSettings = env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(package_)?config_(?!python)/i.test(name)))

/**
 * The first error of the compiler or of node-gyp.
 * @param {string} output
 */
export function gypReason(output) {
  const lines = output.split('\n').map(line => line.trim())
  return lines.find(line => /\berror:|^gyp: |^gyp ERR! stack (?!at )|not found/i.test(line)) ?? lastLine(output)
}

/**
 * The recipe for a runtime before Node-API 10: what better-sqlite3 uses of it is there, but was called experimental.
 * @param {string} recipe binding.gyp
 * @throws {SetupError} if the recipe is not the one that this was written for
 */
export function forOlderRuntime(recipe) {
  const asked = "'NAPI_VERSION=10'"
  if (!recipe.includes(asked))
    throw new SetupError(`better-sqlite3 ${sqliteVersion()} is not built as it was: report this, please.`)
  return recipe.replace(asked, "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'")
}
