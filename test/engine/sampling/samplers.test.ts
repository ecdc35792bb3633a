import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutPassage } from '../../../electron/engine/canvas.ts'
import { layOut } from '../../../electron/engine/layout.ts'
import type { Canvas } from '../../../electron/engine/layout.ts'
import { closeSentences } from '../../../electron/engine/closing.ts'
import { placesOf, plainForm } from '../../../electron/engine/plain-form.ts'
import type { Language } from '../../../electron/engine/sampling/candidates.ts'
import { languageOf } from '../../../electron/engine/sampling/language.ts'
import { DEFAULT_TUNING } from '../../../electron/engine/sampling/tuning.ts'
import type { Length, Passage } from '../../../electron/contract/infill.ts'
import type { Manifest } from '../../../electron/engine/manifest.ts'
import { seeded } from '../../../electron/engine/random.ts'
import { emptyDrafts, OPEN } from '../../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../../electron/engine/sampling/draft.ts'
import { ancestral } from '../../../electron/engine/sampling/ancestral.ts'
import { confidenceThreshold } from '../../../electron/engine/sampling/confidence-threshold.ts'
import { confidenceTopK } from '../../../electron/engine/sampling/confidence-top-k.ts'
import { entropyBounded } from '../../../electron/engine/sampling/entropy-bounded.ts'
import { leftToRight } from '../../../electron/engine/sampling/left-to-right.ts'
import { causalReader } from '../../../electron/engine/sampling/reader.ts'
import { margin } from '../../../electron/engine/sampling/margin.ts'
import { masked } from '../../../electron/engine/sampling/masked.ts'
import type { Strategy } from '../../../electron/engine/sampling/masked.ts'
import { forwardChecked } from '../../../electron/engine/sampling/forward-checked.ts'
import { forward, forwardSteps } from '../../../electron/engine/sampling/forward.ts'
import { BLANK, id, MASK, noContext, scripted, START, tinyShape, vocabulary, words } from '../../support/scripted.ts'
import type { Script } from '../../support/scripted.ts'

const manifest = {
  context_length: 200,
  tokens: { document_start: START, mask: MASK, blank: BLANK, suppressed: [] },
} as unknown as Manifest
const plain: Language = { vocabulary, blank: BLANK }
const model = { manifest, vocabulary }
const live = new AbortController().signal

const passage: Passage = [
  { kind: 'fixed', text: 'The lamp was ' },
  { kind: 'region', text: 'lit and late', kept: [] },
  { kind: 'fixed', text: '. The sea' },
]
const canvasOf = (spans: Passage = passage): Canvas => layOut(cutPassage(spans), { kind: 'same' }, vocabulary, manifest)
const textOf = (draft: Draft) => Array.from(draft.ids, token => (token === OPEN ? '_' : words[token])).join('')

type Sampler = (
  canvas: Canvas,
  drafts: readonly Draft[],
  script: Script,
  more?: {
    language?: Language
    signal?: AbortSignal
    temperature?: number
    cooling?: number
    gamma?: number
    window?: number
  },
) => { steps: AsyncGenerator<number>; graph: ReturnType<typeof scripted> }

const runForward: Sampler = (
  canvas,
  drafts,
  script,
  { language = plain, signal = live, temperature = 0.8, cooling = 0 } = {},
) => {
  const graph = scripted(script)
  return {
    graph,
    steps: forward(graph, tinyShape, canvas, noContext, drafts, language, {
      temperature,
      cooling,
      topP: 1,
      minP: 0,
      signal,
    }),
  }
}
const runChecked: Sampler = (
  canvas,
  drafts,
  script,
  { language = plain, signal = live, temperature = 0.8, cooling = 0 } = {},
) => {
  const graph = scripted(script)
  const options = { temperature, cooling, topP: 1, minP: 0, signal, mask: MASK, window: 2 }
  return { graph, steps: forwardChecked(graph, tinyShape, canvas, noContext, drafts, language, options) }
}
const denoise =
  (strategyOf: (gamma: number) => Strategy): Sampler =>
  (
    canvas,
    drafts,
    script,
    { language = plain, signal = live, temperature = 0.8, cooling = 0, gamma = 0.3, window = 8 } = {},
  ) => {
    const graph = scripted(script)
    const options = { temperature, cooling, topP: 1, minP: 0, signal, window }
    const reader = causalReader(graph, canvas, noContext, { mask: MASK, shift: true })
    return { graph, steps: masked(reader, canvas, drafts, strategyOf(gamma), language, options) }
  }
