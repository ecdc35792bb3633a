/**
 * @typedef {Readonly<{ version?: string; integrity?: string; optional?: boolean; os?: string | string[]; cpu?: string | string[]; libc?: string | string[] }>} LockedPackage
 * @typedef {Readonly<{ packages: Readonly<Record<string, LockedPackage>> }>} LockFile
 */

/**
 * Places (`node_modules/name`) whose locked package is not installed, or is another one. Optional packages count only
 * if they are made for this system.
 * @param {LockFile} locked package-lock.json
 * @param {LockFile | undefined} installed node_modules/.package-lock.json, which npm writes last
 * @param {Readonly<{ platform: string; arch: string }>} host
 * @returns {string[]}
 */
export function missingPackages(locked, installed, host) {
  return Object.entries(locked.packages)
    .filter(([place, wanted]) => place !== '' && !isSame(wanted, installed?.packages[place]))
    .filter(
      ([place, wanted]) => installed?.packages[place] !== undefined || !wanted.optional || isMadeFor(wanted, host),
    )
    .map(([place]) => place)
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} found
 */
const isSame = (wanted, found) => found?.version === wanted.version && found?.integrity === wanted.integrity

/**
 * Whether an optional package names this system and no particular C library: npm chooses among those itself.
 * @param {LockedPackage} wanted
 * @param {Readonly<{ platform: string; arch: string }>} host
 */
function isMadeFor({ os, cpu, libc }, { platform, arch }) {
  return os !== undefined && cpu !== undefined && libc === undefined && allows(os, platform) && allows(cpu, arch)
}

/**
 * npm's rule: a list of what is allowed, or of what is not (`!win32`).
 * @param {string | string[]} rule
 * @param {string} value
 */
function allows(rule, value) {
  const list = [rule].flat()
  const allowed = list.filter(item => !item.startsWith('!'))
  return !list.includes(`!${value}`) && (allowed.length === 0 || allowed.includes(value))
}
