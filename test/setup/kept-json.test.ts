import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forget, keep, readKept } from '../../electron/setup/kept-json.mjs'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'palimpsest-kept-'))))
afterAll(() => rmSync(folder, { recursive: true }))

describe('what is kept', () => {
  it('comes back', () => {
    keep(join(folder, 'deep/er', 'a.json'), { a: [1, null] })
    expect(readKept(join(folder, 'deep/er', 'a.json'))).toEqual({ a: [1, null] })
  })
  it('leaves no other file behind', () => {
    keep(join(folder, 'alone', 'a.json'), 1)
    expect(readdirSync(join(folder, 'alone'))).toEqual(['a.json'])
  })
  it('is nothing, at whatever place the file was cut', () => {
    keep(join(folder, 'b.json'), { key: 'linux-x64', list: [1] })
    const whole = readFileSync(join(folder, 'b.json'), 'utf8').trimEnd()
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(join(folder, 'b.json'), whole.slice(0, length))
      expect(readKept(join(folder, 'b.json'))).toBeUndefined()
    }
  })
  it('is nothing when it was forgotten, or never kept', () => {
    keep(join(folder, 'c.json'), 1)
    forget(join(folder, 'c.json'))
    expect(readKept(join(folder, 'c.json'))).toBeUndefined()
    expect(readKept(join(folder, 'nowhere', 'c.json'))).toBeUndefined()
  })
  it('is an error where it cannot be read', () => expect(() => readKept(folder)).toThrow(/EISDIR/))
})