const runEntropy = denoise(entropyBounded)

const samplers: readonly (readonly [string, Sampler])[] = [
  ['forward', runForward],
  ['forward-checked', runChecked],
  ['entropy-bounded', runEntropy],
  ['confidence threshold', denoise(() => confidenceThreshold(0.9))],
  ['confidence top-k', denoise(() => confidenceTopK(2))],
  ['margin', denoise(() => margin(2))],
  ['left-to-right', denoise(() => leftToRight)],
  ['ancestral', denoise(() => ancestral(2))],
]

/** The whole text in its plain form; with `gap` other than a space, written text is left out for it. */
function wholeOf(canvas: Canvas, draft: Draft, gap: string): string {
  const known = (from: number, to?: number) => Array.from(canvas.ids.subarray(from, to), token => words[token]).join('')
  const parts = canvas.slots.map(({ before, start, places }, i) => {
    const written = Array.from(draft.ids.subarray(start, start + places), token => words[token]).join('')
    return known(canvas.slots[i - 1]?.before ?? 0, before) + (gap === ' ' ? written : gap)
  })
  return plainForm([...parts, known(canvas.slots.at(-1)!.before)].join(''))
}

async function last(steps: AsyncGenerator<number>): Promise<number> {
  let step = 0
  for await (const n of steps) step = n
  return step
}

const unsure: Script = () => ({ [id(' sea')]: 0.3, [id(' lit')]: 0.3, [id(' late')]: 0.3 })

