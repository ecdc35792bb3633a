import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'
import { drawItems } from './items.ts'

const vocabulary: Vocabulary = {
  size: 1,
  encode: text => Int32Array.from(text.trim().split(/\s+/), () => 0),
  texts: [''],
  traits: new Uint8Array(1),
}
const paragraph = (n: number) =>
  [0, 1, 2, 3, 4].map(k => `Sentence ${n} ${k} tells of the keeper and his lamp in the storm.`).join(' ')
const text = Array.from({ length: 40 }, (_, n) => paragraph(n)).join('\n')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-items-'))
  for (const kind of ['docs', 'fiction']) {
    await mkdir(join(folder, kind))
    await writeFile(join(folder, kind, 'one.txt'), text.replaceAll('keeper', `${kind} keeper`))
  }
})
afterAll(() => rm(folder, { recursive: true }))

it('the same seed draws the same items, and more begin with fewer', () =>
  expect(drawItems(folder, vocabulary, 12, 3).slice(0, 6)).toEqual(drawItems(folder, vocabulary, 6, 3)))
it('another seed draws others', () =>
  expect(drawItems(folder, vocabulary, 6, 4)).not.toEqual(drawItems(folder, vocabulary, 6, 3)))
it('kinds come in turn', () =>
  expect(drawItems(folder, vocabulary, 4, 3).map(({ kind }) => kind)).toEqual(['docs', 'fiction', 'docs', 'fiction']))
it('both sides and the sentence are the text as it stands', () => {
  for (const { kind, left, erased, right } of drawItems(folder, vocabulary, 8, 3)) {
    const whole = text.replaceAll('keeper', `${kind} keeper`).replaceAll('\n', '\n\n')
    expect(whole).toContain(left + erased + right)
    expect(erased).toMatch(/^Sentence \d+ [123] .*\.$/)
  }
})
it('refuses a text without enough sentences', () => expect(() => drawItems(folder, vocabulary, 300, 3)).toThrow(/300/))

it('a story is five sentences of fiction, the middle one erased', () => {
  for (const { kind, left, erased, right } of drawItems(folder, vocabulary, 8, 3, 'stories')) {
    expect(kind).toBe('fiction')
    expect(text.replaceAll('keeper', 'fiction keeper').split('\n')).toContain(left + erased + right)
    expect(erased).toMatch(/^Sentence \d+ 2 /)
  }
})
