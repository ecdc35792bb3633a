import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerTo, Question, QuestionId, Written } from '../../electron/contract/ask.ts'
import { regionString } from '../../electron/contract/infill.ts'
import type { Passage, RunId, RunSettings, Variant } from '../../electron/contract/infill.ts'
import { withoutWords, wordsOf } from '../../electron/contract/written-words.ts'
import { answer } from '../../electron/engine/ask/answer.ts'
import { openDesk } from '../../electron/engine/ask/desk.ts'
import { surprise } from '../../electron/engine/ask/surprise.ts'
import type { Memory } from '../../electron/engine/context.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import type { Graph, Pass } from '../../electron/engine/onnx.ts'
import { tinyFull } from '../support/tiny.ts'

const passage: Passage = [
  { kind: 'fixed', text: 'The keeper climbed the stairs every evening. ' },
  { kind: 'region', text: 'He reached the lighthouse door.', kept: [{ from: 15, to: 25 }] },
  { kind: 'fixed', text: ' The glass was wet. ' },
  { kind: 'region', text: 'He wiped it.', kept: [] },
  { kind: 'fixed', text: ' Then the lamp was lit.' },
]
const settings: RunSettings = {
  ...{ variants: 1, length: { kind: 'auto' }, strength: 1, temperature: 0.8, seed: 5, sampler: 'forward' },
  ...{ care: 'quick', use: [], avoid: [], around: 'nothing' },
}
const signal = new AbortController().signal

let scratch: string
beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'palimpsest-ask-'))))
afterAll(() => rm(scratch, { recursive: true }))