for (const [name, run] of samplers) {
  describe(`${name}: laws of a sampler`, () => {
    it('writes every place', async () => {
      const drafts = emptyDrafts(canvasOf(), 1, 3)
      await last(run(canvasOf(), drafts, unsure).steps)
      for (const draft of drafts) expect(Array.from(draft.ids)).not.toContain(OPEN)
    })
    it('gives the same text for the same seed', async () => {
      const texts = await Promise.all(
        [1, 1].map(async seed => {
          const drafts = emptyDrafts(canvasOf(), seed, 2)
          await last(run(canvasOf(), drafts, unsure).steps)
          return drafts.map(textOf)
        }),
      )
      expect(texts[0]).toEqual(texts[1])
    })
    it('gives a variant the text that a run of its own seed gives', async () => {
      const together = emptyDrafts(canvasOf(), 7, 4)
      await last(run(canvasOf(), together, unsure).steps)
      const alone = emptyDrafts(canvasOf(), 9, 1)
      await last(run(canvasOf(), alone, unsure).steps)
      expect(textOf(alone[0]!)).toBe(textOf(together[2]!))
    })
    it('never changes a token once it is written', async () => {
      const drafts = emptyDrafts(canvasOf(), 3, 2)
      const { steps } = run(canvasOf(), drafts, unsure)
      let before = drafts.map(draft => draft.ids.slice())
      for await (const _ of steps) {
        drafts.forEach((draft, i) =>
          before[i]!.forEach((token, place) => token !== OPEN && expect(draft.ids[place]).toBe(token)),
        )
        before = drafts.map(draft => draft.ids.slice())
      }
    })
    it('never writes special tokens, line breaks or, at a fixed length, blanks', async () => {
      const drafts = emptyDrafts(canvasOf(), 1, 2)
      await last(
        run(canvasOf(), drafts, () => ({
          [BLANK]: 0.5,
          [MASK]: 0.2,
          [id('\n')]: 0.2,
          [id(' lit')]: 0.05,
          [id(' sea')]: 0.04,
        })).steps,
      )
      for (const draft of drafts)
        for (const token of draft.ids) expect([BLANK, MASK, START, id('\n')]).not.toContain(token)
    })
    it('begins with a token that carries the space', async () => {
      const [draft] = emptyDrafts(canvasOf(), 1, 1)
      await last(run(canvasOf(), [draft!], () => ({ [id('The')]: 0.9, [id(' sea')]: 0.05, [id(' lit')]: 0.04 })).steps)
      expect(words[draft!.ids[0]!]).toMatch(/^ /)
    })
    it('never writes what is avoided, at any split, in any case', async () => {
      const near: Passage = [
        { kind: 'fixed', text: 'The lamp was late and the' },
        { kind: 'region', text: ' lit and late the sea was', kept: [{ from: 4, to: 7 }] },
        { kind: 'fixed', text: ' lit. The sea' },
      ]
      const phrases = ['sea', 'LATE', 'the lamp', 'lit and', 'was lit', 'lamp lit and', 'and the', '. the', 'sea lamp']
      await fc.assert(
        fc.asyncProperty(
          fc.subarray(phrases, { minLength: 1, maxLength: 4 }),
          fc.nat(1e6),
          fc.constantFrom<Length['kind']>('same', 'auto'),
          async (avoid, seed, kind) => {
            const canvas = layOut(cutPassage(near), { kind } as Length, vocabulary, manifest)
            const [draft] = emptyDrafts(canvas, seed, 1)
            const language = languageOf(model, canvas, { use: ['sea lit'], avoid }, DEFAULT_TUNING)
            const likely: Script = (_, __, row) => ({
              [3 + ((seed + row) % 7)]: 0.4,
              [3 + ((seed + 2 * row) % 5)]: 0.3,
            })
            await last(run(canvas, [draft!], likely, { language, temperature: 1.2 }).steps)
            closeSentences(canvas, draft!, language)
            const [text, fixed] = [' ', '#'].map(gap => wholeOf(canvas, draft!, gap))
            for (const phrase of avoid)
              expect(placesOf(text!, plainForm(phrase)).length).toBe(placesOf(fixed!, plainForm(phrase)).length)
          },
        ),
        { numRuns: 60 },
      )
    })
    it('ends a slot where it ends: nothing is written behind a blank', async () => {
      const canvas = layOut(cutPassage(passage), { kind: 'longer' }, vocabulary, manifest)
      // The further on, the surer, and each place may be the end.
      const endless: Script = (_, __, row) => ({
        [[id(' sea'), id(' lit'), id(' late')][row % 3]!]: 0.95 - 0.45 / (row + 1),
        [BLANK]: 0.45 / (row + 1),
      })
      for (let seed = 0; seed < 40; seed++) {
        const [draft] = emptyDrafts(canvas, seed, 1)
        await last(run(canvas, [draft!], endless, { gamma: 9 }).steps)
        const end = draft!.ids.indexOf(BLANK)
        if (end >= 0) expect(draft!.ids.subarray(end).every(token => token === BLANK)).toBe(true)
      }
    })
    it('says so when all is avoided', async () => {
      const canvas = canvasOf()
      const avoid = words.map(word => word.trim()).filter(word => word !== '')
      const language = languageOf(model, canvas, { use: [], avoid }, DEFAULT_TUNING)
      await expect(last(run(canvas, emptyDrafts(canvas, 1, 1), unsure, { language }).steps)).rejects.toMatchObject({
        name: 'EngineFault',
        code: 'all-avoided',
      })
    })
    it('brings wanted words in where they can stand, and once', async () => {
      const canvas = canvasOf()
      const language = languageOf(model, canvas, { use: ['late and'], avoid: [] }, { useNats: 8 })
      let [held, plainly] = [0, 0]
      for (let seed = 0; seed < 50; seed++) {
        const [wished, usual] = [emptyDrafts(canvas, seed, 1)[0]!, emptyDrafts(canvas, seed, 1)[0]!]
        const seldom: Script = () => ({ [id(' sea')]: 0.4, [id(' lit')]: 0.3, [id(' lamp')]: 0.28 })
        await last(run(canvas, [wished], seldom, { language }).steps)
        await last(run(canvas, [usual], seldom).steps)
        held += Number(textOf(wished).includes(' late and'))
        plainly += Number(textOf(usual).includes(' late and'))
      }
      expect(held).toBeGreaterThan(plainly + 10)
    })
    it('does not stutter', async () => {
      const [draft] = emptyDrafts(canvasOf(), 1, 1)
      await last(run(canvasOf(), [draft!], () => ({ [id(' lit')]: 0.97 })).steps)
      draft!.ids.forEach((token, place) => place > 0 && expect(token).not.toBe(draft!.ids[place - 1]))
    })
    it('stops within a step', async () => {
      const abort = new AbortController()
      const long = canvasOf([
        passage[0]!,
        { kind: 'region', text: 'lit and late the lamp was lit and the sea', kept: [] },
        passage[2]!,
      ])
      const { steps, graph } = run(long, emptyDrafts(long, 1, 1), unsure, { signal: abort.signal })
      await steps.next()
      const before = graph.passes.length
      abort.abort()
      await expect(steps.next()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error)
      expect(graph.passes.length).toBe(before)
    })
    it('draws the last places with less noise when the temperature falls', async () => {
      const skewed: Script = () => ({ [id(' sea')]: 0.6, [id(' lit')]: 0.2, [id(' late')]: 0.19 })
      /** How often the place written last holds the likeliest word, where its neighbours leave it free. */
      const likeliest = async (cooling: number) => {
        let [free, taken] = [0, 0]
        for (let seed = 0; seed < 300; seed++) {
          const [draft] = emptyDrafts(canvasOf(), seed, 1)
          await last(run(canvasOf(), [draft!], skewed, { cooling, temperature: 1.5 }).steps)
          const latest = draft!.step.lastIndexOf(Math.max(...draft!.step))
          if ([latest - 1, latest + 1].some(place => draft!.ids[place] === id(' sea'))) continue
          free++
          taken += Number(draft!.ids[latest] === id(' sea'))
        }
        return taken / free
      }
      expect(await likeliest(1)).toBeGreaterThan((await likeliest(0)) + 0.1)
    })
    it('reads certainty from the model, and notes the step', async () => {
      const [draft] = emptyDrafts(canvasOf(), 1, 1)
      await last(
        run(
          canvasOf(),
          [draft!],
          (_, __, row) =>
            row === 0 ? { [id(' sea')]: 0.6, [BLANK]: 1e-12 } : { [id(' lit')]: 0.6, [id(' sea')]: 0.3 },
          { temperature: 0 },
        ).steps,
      )
      expect(draft!.certainty[0]).toBeCloseTo(0.6)
      expect(Math.min(...draft!.step)).toBeGreaterThan(0)
    })
  })
}

