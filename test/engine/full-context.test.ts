import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { regionString } from '../../electron/contract/infill.ts'
import type { Passage, RunId, RunSettings } from '../../electron/contract/infill.ts'
import { cutPassage } from '../../electron/engine/canvas.ts'
import { cacheShape } from '../../electron/engine/context.ts'
import { infill } from '../../electron/engine/infill.ts'
import { layOut } from '../../electron/engine/layout.ts'
import { roomFor } from '../../electron/engine/length.ts'
import type { Canvas } from '../../electron/engine/layout.ts'
import { maskedFitsOf } from '../../electron/engine/masked-fit.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import type { Graph, Pass, Readings } from '../../electron/engine/onnx.ts'
import { ROWS_AT_ONCE } from '../../electron/engine/row-bound.ts'
import { emptyDrafts, OPEN } from '../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../electron/engine/sampling/draft.ts'
import { entropyBounded } from '../../electron/engine/sampling/entropy-bounded.ts'
import { fullReader } from '../../electron/engine/sampling/full-reader.ts'
import { masked } from '../../electron/engine/sampling/masked.ts'
import type { Reader, View } from '../../electron/engine/sampling/reader.ts'
import { DEFAULT_TUNING } from '../../electron/engine/sampling/tuning.ts'
import { plainFullReader, tinyFull } from '../support/tiny.ts'

const passage: Passage = [
  { kind: 'fixed', text: 'The keeper lit the ' },
  { kind: 'region', text: 'lamp.', kept: [] },
  { kind: 'fixed', text: ' The sea was ' },
  { kind: 'region', text: 'calm', kept: [] },
  { kind: 'fixed', text: ' and he slept well.' },
]

const usual: RunSettings = {
  variants: 3,
  length: { kind: 'auto' },
  strength: 1,
  temperature: 0.8,
  seed: 5,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
}
const roomOf = (words: number) => roomFor({ kind: 'words', words }, 0, false).places

let scratch: string
let model: Model
let canvas: Canvas
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-full-'))
  model = await openModel(tinyFull, { cacheFolder: scratch })
  canvas = layOut(cutPassage(passage), { kind: 'auto' }, model.vocabulary, model.manifest)
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

const places = () => Array.from({ length: canvas.places }, (_, place) => place)
/** A view of a canvas that is written up to `written`, of which all open places are asked for. */
function viewOf(written: number, of: object = {}): View {
  const ids = Int32Array.from(places(), place => (place < written ? 100 + ((place * 37) % 150) : OPEN))
  return { of, ids, reads: places().slice(written) }
}
const full = (refresh: number, shift: boolean, graph: Graph = model.graph) =>
  fullReader(graph, canvas, { mask: model.manifest.tokens.mask, shift, shape: cacheShape(model.manifest), refresh })
const plain = (shift: boolean) => plainFullReader(model.graph, canvas, { mask: model.manifest.tokens.mask, shift })

/** Log-probabilities of the five likeliest candidates of each row. */
function logs({ topLogits, logSumExp, candidates }: Readings): number[] {
  return Array.from(logSumExp).flatMap((total, row) =>
    Array.from(topLogits.subarray(row * candidates, row * candidates + 5), logit => logit - total),
  )
}
function expectSame(a: Readings, b: Readings): void {
  const [x, y] = [logs(a), logs(b)]
  expect(x.length).toBe(y.length)
  expect(Math.max(...x.map((value, i) => Math.abs(value - y[i]!)))).toBeLessThan(1e-4)
}
const difference = (a: Readings, b: Readings) => Math.max(...logs(a).map((value, i) => Math.abs(value - logs(b)[i]!)))

