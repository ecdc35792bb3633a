import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineFault } from '../../electron/engine/faults.ts'
import { parseManifest, readManifest } from '../../electron/engine/manifest.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import { compareWithGolden, readGolden } from '../../electron/engine/self-test.ts'
import { verifyModel } from '../../electron/engine/verify.ts'
import { Trait } from '../../electron/engine/vocabulary.ts'

const starter = resolve(import.meta.dirname, '../../models/starter')
let scratch: string
beforeAll(async () => (scratch = await mkdtemp(join(tmpdir(), 'palimpsest-model-'))))
afterAll(() => rm(scratch, { recursive: true }))

/** A copy of the starter (weights linked) that a test may damage. */
async function copyOfStarter(name: string): Promise<string> {
  const folder = join(scratch, name)
  await mkdir(folder)
  const { files } = await readManifest(starter)
  for (const file of [...files.map(it => it.name), 'manifest.json']) {
    if (file.startsWith('weights')) await symlink(join(starter, file), join(folder, file))
    else await copyFile(join(starter, file), join(folder, file))
  }
  return folder
}

const code = (expected: string) => expect.objectContaining({ name: 'EngineFault', code: expected }) as EngineFault

describe('a model package', () => {
  it('has the files that its manifest says', async () => {
    await verifyModel(starter, await readManifest(starter), join(scratch, 'cache'))
  })
  it('is listed among the models as it is', async () => {
    const listed = await readFile(join(starter, '../README.md'), 'utf8')
    const hash = createHash('sha256').update(await readFile(join(starter, 'manifest.json')))
    expect(listed).toContain(hash.digest('hex'))
    expect(listed).toContain(`version ${(await readManifest(starter)).version}`)
  })
  it('that is not there is missing', () =>
    expect(readManifest(join(scratch, 'nowhere'))).rejects.toThrow(code('model-missing')))
  it('with a missing file is missing', async () => {
    const folder = await copyOfStarter('missing')
    await rm(join(folder, 'weights-1.bin'))
    await expect(verifyModel(folder, await readManifest(folder), join(scratch, 'cache'))).rejects.toThrow(
      code('model-missing'),
    )
  })
  it('with a truncated file is damaged', async () => {
    const folder = await copyOfStarter('truncated')
    await truncate(join(folder, 'model.onnx'), 1000)
    await expect(verifyModel(folder, await readManifest(folder), join(scratch, 'cache'))).rejects.toThrow(
      code('model-damaged'),
    )
  })
  it('with an altered byte is damaged, and was not believed because another was right', async () => {
    const folder = await copyOfStarter('altered')
    const cache = join(scratch, 'cache-altered')
    const manifest = await readManifest(folder)
    await verifyModel(folder, manifest, cache)
    const tokenizer = await readFile(join(folder, 'tokenizer.json'))
    tokenizer[1000]! ^= 1
    await writeFile(join(folder, 'tokenizer.json'), tokenizer)
    await expect(verifyModel(folder, manifest, cache)).rejects.toThrow(code('model-damaged'))
  })
  it('that was right before is not written down again', async () => {
    const cache = join(scratch, 'cache-kept')
    const manifest = await readManifest(starter)
    await verifyModel(starter, manifest, cache)
    const memory = join(cache, `verified-${manifest.id}-${manifest.version}.json`)
    const written = (await stat(memory)).ino
    await verifyModel(starter, manifest, cache)
    expect((await stat(memory)).ino).toBe(written)
  })
  it('is right where that cannot be written down', async () => {
    const cache = join(scratch, 'no-folder')
    await writeFile(cache, '')
    await verifyModel(starter, await readManifest(starter), cache)
  })
  const variants: readonly (readonly [string, (json: Record<string, unknown>) => void, string])[] = [
    ['a licence that is none', json => (json['licence'] = 'Proprietary'), 'model-refused'],
    ['a newer format', json => (json['format'] = 2), 'model-refused'],
    ['a context that sees the left only', json => (json['context'] = 'block-causal'), 'model-refused'],
    ['a forward mode in a full context', json => (json['context'] = 'full'), 'model-refused'],
    ['a forward mode without shift', json => (json['shift'] = false), 'model-refused'],
    ['a missing field', json => delete json['layers'], 'model-damaged'],
    [
      'a file outside of its folder',
      json => (json['graph'] = { file: '../x', data: [], precision: '' }),
      'model-damaged',
    ],
  ]
  for (const [name, change, expected] of variants) {
    it(`with ${name} is refused`, async () => {
      const json = JSON.parse(await readFile(join(starter, 'manifest.json'), 'utf8')) as Record<string, unknown>
      change(json)
      expect(() => parseManifest(JSON.stringify(json))).toThrow(code(expected))
    })
  }
  it('that is no JSON is damaged', () => expect(() => parseManifest('{')).toThrow(code('model-damaged')))
})

describe('the starter', () => {
  let model: Model
  beforeAll(async () => (model = await openModel(starter, { cacheFolder: join(scratch, 'cache-starter') })))

  it('encodes every golden text as the reference does, special tokens as text', async () => {
    for (const { text, ids } of (await readGolden(starter)).tokenizer) {
      expect(Array.from(model.vocabulary.encode(text)), text).toEqual(ids)
    }
  })
  it('has all tokens of a text made of whole characters as text again', () => {
    const text = 'He said, "It is 1984 — naïve café."\n\nNext.'
    expect(Array.from(model.vocabulary.encode(text), token => model.vocabulary.texts[token]).join('')).toBe(text)
  })
  it('never offers special tokens or parts of characters', () => {
    const { traits } = model.vocabulary
    for (const token of [...model.manifest.tokens.suppressed, model.manifest.tokens.blank])
      expect(traits[token]! & Trait.unusable).toBeTruthy()
  })
  it('computes its golden outputs', async () => {
    const report = await compareWithGolden(model, await readGolden(starter))
    expect(report).toMatchObject({ passed: true })
  })
  it('fails the self-test when its outputs are wrong', async () => {
    const graph: Model['graph'] = {
      dispose: () => Promise.resolve(),
      run: async pass => {
        const readings = await model.graph.run(pass)
        return { ...readings, topIds: readings.topIds.map(token => (token + 1) % 49152) }
      },
    }
    expect((await compareWithGolden({ ...model, graph }, await readGolden(starter))).passed).toBe(false)
  })
})