describe('forward', () => {
  it('feeds one position a draft and step, the lead first', async () => {
    const canvas = canvasOf()
    const { steps, graph } = runForward(canvas, emptyDrafts(canvas, 1, 2), unsure)
    expect(await last(steps)).toBe(forwardSteps(canvas))
    expect(graph.passes.every(pass => pass.length === 1 && pass.batch === 2)).toBe(true)
    expect(graph.passes[0]!.ids[0]).toBe(id(' was'))
    expect(graph.passes.map(pass => pass.positions[0])).toEqual([3, 4, 5])
  })
  it('writes several slots in one run, each behind its own lead', async () => {
    const canvas = canvasOf([
      { kind: 'fixed', text: 'The lamp ' },
      { kind: 'region', text: 'was lit and late', kept: [{ from: 4, to: 7 }] },
      { kind: 'fixed', text: '.' },
    ])
    const { steps, graph } = runForward(canvas, emptyDrafts(canvas, 1, 1), unsure)
    await last(steps)
    expect(canvas.slots.map(slot => slot.lead.id)).toEqual([id(' lamp'), id(' lit')])
    expect(graph.passes.length).toBe(forwardSteps(canvas))
  })
})

describe('regions side by side', () => {
  const canvas = canvasOf([
    { kind: 'fixed', text: 'The lamp ' },
    { kind: 'region', text: 'was lit.', kept: [] },
    { kind: 'fixed', text: ' ' },
    { kind: 'region', text: 'the sea', kept: [] },
  ])
  it('have places of their own, each led by what stood before it', () => {
    expect(canvas.slots.map(({ lead }) => lead)).toEqual([
      { id: id(' lamp'), position: 2 },
      { id: id('.'), position: 5 },
    ])
  })
  it('are written one after the other', async () => {
    const { steps, graph } = runForward(canvas, emptyDrafts(canvas, 1, 1), unsure)
    await last(steps)
    expect(graph.passes.map(pass => pass.positions[0])).toEqual([2, 3, 4, 5, 5, 6])
  })
})

