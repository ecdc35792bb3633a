import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { regionString } from '../../electron/contract/infill.ts'
import type { Passage, RunId, RunSettings, Snapshot } from '../../electron/contract/infill.ts'
import { drawKept } from '../../electron/contract/strength.ts'
import { CHUNK } from '../../electron/engine/context.ts'
import type { Memory } from '../../electron/engine/context.ts'
import { outOfMemory } from '../../electron/engine/faults.ts'
import { foresee, infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import type { Graph } from '../../electron/engine/onnx.ts'

const root = resolve(import.meta.dirname, '../..')
const before =
  'The keeper climbed the stairs of the lighthouse as he did every evening. The storm had been building since noon. '
const erased = 'By the time he reached the gallery door, spray was running along the brass rail.'
const after = ' When he reached the lamp, the glass was already wet.'
const passage: Passage = [
  { kind: 'fixed', text: before },
  { kind: 'region', text: erased, kept: [] },
  { kind: 'fixed', text: after },
]
const usual: RunSettings = {
  variants: 2,
  length: { kind: 'same' },
  strength: 1,
  temperature: 0.8,
  seed: 5,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
}

let scratch: string
let model: Model
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-infill-'))
  model = await openModel(join(root, 'models/starter'), { cacheFolder: join(scratch, 'cache') })
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

async function run(of: Passage, settings: Partial<RunSettings> = {}, graph: Graph = model.graph) {
  const snapshots: Snapshot[] = []
  const request = { id: 'run' as RunId, passage: of, settings: { ...usual, ...settings } }
  const report = await infill({ ...model, graph }, request, {
    signal: new AbortController().signal,
    onSnapshot: it => snapshots.push(it),
  })
  return { report, snapshots, texts: report.variants.map(({ regions }) => regions.map(regionString)) }
}

describe('the starter, rewriting a sentence', () => {
  for (const sampler of ['forward', 'entropy'] as const) {
    it(`${sampler}: offers distinct variants with their fit, best first`, async () => {
      const { report, texts, snapshots } = await run(passage, { sampler })
      expect(texts.length).toBe(2)
      expect(texts[0]).not.toEqual(texts[1])
      for (const { fit } of report.variants) expect(fit!.text).toBeLessThan(0)
      expect(snapshots[0]!.variants[0]!.regions[0]!.every(piece => piece.kind === 'open')).toBe(true)
      expect(snapshots.at(-1)!.variants[0]!.regions[0]!.some(piece => piece.kind === 'open')).toBe(false)
    })
    it(`${sampler}: same seed, same text; another seed, another text`, async () => {
      const [first, again, other] = [
        await run(passage, { sampler }),
        await run(passage, { sampler }),
        await run(passage, { sampler, seed: 6_000 }),
      ]
      expect(again.texts).toEqual(first.texts)
      expect(other.texts).not.toEqual(first.texts)
    })
    it(`${sampler}: locked words stand in every variant, and all else of the text is as it was`, async () => {
      const from = erased.indexOf('the brass rail')
      const locked: Passage = passage.map(span =>
        span.kind === 'region' ? { ...span, kept: [{ from, to: from + 'the brass rail'.length }] } : span,
      )
      for (const [text] of (await run(locked, { sampler })).texts) expect(text).toContain('the brass rail')
    })
  }
  it('gives the same text in another process', async () => {
    const story = join(scratch, 'story.md')
    await writeFile(story, before + erased + after)
    const fill = [
      join(root, 'electron/cli/fill.ts'),
      story,
      '--match',
      erased,
      '--seed',
      '5',
      '--variants',
      '2',
      '--length',
      'same',
      '--temperature',
      '0.8',
      '--care',
      'quick',
      '--json',
    ]
    const { stdout } = await promisify(execFile)(process.execPath, fill, {
      env: { ...process.env, XDG_CACHE_HOME: scratch },
    })
    const { variants } = JSON.parse(stdout) as { variants: { text: string }[] }
    expect(variants.map(({ text }) => [text])).toEqual((await run(passage)).texts)
  })
  it('at strength 0 gives the original byte for byte, without asking the model', async () => {
    const all = passage.map(span => (span.kind === 'region' ? { ...span, kept: drawKept(span.text, 0, 5) } : span))
    const { report, texts } = await run(all, { strength: 0 })
    expect(texts).toEqual([[erased]])
    expect(report.passes).toBe(0)
  })
  it('writes several regions in one run', async () => {
    const { texts } = await run([
      { kind: 'fixed', text: before },
      { kind: 'region', text: erased, kept: [] },
      { kind: 'fixed', text: '\n\n' },
      { kind: 'region', text: 'He slept.', kept: [] },
      { kind: 'fixed', text: after },
    ])
    for (const regions of texts) for (const text of regions) expect(text.trim()).not.toBe('')
  })
  it('computes the context once, and only what is new of it in the next run', async () => {
    const contexts: number[] = []
    const graph: Graph = {
      dispose: () => Promise.resolve(),
      run: pass => {
        if (pass.batch === 1 && pass.keep === true && pass.length > 1) contexts.push(pass.length)
        return model.graph.run(pass)
      },
    }
    const memory = { context: null }
    const again = async (text: string) => {
      contexts.length = 0
      const request = {
        id: 'run' as RunId,
        settings: usual,
        passage: [{ kind: 'fixed', text: before.repeat(8) }, passage[1]!, { kind: 'fixed', text }],
      } as const
      const { variants } = await infill({ ...model, graph }, request, { signal: new AbortController().signal, memory })
      return {
        tokens: contexts.reduce((sum, length) => sum + length, 0),
        texts: variants.map(({ regions }) => regions.map(regionString)),
      }
    }
    const first = await again(after)
    expect(await again(after)).toEqual({ tokens: 0, texts: first.texts })
    const grown = await again(`${after} He wiped it.`)
    expect(grown.tokens).toBeLessThan(first.tokens / 2)
    memory.context = null
    expect((await again(`${after} He wiped it.`)).texts).toEqual(grown.texts)
  })
  it('goes on from what was read ahead when that was stopped', async () => {
    const read = { ahead: 0, run: 0 }
    const memory = { context: null }
    const text = before.repeat(16)
    const of: Passage = [{ kind: 'fixed', text }, passage[1]!, { kind: 'fixed', text: after }]
    const abort = new AbortController()
    const counting = (into: 'ahead' | 'run'): Model => {
      const run: Graph['run'] = pass => {
        if (pass.batch === 1 && pass.keep === true && pass.length > 1) read[into] += pass.length
        if (read.ahead >= 2 * CHUNK) abort.abort()
        return model.graph.run(pass)
      }
      return { ...model, graph: { ...model.graph, run } }
    }
    const ahead = foresee(counting('ahead'), of, usual.length, memory, undefined, abort.signal)
    await expect(ahead).rejects.toMatchObject({ name: 'AbortError' })
    const request = { id: 'run' as RunId, passage: of, settings: usual }
    const go = async (kept: Memory) =>
      (await infill(counting('run'), request, { signal: new AbortController().signal, memory: kept })).variants
    const variants = await go(memory)
    expect(read.ahead).toBe(2 * CHUNK)
    const rest = read.run
    read.run = 0
    expect(await go({ context: null })).toEqual(variants)
    expect(rest).toBe(read.run - 2 * CHUNK)
  })
  it('gives a variant the text that a run of its own seed gives, whatever is beside it', async () => {
    const { report } = await run(passage, { variants: 4 })
    for (const { seed, regions } of report.variants) {
      expect((await run(passage, { variants: 1, seed })).texts[0]).toEqual(regions.map(regionString))
    }
  })
  it('keeps a text’s typographic quotation marks', async () => {
    const { texts } = await run(
      [
        { kind: 'fixed', text: 'She looked at him. “It’s late,” she said. ' },
        { kind: 'region', text: '“I don’t know,” he said.', kept: [] },
        { kind: 'fixed', text: ' She didn’t move.' },
      ],
      { variants: 4 },
    )
    for (const [text] of texts) expect(text).not.toMatch(/["']/)
  })
  it('reads what is around a short text, writes none of it, and reads nothing around a long one', async () => {
    const request = { id: 'run' as RunId, passage, settings: usual }
    const around = { outline: 'The drowned bell', before: 'The bell had rung at noon. '.repeat(20), after: 'She rose.' }
    const go = async (of: Passage, more: object) =>
      (await infill(model, { ...request, passage: of, ...more }, { signal: new AbortController().signal })).variants
    const texts = async (of: Passage, more: object) => (await go(of, more)).map(it => it.regions.map(regionString))
    const told = await texts(passage, { around })
    expect(told).not.toEqual(await texts(passage, {}))
    expect(told).toEqual(await texts(passage, { around }))
    for (const [text] of told) expect(text).not.toMatch(/had rung at noon\. The bell/)
    const long = [{ kind: 'fixed', text: before.repeat(40) }, passage[1]!, { kind: 'fixed', text: after.repeat(40) }]
    expect(await go(long as Passage, { around })).toEqual(await go(long as Passage, {}))
  })
  it('stops between steps', async () => {
    const abort = new AbortController()
    const request = { id: 'run' as RunId, passage, settings: usual }
    const stopped = infill(model, request, {
      signal: abort.signal,
      onSnapshot: ({ step }) => step === 2 && abort.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('what cannot be written', () => {
  const refuses = (name: string, of: Passage, code: string) =>
    it(name, () => expect(run(of)).rejects.toMatchObject({ name: 'EngineFault', code }))
  refuses('no region', [{ kind: 'fixed', text: 'All fixed.' }], 'nothing-to-write')
  refuses('a region of 2,000 words', [{ kind: 'region', text: 'word '.repeat(2000), kept: [] }], 'region-too-long')
  it('not a number: an error that names the back end, never text', async () => {
    const { openGraph } = await import('../../electron/engine/onnx.ts')
    const graph = await openGraph(join(root, 'models/starter'), model.manifest, 1)
    const broken = { length: 1, keys: new Float32Array(30 * 3 * 64).fill(NaN), values: new Float32Array(30 * 3 * 64) }
    const pass = {
      batch: 1,
      length: 1,
      ids: Int32Array.of(100),
      positions: Int32Array.of(1),
      past: broken,
      near: { length: 0, keys: new Float32Array(0), values: new Float32Array(0) },
      bias: new Float32Array(1),
      rows: Int32Array.of(0),
    }
    await expect(graph.run(pass)).rejects.toThrow(/CPU back end/)
    await graph.dispose()
  })
  it('memory refused for many at once: fewer at once, the same texts', async () => {
    const batches: number[] = []
    const graph: Graph = {
      dispose: () => Promise.resolve(),
      run(pass) {
        batches.push(pass.batch)
        return pass.batch > 1 ? Promise.reject(outOfMemory('too many')) : model.graph.run(pass)
      },
    }
    expect((await run(passage, {}, graph)).texts).toEqual((await run(passage)).texts)
    expect(batches.filter(batch => batch > 1).length).toBeGreaterThan(0)
  })
  it('memory refused for one: a sentence', async () => {
    const graph: Graph = {
      dispose: () => Promise.resolve(),
      run: pass => (pass.length > 1 ? model.graph.run(pass) : Promise.reject(outOfMemory('none'))),
    }
    await expect(run(passage, {}, graph)).rejects.toMatchObject({ name: 'EngineFault', code: 'out-of-memory' })
  })
  it('a context longer than the model reads is cut to what it reads', async () => {
    const lengths: number[] = []
    const graph: Graph = {
      dispose: () => Promise.resolve(),
      run(pass) {
        lengths.push(pass.past.length + pass.length)
        return model.graph.run(pass)
      },
    }
    const long = [{ kind: 'fixed', text: before.repeat(300) }, passage[1]!, { kind: 'fixed', text: after.repeat(300) }]
    await run(long as Passage, { variants: 1, length: { kind: 'words', words: 2 } }, graph)
    expect(Math.max(...lengths)).toBeLessThan(model.manifest.context_length)
  })
  it('a region longer than what the model reads', async () => {
    const small = { ...model, manifest: { ...model.manifest, context_length: 24 } }
    const request = { id: 'run' as RunId, passage, settings: usual }
    const written = infill(small, request, { signal: new AbortController().signal })
    await expect(written).rejects.toMatchObject({ name: 'EngineFault', code: 'region-too-long' })
  })
  it('a model whose folder goes away while it is loaded goes on writing', async () => {
    const folder = join(scratch, 'gone')
    await mkdir(folder)
    for (const name of await readdir(join(root, 'models/starter')))
      await cp(join(root, 'models/starter', name), join(folder, name), { recursive: true })
    const open = await openModel(folder, { cacheFolder: join(scratch, 'cache') })
    await rm(folder, { recursive: true })
    expect((await run(passage, { variants: 1 }, open.graph)).texts).toEqual((await run(passage, { variants: 1 })).texts)
    await open.graph.dispose()
  })
  it('an empty text around a gap is begun all the same', async () => {
    const { texts } = await run([{ kind: 'region', text: '', kept: [] }])
    expect(texts[0]![0]!.length).toBeGreaterThan(0)
  })
})
