import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, relative } from 'node:path'
import { asNode, nodeFolder, ourEnv, ourNode } from './node.mjs'
import { inRoot, kept, root, scratch, system } from './places.mjs'
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
 * In a copy, since node_modules is npm's.
 * @param {string} binding
 * @param {string} electron
 */
async function build(binding, electron) {
  say(`Compiling better-sqlite3 for Electron ${electron} (about a minute).`)
  const copy = join(scratch, 'better-sqlite3')
  mkdirSync(scratch, { recursive: true })
  try {
    cpSync(source, copy, { recursive: true })
    const recipe = join(copy, 'binding.gyp')
    writeFileSync(recipe, forOlderRuntime(readFileSync(recipe, 'utf8')))
    const gyp = inRoot('node_modules', 'node-gyp', 'bin', 'node-gyp.js')
    const how = ['rebuild', '--release', '--force_build=1', `--jobs=${cpus().length}`, `--nodedir=${nodeFolder()}`]
    await mustRun('better-sqlite3', ourNode(), [gyp, ...how], {
      env: withoutNpmSettings(ourEnv()),
      cwd: copy,
      sentence: 'better-sqlite3 could not be compiled.',
      reason: gypReason,
    })
    mkdirSync(join(binding, '..'), { recursive: true })
    renameSync(join(copy, 'build', 'Release', 'better_sqlite3.node'), binding)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
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