describe('a wish for one region', () => {
  const gap = (words: number | null): Passage[number] => ({
    ...{ kind: 'region', text: '', kept: [] },
    ...(words === null ? {} : { length: { kind: 'words', words } }),
  })
  const rooms = (length: Length, ...regions: Passage) =>
    layOut(
      cutPassage([...regions.flatMap(region => [{ kind: 'fixed', text: 'The lamp. ' } as const, region])]),
      length,
      vocabulary,
      manifest,
    ).slots.map(({ places, least }) => ({ places, least }))
  it('goes before the run’s, which goes for all others', () => {
    const words = (count: number): Length => ({ kind: 'words', words: count })
    expect(rooms(words(8), gap(20), gap(null))).toEqual([...rooms(words(20), gap(null)), ...rooms(words(8), gap(null))])
    expect(rooms({ kind: 'auto' }, gap(null))).not.toEqual(rooms({ kind: 'auto' }, gap(20)))
  })
  it('of all regions is as if the run had it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 }), (count, regions) => {
        const own = Array.from({ length: regions }, () => gap(count))
        const bare = Array.from({ length: regions }, () => gap(null))
        expect(rooms({ kind: 'auto' }, ...own)).toEqual(rooms({ kind: 'words', words: count }, ...bare))
      }),
    ))
})

describe('entropy-bounded', () => {
  const sure =
    (limit: number): Script =>
    (_pass, _batch, row) => {
      const token = [id(' sea'), id(' lit'), id(' late')][row % 3]!
      return row < limit ? { [token]: 0.999 } : { [token]: 0.4, [id(' and')]: 0.3, [id(' the')]: 0.2 }
    }
  it('commits all it is sure of in one step', async () => {
    expect(await last(runEntropy(canvasOf(), emptyDrafts(canvasOf(), 1, 1), sure(99)).steps)).toBe(1)
  })
  it('commits one at a time when it is not', async () => {
    expect(await last(runEntropy(canvasOf(), emptyDrafts(canvasOf(), 1, 1), sure(0)).steps)).toBe(3)
  })
  it('commits more with a larger gamma', async () => {
    expect(
      await last(runEntropy(canvasOf(), emptyDrafts(canvasOf(), 1, 1), sure(0), { gamma: 99 }).steps),
    ).toBeLessThan(3)
  })
  it('leaves places beyond the window out of the pass', async () => {
    const { steps, graph } = runEntropy(canvasOf(), emptyDrafts(canvasOf(), 1, 1), unsure, { window: 1 })
    await last(steps)
    expect(graph.passes.map(pass => pass.length)).toEqual([2, 3, 4])
  })
})