for (const shift of [false, true]) {
  describe(`a full context, ${shift ? 'shifted' : 'unshifted'}`, () => {
    it('refreshed at every step gives what no cache at all gives', async () => {
      const reader = full(1, shift)
      for (const written of [0, 2, 5]) {
        const views = [viewOf(written), viewOf(written + 1)]
        const [a, b] = [await reader.read(views), await plain(shift).read(views)]
        const K = a.candidates
        views.forEach(({ reads }, v) => {
          const width = a.logSumExp.length / views.length
          const cut = (of: Readings): Readings => ({
            ...of,
            topLogits: of.topLogits.slice(v * width * K, (v * width + reads.length) * K),
            logSumExp: of.logSumExp.slice(v * width, v * width + reads.length),
          })
          expectSame(cut(a), cut(b))
        })
      }
    })
    it('read again from what is kept, nothing being changed, gives the same', async () => {
      const passes: Pass[] = []
      const graph: Graph = { ...model.graph, run: pass => (passes.push(pass), model.graph.run(pass)) }
      const reader = full(4, shift, graph)
      const view = { ...viewOf(3), reads: [3, 4, 7] }
      const whole = await reader.read([view])
      expectSame(await reader.read([view]), whole)
      expect(passes[1]!.near.length).toBe(passes[0]!.length)
      expect(passes[1]!.length).toBeLessThan(8)
    })
    it('sees between two refreshes what was written since', async () => {
      const after = async (id: number) => {
        const reader = full(4, shift)
        const draft = {}
        await reader.read([viewOf(2, draft)])
        const ids = viewOf(2).ids
        ids[2] = id
        return reader.read([{ of: draft, ids, reads: [5] }])
      }
      expect(difference(await after(100), await after(200))).toBeGreaterThan(1e-3)
    })
    it('is near the exact between two refreshes, and exact at each', async () => {
      const reader = full(3, shift)
      const draft = {}
      const found: number[] = []
      for (const written of [0, 1, 2, 3, 4, 5, 6]) {
        const view = viewOf(written, draft)
        found.push(difference(await reader.read([view]), await plain(shift).read([view])))
      }
      for (const refresh of [0, 3, 6]) expect(found[refresh]).toBeLessThan(1e-4)
      for (const between of [1, 2, 4, 5]) expect(found[between]).toBeGreaterThan(1e-4)
    })
    it('keeps nothing of more rows than one pass may have', async () => {
      const passes: Pass[] = []
      const graph: Graph = { ...model.graph, run: pass => (passes.push(pass), model.graph.run(pass)) }
      const reader = full(4, shift, graph)
      const views = Array.from({ length: Math.ceil(ROWS_AT_ONCE / canvas.places) + 1 }, () => viewOf(0, {}))
      await reader.read(views)
      await reader.read(views.slice(0, 3))
      await reader.read(views.slice(0, 3))
      expect(passes.map(({ keep, near }) => [keep ?? false, near.length > 0])).toEqual([
        [false, false],
        [true, false],
        [false, true],
      ])
    })
    it('goes on for those drafts that are left, as it would for them alone', async () => {
      const drafts = [{}, {}, {}]
      const beside = full(4, shift)
      const alone = full(4, shift)
      await beside.read(drafts.map((of, i) => viewOf(i, of)))
      await alone.read([viewOf(2, drafts[2])])
      expectSame(await beside.read([viewOf(4, drafts[2])]), await alone.read([viewOf(4, drafts[2])]))
    })
  })
}

describe('a run over a full context', () => {
  async function write(reader: Reader): Promise<Draft[]> {
    const drafts = emptyDrafts(canvas, 3, 3)
    const language = { vocabulary: model.vocabulary, blank: model.manifest.tokens.blank }
    const options = { ...DEFAULT_TUNING, temperature: 0.9, window: 6, signal: new AbortController().signal }
    const steps = masked(reader, canvas, drafts, entropyBounded(0.5), language, options)
    while (!(await steps.next()).done);
    return drafts
  }
  it('writes with a refresh at every step what it writes without a cache', async () => {
    const [a, b] = [await write(full(1, false)), await write(plain(false))]
    expect(a.map(({ ids }) => ids)).toEqual(b.map(({ ids }) => ids))
  })
  it('measures the fit that single passes without a cache measure', async () => {
    const drafts = await write(full(4, false))
    const { mask, blank } = model.manifest.tokens
    const a = await maskedFitsOf(
      of => fullReader(model.graph, of, { mask, shift: false, shape: cacheShape(model.manifest), refresh: 4 }),
      canvas,
      drafts,
      blank,
    )
    const b = await maskedFitsOf(of => plainFullReader(model.graph, of, { mask, shift: false }), canvas, drafts, blank)
    a.forEach(({ text, after }, i) => {
      expect(text).toBeCloseTo(b[i]!.text, 3)
      expect(after).toBeCloseTo(b[i]!.after, 3)
    })
  })
  it('goes through infill: the wished forward sampler gives way to a masked one', async () => {
    const signal = new AbortController().signal
    const run = () => infill(model, { id: 'run' as RunId, passage, settings: usual }, { signal })
    const report = await run()
    expect(report.variants.length).toBeGreaterThan(0)
    for (const { fit, regions } of report.variants) {
      expect(fit!.text).toBeLessThan(0)
      expect(fit!.after).toBeLessThan(0)
      expect(regions.map(regionString).join('').trim()).not.toBe('')
    }
    expect((await run()).variants).toEqual(report.variants)
  })
  it('gives each region the length that is wished of it, and the run’s to the others', async () => {
    const settings = { ...usual, length: { kind: 'words', words: 3 } } as const
    const wished: Passage = passage.map((span, i) =>
      span.kind === 'region' && i === 1 ? { ...span, text: '', length: { kind: 'words', words: 12 } } : span,
    )
    const signal = new AbortController().signal
    const { variants } = await infill(model, { id: 'run' as RunId, passage: wished, settings }, { signal })
    for (const { places } of variants) expect(places!.rooms).toEqual([12, 3].map(roomOf))
  })
})
