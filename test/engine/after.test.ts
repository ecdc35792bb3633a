import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bred, leavesNothing, sharedWords } from '../../electron/contract/breed.ts'
import { regionString } from '../../electron/contract/infill.ts'
import type {
  CharRange,
  Passage,
  Piece,
  RegionText,
  RunId,
  RunSettings,
  Snapshot,
  Variant,
} from '../../electron/contract/infill.ts'
import { OPEN, branched } from '../../electron/contract/places.ts'
import type { Places } from '../../electron/contract/places.ts'
import { drawKept, wordRanges } from '../../electron/contract/strength.ts'
import { weakestWords, withoutWords, wordsOf } from '../../electron/contract/written-words.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'
import { regionsAt, stepsOf } from '../../renderer/state/steps.ts'
import { tinyFull } from '../support/tiny.ts'

/** Laws of what goes on from a variant, and of kept words, through the whole engine on the tiny random model. */
let scratch: string
let model: Model
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-laws-'))
  model = await openModel(tinyFull, { cacheFolder: scratch, threads: 1 })
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

const erased = 'He lit the old lamp, and she saw it.'
const passageOf = (kept: readonly CharRange[]): Passage => [
  { kind: 'fixed', text: 'It was late. ' },
  { kind: 'region', text: erased, kept },
  { kind: 'fixed', text: ' The sea was calm.' },
]
type Asked = Readonly<{
  of: Passage
  seed: number
  variants?: number
  start?: readonly Places[]
  sampler?: RunSettings['sampler']
  onSnapshot?: (snapshot: Snapshot) => void
  /** Every step reads the whole canvas, so that none depends on when the last such reading was. */
  exact?: boolean
}>
async function run(asked: Asked): Promise<readonly Variant[]> {
  const { of, seed, variants = 1, start, sampler = 'entropy', onSnapshot, exact = false } = asked
  const settings: RunSettings = {
    ...{ variants, seed, length: { kind: 'same' }, strength: 1, temperature: 0.9, sampler },
    ...{ care: 'quick', use: [], avoid: [], around: 'nothing' },
  }
  const request = { id: 'run' as RunId, passage: of, settings, ...(start !== undefined && { start }) }
  const { signal } = new AbortController()
  const tuning = exact ? { refresh: 1 } : {}
  const report = await infill(model, request, { signal, tuning, ...(onSnapshot !== undefined && { onSnapshot }) })
  return report.variants
}
const seeds = fc.integer({ min: 0, max: 1_000_000 })
const strengths = fc.double({ min: 0.1, max: 1, noNaN: true })
const few = { numRuns: 12 }
const textOf = ({ regions }: Readonly<{ regions: readonly RegionText[] }>) => regions.map(regionString).join('\n')
const wordsIn = (text: string) => wordRanges(text).map(({ from, to }) => text.slice(from, to))

/** Whether all of `wanted` stand in `words`, in this order. */
function holds(words: readonly string[], wanted: readonly string[]): boolean {
  let at = 0
  for (const word of words) if (word === wanted[at]) at++
  return at === wanted.length
}

/** Only the places of `opened` may differ from `before`. */
function expectOnly(before: Places, opened: Places, after: Places): void {
  expect(after.rooms).toEqual(before.rooms)
  opened.ids.forEach((id, place) => {
    if (id === OPEN) expect(after.ids[place]).not.toBe(OPEN)
    else expect(after.ids[place]).toBe(id)
  })
}

describe('words kept at a strength under 100 %', () => {
  it('stand in every variant as whole words, in their order', () =>
    fc.assert(
      fc.asyncProperty(seeds, strengths, async (seed, strength) => {
        const kept = drawKept(erased, strength, seed)
        const wanted = kept.map(({ from, to }) => erased.slice(from, to))
        for (const word of wanted) expect(wordsIn(erased)).toContain(word)
        for (const variant of await run({ of: passageOf(kept), seed, variants: 2 }))
          expect(holds(wordsIn(textOf(variant)), wanted)).toBe(true)
      }),
      few,
    ))
})