describe('forward-checked', () => {
  /** Masked passes say one thing and forward passes another; a pass with masks in it is masked. */
  const forwardSays: Readonly<Record<number, number>> = {
    [id(' sea')]: 0.5,
    [id(' lit')]: 0.3,
    [id(' late')]: 0.15,
    [id(' and')]: 0.049,
    [BLANK]: 1e-12,
  }
  const maskedSays: Readonly<Record<number, number>> = {
    [id(' sea')]: 0.1,
    [id(' lit')]: 0.6,
    [id(' late')]: 0.05,
    [id(' and')]: 0.249,
    [BLANK]: 1e-12,
  }
  const script: Script = pass => (pass.ids.includes(MASK) ? maskedSays : forwardSays)

  /** How often each text of the first two places comes, over many seeds. */
  async function texts(run: Sampler, runs: number): Promise<Map<string, number>> {
    const canvas = canvasOf()
    const drafts = emptyDrafts(canvas, 1, runs)
    await last(run(canvas, drafts, script, { temperature: 1 }).steps)
    const counts = new Map<string, number>()
    for (const { ids } of drafts) {
      const text = `${words[ids[0]!]!}${words[ids[1]!]!}`
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return counts
  }
  it('gives texts as forward does: chi-squared over the first two places, seeds fixed', async () => {
    const runs = 20_000
    const [plain, checked] = [await texts(runForward, runs), await texts(runChecked, runs)]
    const frequent = [...plain].filter(([, count]) => count > 50)
    const statistic = frequent.reduce((sum, [text, a]) => {
      const b = checked.get(text) ?? 0
      return sum + (a - b) ** 2 / (a + b)
    }, 0)
    // Of two samples of one distribution: degrees of freedom plus three standard deviations.
    expect(statistic).toBeLessThan(frequent.length + 3 * Math.sqrt(2 * frequent.length))
    // And the draft alone is far from it, or the test would prove nothing.
    expect((plain.get(' sea lit') ?? 0) / runs).toBeGreaterThan(0.15)
  })
  it('going on from a written beginning, reads no more rows than it drafts and one more', async () => {
    const canvas = canvasOf([passage[0]!, { kind: 'region', text: 'lit and late '.repeat(7), kept: [] }, passage[2]!])
    const drafts = emptyDrafts(canvas, 1, 3)
    drafts.forEach((draft, b) => draft.ids.fill(id(' the'), 0, 17 - 2 * b))
    const { steps, graph } = runChecked(canvas, drafts, unsure)
    await last(steps)
    const checks = graph.passes.filter(({ keep }) => keep === true)
    expect(checks[0]!.length).toBeGreaterThanOrEqual(18)
    for (const { rows } of checks) expect(rows.length).toBeLessThanOrEqual(3 * (2 + 1))
    for (const draft of drafts) expect(Array.from(draft.ids)).not.toContain(OPEN)
  })
  it('asks for what comes next where it comes', async () => {
    // What stands at a place is told by the position that predicts it.
    const told = [' the', ' lamp', ' was', ' lit', ' and', ' sea'].map(id)
    const script: Script = ({ positions, length, ids }, b, row) =>
      ids.includes(MASK) ? { [id(' lamp')]: 0.999 } : { [told[positions[b * length + row]! % told.length]!]: 0.999999 }
    const canvas = canvasOf([
      passage[0]!,
      { kind: 'region', text: 'lit and late the lamp', kept: [{ from: 8, to: 12 }] },
      passage[2]!,
    ])
    const drafts = emptyDrafts(canvas, 1, 3)
    drafts.forEach((draft, b) => draft.ids.fill(id(' late'), 0, b))
    await last(runChecked(canvas, drafts, script).steps)
    for (const [b, { ids }] of drafts.entries()) {
      const expected = canvas.slots.flatMap(({ lead, places }) =>
        Array.from({ length: places }, (_, i) => told[(lead.position + i) % told.length]!),
      )
      expect(Array.from(ids.subarray(b))).toEqual(expected.slice(b))
    }
  })
  it('takes fewer passes than places when the draft is right', async () => {
    const canvas = canvasOf()
    const right: Script = (_pass, _batch, row) => ({ [[id(' sea'), id(' lit'), id(' late')][row % 3]!]: 0.999 })
    const { steps, graph } = runChecked(canvas, emptyDrafts(canvas, 1, 1), right)
    await last(steps)
    expect(graph.passes.length).toBeLessThan(canvas.places + 2)
  })
})

describe('strategies', () => {
  /** Offers of consecutive places with these probabilities of their first and second candidates. */
  const offers = (...pairs: [number, number][]) =>
    pairs.map(([first, second], place) => ({
      place,
      certainty: first,
      prediction: {
        ids: Int32Array.of(3, 4),
        logProbabilities: Float64Array.of(Math.log(first), Math.log(second)),
        entropy: 1 - first,
      },
    })) as unknown as Parameters<Strategy>[0]
  const progress = { open: 4, places: 4, step: 1, random: seeded(1) }
  function commits(name: string, strategy: Strategy, given: Parameters<Strategy>[0], places: readonly number[]) {
    it(name, () => expect(strategy(given, progress).map(({ place }) => place)).toEqual(places))
  }
  const some = offers([0.5, 0.4], [0.95, 0.01], [0.6, 0.05], [0.92, 0.06])
  commits('entropy-bounded: rising entropy, within gamma', entropyBounded(0.1), some, [1, 3])
  commits('entropy-bounded: one at least', entropyBounded(0), offers([0.1, 0.1], [0.2, 0.1]), [1])
  commits('threshold: all above it, surest first', confidenceThreshold(0.9), some, [1, 3])
  commits('threshold: the surest when none is', confidenceThreshold(0.99), some, [1])
  commits('top-k: a share of the places', confidenceTopK(2), some, [1, 3])
  commits('margin: by the lead', margin(1), some, [1, 3, 2, 0])
  commits('left-to-right: the first', leftToRight, some, [0])
  commits('ancestral: all at the last step', ancestral(1), some, [0, 1, 2, 3])
  it('ancestral: each place by the same chance, whatever its certainty', () => {
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 4000; i++) for (const { place } of ancestral(4)(some, progress)) counts[place]!++
    // A quarter each, and the first also when chance takes none: 0.25 + 0.75 ** 4.
    expect(counts.map(count => count / 4000)).toEqual(
      [0.25 + 0.75 ** 4, 0.25, 0.25, 0.25].map(share => expect.closeTo(share, 1) as number),
    )
  })
})
