import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * What was kept in a file. A file that is missing or cut short is nothing kept: the step is done again.
 * @param {string} file
 * @returns {unknown} undefined if there is nothing
 */
export function readKept(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Keeps a value: written under another name and renamed, so that a reader finds all of it or nothing.
 * @param {string} file
 * @param {unknown} value
 */
export function keep(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const partial = `${file}.${process.pid}`
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(partial, file)
}

/** @param {string} file */
export const forget = file => rmSync(file, { force: true })