for (const [name, share] of [
  ['re-rolling a word', 0],
  ['polishing', 0.3],
] as const)
  describe(name, () => {
    it('changes its places only, keeps locks, is the same for the same seed whatever is beside it', () =>
      fc.assert(
        fc.asyncProperty(seeds, strengths, async (seed, strength) => {
          const kept = drawKept(erased, strength, seed)
          const of = passageOf(kept)
          const [before] = await run({ of, seed })
          if (before?.places == null || wordsOf(before.regions).length === 0) return
          const opened = withoutWords(before, weakestWords(before.regions, share))!.places!
          const asked = { of, seed: seed + 1, variants: 2, start: [opened] }
          const after = await run(asked)
          for (const variant of after) {
            expectOnly(before.places, { ...opened, ids: countedIn(before.places, opened.ids) }, variant.places!)
            const locked = kept.map(({ from, to }) => erased.slice(from, to))
            expect(holds(wordsIn(textOf(variant)), locked)).toBe(true)
          }
          expect(await run(asked)).toEqual(after)
          for (const variant of after)
            expect(await run({ ...asked, variants: 1, seed: variant.seed })).toEqual([variant])
        }),
        few,
      ))
  })

/** Ids as a run that goes on takes them: behind what counts of a slot all is blank. */
function countedIn({ rooms, counted }: Places, ids: readonly number[]): number[] {
  let start = 0
  return rooms.flatMap((room, slot) => {
    const own = ids.slice(start, start + room)
    start += room
    const end = counted?.[slot] ?? room
    const past = own.slice(0, end).indexOf(model.manifest.tokens.blank)
    return own.map((id, i) => (i >= end || (past >= 0 && i >= past && id === OPEN) ? model.manifest.tokens.blank : id))
  })
}

for (const sampler of ['entropy', 'ancestral', 'left-to-right'] as const)
  describe(`the timeline of ${sampler}`, () => {
    it('shows at every step what the run drew then', () =>
      fc.assert(
        fc.asyncProperty(seeds, strengths, async (seed, strength) => {
          const drawn: Snapshot[] = []
          const of = passageOf(drawKept(erased, strength, seed))
          const [variant] = await run({ of, seed, sampler, onSnapshot: it => drawn.push(it) })
          if (variant?.places == null) return
          expect(drawn.length).toBeGreaterThan(stepsOf(variant))
          for (const { step, variants } of drawn) {
            const shown = variants[0]!.regions.map(region => region.filter(piece => !isCutOff(variant, piece)))
            expect(regionsAt(variant, step)).toEqual(shown)
          }
        }),
        few,
      ))
    it('branches at every step, and with the same seed comes out as the run did', () =>
      fc.assert(
        fc.asyncProperty(seeds, strengths, fc.nat(20), async (seed, strength, step) => {
          const of = passageOf(drawKept(erased, strength, seed))
          const [variant] = await run({ of, seed, sampler, exact: true })
          if (variant?.places == null) return
          const start = [branched(variant.places, step)]
          if (!start[0]!.ids.includes(OPEN)) return
          expect(await run({ of, seed, sampler, exact: true, start })).toEqual([variant])
        }),
        few,
      ))
  })

/** Whether a piece of a run was cut off from its sentence in the end. */
function isCutOff({ regions }: Variant, piece: Piece): boolean {
  return piece.kind === 'written' && !regions.flat().some(it => it.kind === 'written' && it.place === piece.place)
}

describe('breeding', () => {
  it('keeps what both agree on and the locks, is the same for the same seed whatever is beside it', () =>
    fc.assert(
      fc.asyncProperty(seeds, strengths, async (seed, strength) => {
        const of = passageOf(drawKept(erased, strength, seed))
        const [[a], [b]] = [await run({ of, seed }), await run({ of, seed: seed + 1 })]
        const child = bred(of, a!.regions, b!.regions)
        if (leavesNothing(child)) return
        const [one, other] = [textOf(a!), textOf(b!)]
        const agreed = sharedWords(one, other).map(({ from, to }) => one.slice(from, to))
        const asked = { of: child, seed: seed + 2, variants: 2 }
        const after = await run(asked)
        for (const variant of after) expect(holds(wordsIn(textOf(variant)), agreed)).toBe(true)
        expect(await run(asked)).toEqual(after)
        for (const variant of after) expect(await run({ ...asked, variants: 1, seed: variant.seed })).toEqual([variant])
      }),
      few,
    ))
})