for (const [name, folder] of [
  ['a causal context (the starter)', resolve(import.meta.dirname, '../../models/starter')],
  ['a full context (tiny, random weights)', tinyFull],
] as const) {
  describe(name, () => {
    let model: Model
    let variant: Variant
    let of: Written
    const passes: Pass[] = []
    const memory: Memory = { context: null }
    beforeAll(async () => {
      const opened = await openModel(folder, { cacheFolder: scratch })
      const { graph } = opened
      model = { ...opened, graph: { ...graph, run: pass => (passes.push(pass), graph.run(pass)) } }
      const report = await infill(model, { id: 'r' as RunId, passage, settings }, { signal, memory })
      variant = report.variants[0]!
      of = { passage, places: variant.places! }
    })
    afterAll(() => model.graph.dispose())

    type Rest<K extends Question['kind']> = Omit<Extract<Question, { kind: K }>, 'id' | 'kind'>
    const ask = async <K extends Question['kind']>(kind: K, rest: Rest<K>) => {
      const question = { id: 'q' as QuestionId, kind, ...rest } as unknown as Question
      return (await answer(model, question, { signal, memory })) as AnswerTo<K>
    }
    const alternativesOf = async (word: readonly number[], avoid: readonly string[] = []) =>
      (await ask('alternatives', { of, word, avoid })).alternatives

    it('is 0 to 1 certain of each place that counts, and of no other', async () => {
      const { certainties } = await ask('certainties', { of })
      const { blank } = model.manifest.tokens
      const { draft } = await openDesk(model, of, { signal, memory })
      certainties.forEach((value, place) => {
        if (draft.ids[place] === blank) expect(value).toBeNull()
        else expect(value).toSatisfy(p => typeof p === 'number' && p > 0 && p <= 1)
      })
    })

    it('brings with an alternative the change in fit that it said, and changes that word alone', async () => {
      const words = wordsOf(variant.regions)
      const word = words[Math.floor(words.length / 2)]!
      const found = await alternativesOf(word.places)
      expect(found.length).toBeGreaterThan(0)
      const [base] = await openDesk(model, of, { signal, memory }).then(desk => desk.fits([desk.draft]))
      for (const { text, certainty, change, variant: taken } of found) {
        expect(text).not.toBe(word.text)
        expect(certainty).toBeGreaterThanOrEqual(0)
        expect(certainty).toBeLessThanOrEqual(1)
        const desk = await openDesk(model, { passage, places: taken.places! }, { signal, memory })
        const [fit] = await desk.fits([desk.draft])
        expect(fit!.text - base!.text).toBeCloseTo(change.text, 4)
        expect(fit!.after - base!.after).toBeCloseTo(change.after, 4)
        const others = (regions: typeof variant.regions) => wordsOf(regions).map(it => it.text)
        const at = words.indexOf(word)
        expect(others(taken.regions)).toEqual(words.map(it => it.text).with(at, others(taken.regions)[at]!))
        const kept = (regions: typeof variant.regions) => regions.flat().filter(piece => piece.kind === 'kept')
        expect(kept(taken.regions)).toEqual(kept(variant.regions))
      }
    })

    it('offers no word that is avoided', async () => {
      const { places } = wordsOf(variant.regions)[0]!
      const avoid = (await alternativesOf(places)).slice(0, 2).map(({ text }) => text)
      const left = await alternativesOf(places, avoid)
      expect(left.map(({ text }) => text.toLowerCase()).filter(text => avoid.includes(text))).toEqual([])
    })

    it('offers nothing where no word can stand', async () => {
      const { graph, manifest } = model
      const run: Graph['run'] = async pass => {
        const readings = await graph.run(pass)
        return { ...readings, topIds: readings.topIds.map(() => manifest.tokens.blank) }
      }
      const silent: Model = { ...model, graph: { ...graph, run } }
      const question = { id: 'q' as QuestionId, kind: 'alternatives', of, word: [0, 1], avoid: [] } as const
      expect(await answer(silent, question, { signal })).toEqual({ kind: 'alternatives', alternatives: [] })
    })

    it('goes on from an alternative as from what a run wrote', async () => {
      const word = wordsOf(variant.regions)[0]!
      const [taken] = await alternativesOf(word.places)
      const start = withoutWords(taken!.variant, wordsOf(taken!.variant.regions).slice(1, 2))!.places!
      const report = await infill(model, { id: 'r' as RunId, passage, settings, start: [start] }, { signal })
      expect(regionString(report.variants[0]!.regions[0]!)).toContain(taken!.text)
    })

    it('finds each word as surprising in a batch as alone', async () => {
      const text = fc.array(fc.constantFrom('lamp', '“Wait,”', 'the', 'un-lit', 'sea;', '—', '1912', 'lighthouse'), {
        ...{ minLength: 1, maxLength: 9 },
      })
      await fc.assert(
        fc.asyncProperty(text, async words => {
          const own: Passage = [passage[0]!, { kind: 'region', text: words.join(' '), kept: [] }, passage[2]!]
          if (!/[a-z0-9]/i.test(words.join(''))) return
          const [batched, alone] = [
            await surprise(model, { passage: own }, { signal }),
            await surprise(model, { passage: own }, { signal }, 1),
          ]
          expect(batched.length).toBe(words.filter(word => word !== '—').length)
          batched.forEach(({ nats }, i) => expect(nats).toBeCloseTo(alone[i]!.nats, 3))
          for (const { from, to, nats } of batched) {
            expect(words.join(' ').slice(from, to)).toMatch(/^[\w-]+$/)
            expect(nats).toBeGreaterThanOrEqual(0)
          }
        }),
        { numRuns: 4 },
      )
    })

    it('reads no token of a context anew for a re-roll or for alternatives', async () => {
      const word = wordsOf(variant.regions)[1]!
      await alternativesOf(word.places)
      const { context } = memory
      passes.length = 0
      await alternativesOf(word.places)
      const start = withoutWords(variant, [word])!.places!
      await infill(model, { id: 'r' as RunId, passage, settings, start: [start] }, { signal, memory })
      expect(memory.context).toBe(context)
      if (model.manifest.context === 'causal') expect(contextTokens(passes, context!.positions)).toBe(0)
    })

    it('refuses places that hold no word, and a text of another model', async () => {
      await expect(alternativesOf([of.places.ids.length + 3])).rejects.toMatchObject({ code: 'bad-request' })
      await expect(alternativesOf([2, 0])).rejects.toMatchObject({
        message: expect.stringMatching(/No word/) as string,
      })
      const foreign = { passage, places: { ...of.places, model: 'ab' } }
      await expect(ask('certainties', { of: foreign })).rejects.toMatchObject({ code: 'bad-request' })
      const none: Passage = [{ kind: 'fixed', text: 'a' }]
      await expect(ask('surprise', { passage: none })).rejects.toMatchObject({ code: 'nothing-to-write' })
      const long: Passage = [{ kind: 'region', text: 'a '.repeat(500), kept: [] }]
      await expect(ask('surprise', { passage: long })).rejects.toMatchObject({ code: 'region-too-long' })
    })

    it('stops', async () => {
      const question: Question = { id: 'q' as QuestionId, kind: 'surprise', passage }
      await expect(answer(model, question, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        name: 'AbortError',
      })
    })
  })
}

/** Fed tokens that stand at a position of the context, leads aside, which are read with what they lead. */
function contextTokens(passes: readonly Pass[], positions: Int32Array): number {
  const known = new Set(positions)
  return passes
    .filter(({ keep, batch, near }) => keep === true && batch === 1 && near.length === 0)
    .reduce((sum, pass) => sum + Math.max(0, pass.positions.filter(position => known.has(position)).length - 1), 0)
}
