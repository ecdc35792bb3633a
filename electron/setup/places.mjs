import { arch, platform } from 'node:process'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** Everything that the set-up keeps, in one folder that may be deleted at any time. */
export const kept = join(root, '.palimpsest')

/** Where things are half-made; what is found here by whoever has the lock was left by a set-up that was killed. */
export const scratch = join(kept, 'scratch')

/** @param {string} name */
export const logFile = name => join(kept, 'log', `${name}.log`)

/** `linux-x64` and the like. */
export const system = `${platform}-${arch}`

/**
 * A path as it is shown: from the repository's folder.
 * @param {string} path
 */
export const shown = path => relative(root, path) || '.'

/**
 * A file or folder of the repository.
 * @param {string[]} parts
 */
export const inRoot = (...parts) => join(root, ...parts)
