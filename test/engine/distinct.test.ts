import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRESH_TRIES_A_VARIANT, regionString } from '../../electron/contract/infill.ts'
import type { Passage, RunId, RunSettings } from '../../electron/contract/infill.ts'
import { distinct, replaced } from '../../electron/engine/distinct.ts'
import { outOfMemory } from '../../electron/engine/faults.ts'
import { infill } from '../../electron/engine/infill.ts'
import type { Model } from '../../electron/engine/model.ts'
import type { Graph } from '../../electron/engine/onnx.ts'
import { BLANK, id, MASK, scripted, START, vocabulary } from '../support/scripted.ts'

describe('replacing near-duplicates', () => {
  /** Tries of these texts, and then of those that are written. */
  const texts = (tries: readonly string[], fresh: readonly string[], count: number, most: number) => {
    let asked = 0
    const write = (from: number, more: number) => {
      asked += more
      return Promise.resolve(fresh.slice(from - tries.length, from - tries.length + more))
    }
    const choose = (all: readonly string[]) => distinct(all, text => text, count)
    return replaced(tries, choose, count, most, write).then(chosen => ({ chosen, asked }))
  }
  const gives = (name: string, of: Parameters<typeof texts>, chosen: readonly string[], asked: number) =>
    it(name, async () => expect(await texts(...of)).toEqual({ chosen, asked }))
  gives('writes nothing where all differ', [['a b', 'c d'], ['e'], 2, 9], ['a b', 'c d'], 0)
  gives('writes as many as are missing', [['a', 'a', 'a'], ['b', 'c'], 3, 9], ['a', 'b', 'c'], 2)
  gives('and again while they are alike', [['a', 'a'], ['A', 'a', 'b'], 2, 9], ['a', 'b'], 3)
  gives('but no more than it may', [['a', 'a', 'a'], ['a', 'a', 'a', 'a', 'b'], 3, 4], ['a'], 4)
  const ten = 'one two three four five six seven eight nine ten'
  gives('one word of ten is no difference', [[ten, ten.replace('five', '5')], ['else'], 2, 4], [ten, 'else'], 1)
})

const manifest = {
  ...{ id: 'scripted', version: '1', context: 'causal', modes: ['masked', 'forward'], shift: true },
  ...{ layers: 1, key_value_heads: 1, head_size: 1, candidates: vocabulary.size, context_length: 200 },
  tokens: { document_start: START, mask: MASK, blank: BLANK, suppressed: [] },
}
/** Writes `lit and the lamp` nearly always. */
const next: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ' was': { ' lit': 0.8, ' late': 0.19 },
  ' lit': { ' and': 0.99 },
  ' late': { ' and': 0.99 },
  ' and': { ' the': 0.8, ' lit': 0.1, ' was': 0.09 },
}
const graph = scripted((pass, batch, row) => {
  const last = vocabulary.texts[pass.ids[batch * pass.length + row]!]!
  return Object.fromEntries(Object.entries(next[last] ?? {}).map(([word, p]) => [id(word), p]))
})
const passage: Passage = [
  { kind: 'fixed', text: 'The lamp was ' },
  { kind: 'region', text: 'lit and late', kept: [] },
  { kind: 'fixed', text: '. The sea' },
]
async function run(settings: Partial<RunSettings>, on: Graph = graph) {
  const model = { manifest, vocabulary, hash: 'ab', graph: on, backend: 'script' } as unknown as Model
  const all: RunSettings = {
    ...{ variants: 3, length: { kind: 'same' }, strength: 1, temperature: 1, seed: 1, sampler: 'forward' },
    ...{ care: 'quick', use: [], avoid: [], around: 'nothing', ...settings },
  }
  const request = { id: 'run' as RunId, passage, settings: all }
  const { variants } = await infill(model, request, { signal: new AbortController().signal })
  return variants.map(({ regions, seed }) => ({ text: regions.map(regionString).join(), seed }))
}
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('a run whose tries come out alike', () => {
  it('offers fresh ones in their place: different texts, of seeds within its own', () =>
    fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom('forward', 'entropy'), async (seed, sampler) => {
        const variants = await run({ seed, sampler })
        expect(new Set(variants.map(({ text }) => text)).size).toBe(variants.length)
        for (const variant of variants)
          expect((variant.seed - seed + 2 ** 32) % 2 ** 32).toBeLessThan(3 * (1 + FRESH_TRIES_A_VARIANT))
      }),
      { numRuns: 60 },
    ))
  it('which makes it offer more than its first tries would', async () => {
    const counts = await Promise.all(Array.from({ length: 40 }, (_, seed) => run({ seed: seed * 100 })))
    const first = await Promise.all(
      Array.from({ length: 40 }, async (_, seed) => {
        const each = await Promise.all([0, 1, 2].map(i => run({ seed: seed * 100 + i, variants: 1 })))
        return new Set(each.map(([variant]) => variant!.text)).size
      }),
    )
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
    expect(sum(counts.map(variants => variants.length))).toBeGreaterThan(1.3 * sum(first))
  })
  it('each variant is what its seed gives alone, and the same however many are computed at once', () =>
    fc.assert(
      fc.asyncProperty(seeds, async seed => {
        const variants = await run({ seed })
        for (const variant of variants) expect(await run({ seed: variant.seed, variants: 1 })).toEqual([variant])
        const oneByOne: Graph = {
          dispose: () => Promise.resolve(),
          run: pass => (pass.batch > 1 ? Promise.reject(outOfMemory('too many')) : graph.run(pass)),
        }
        expect(await run({ seed }, oneByOne)).toEqual(variants)
      }),
      { numRuns: 30 },
    ))
  it('without chance there is one text, and nothing is written again', async () => {
    graph.passes.length = 0
    expect((await run({ temperature: 0 })).length).toBe(1)
    const once = graph.passes.length
    await run({ temperature: 0, variants: 1 })
    expect(graph.passes.length).toBe(2 * once)
  })
})
