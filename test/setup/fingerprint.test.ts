import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash, filesUnder, traceHash } from '../../electron/setup/fingerprint.mjs'

let folder: string
const content = () => contentHash(folder, filesUnder(folder, ['src', 'package.json']))
const trace = () => traceHash(folder, filesUnder(folder, ['src', 'package.json']))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-print-'))
  mkdirSync(join(folder, 'src/deep'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  writeFileSync(join(folder, 'src/a.ts'), 'a')
  writeFileSync(join(folder, 'src/deep/b.ts'), 'b')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The change must show in the hash of contents, or must not. */
function hash(name: string, change: () => void, differs: boolean) {
  it(name, () => {
    const before = content()
    change()
    expect(content() !== before).toBe(differs)
  })
}

describe('contentHash', () => {
  hash('changes with a letter', () => writeFileSync(join(folder, 'src/deep/b.ts'), 'c'), true)
  hash('changes with a name', () => renameSync(join(folder, 'src/a.ts'), join(folder, 'src/c.ts')), true)
  hash('changes with a new file', () => writeFileSync(join(folder, 'src/new.ts'), ''), true)
  hash(
    'changes when text moves from one file to the next',
    () => {
      writeFileSync(join(folder, 'src/a.ts'), 'ab')
      writeFileSync(join(folder, 'src/deep/b.ts'), '')
    },
    true,
  )
  hash('does not change with a time', () => utimesSync(join(folder, 'src/a.ts'), 1, 1), false)
  hash('does not change with what it does not look at', () => writeFileSync(join(folder, 'README'), ''), false)
  it('is the same in a copy of the folder', () => {
    const before = content()
    cpSync(folder, `${folder}-copy`, { recursive: true })
    renameSync(folder, `${folder}-old`)
    renameSync(`${folder}-copy`, folder)
    expect(content()).toBe(before)
    rmSync(`${folder}-old`, { recursive: true })
  })
})

describe('traceHash', () => {
  it('changes with a time', () => {
    const before = trace()
    utimesSync(join(folder, 'src/a.ts'), 1, 1)
    expect(trace()).not.toBe(before)
  })
})

describe('filesUnder', () => {
  it('sorts, and looks into folders', () => {
    expect(filesUnder(folder, ['src', 'package.json'])).toEqual(['package.json', 'src/a.ts', 'src/deep/b.ts'])
  })
  it('finds nothing under what does not exist', () => expect(filesUnder(folder, ['gone'])).toEqual([]))
})
