import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { wordsOf } from './measures.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** The folder of held-out text, unpacked once. Nothing of it was in the starter's training text. */
export function heldOutText(): string {
  const folder = join(ROOT, '.palimpsest', 'held-out')
  if (existsSync(folder)) return folder
  const archive = resolve(ROOT, '../shared/corpus/dev.tar.xz')
  if (!existsSync(archive))
    throw new Error(`The held-out text is not in ${archive}. Name a folder of text files with --text.`)
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  const { status, stderr, error } = spawnSync('tar', ['-xJf', archive, '-C', part], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`tar could not unpack ${archive}: ${error?.message ?? stderr.trim()}`)
  renameSync(part, folder)
  return folder
}

/** All words of the text files of a folder, in lower case. */
export function wordsIn(folder: string): ReadonlySet<string> {
  return new Set(
    globSync('**/*.txt', { cwd: folder }).flatMap(file => wordsOf(readFileSync(join(folder, file), 'utf8'))),
  )
}
