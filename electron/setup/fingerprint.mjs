import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * The files under some files and folders, sorted, as paths from `folder` with forward slashes. What does not exist has none.
 * @param {string} folder
 * @param {readonly string[]} parts
 * @returns {string[]}
 */
export function filesUnder(folder, parts) {
  const found = parts.flatMap(part => filesOf(join(folder, part)))
  return found.map(file => relative(folder, file).replaceAll(sep, '/')).sort()
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap(name => filesOf(join(path, name)))
}

/**
 * SHA-256 of the names and contents of files: what a build is made from.
 * @param {string} folder
 * @param {readonly string[]} files
 */
export function contentHash(folder, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(folder, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * SHA-256 of the names, sizes and times of files: whether a build is still the one that was made.
 * @param {string} folder
 * @param {readonly string[]} files
 */
export function traceHash(folder, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(folder, file))
    hash.update(`${file}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}
