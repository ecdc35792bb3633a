import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { regionString } from '../../electron/contract/infill.ts'
import type { Passage, RunId, RunSettings, Snapshot, Variant } from '../../electron/contract/infill.ts'
import { OPEN, branched } from '../../electron/contract/places.ts'
import type { Places } from '../../electron/contract/places.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import type { Model } from '../../electron/engine/model.ts'

const passage: Passage = [
  { kind: 'fixed', text: 'The keeper climbed the stairs every evening. ' },
  { kind: 'region', text: 'He reached the door.', kept: [] },
  { kind: 'fixed', text: ' The glass was wet. ' },
  { kind: 'region', text: 'He wiped it.', kept: [] },
]
const usual: RunSettings = {
  variants: 2,
  length: { kind: 'auto' },
  strength: 1,
  temperature: 0.8,
  seed: 11,
  sampler: 'forward',
  care: 'quick',
  use: [],
  avoid: [],
  around: 'nothing',
}

let scratch: string
let model: Model
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'palimpsest-start-'))
  model = await openModel(resolve(import.meta.dirname, '../../models/starter'), { cacheFolder: scratch })
})
afterAll(async () => {
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
})

type More = Partial<RunSettings> & { of?: Passage; start?: readonly Places[] }
async function run({ of = passage, start, ...settings }: More = {}) {
  const snapshots: Snapshot[] = []
  const request = { id: 'run' as RunId, passage: of, settings: { ...usual, ...settings } }
  const report = await infill(model, start === undefined ? request : { ...request, start }, {
    signal: new AbortController().signal,
    onSnapshot: it => snapshots.push(it),
  })
  return { ...report, snapshots }
}
const textOf = ({ regions }: Pick<Variant, 'regions'>) => regions.map(regionString)
const bySeed = (variants: readonly Variant[]) => variants.toSorted((a, b) => a.seed - b.seed)

describe('the starter, going on from a step of a run', () => {
  for (const sampler of ['forward', 'entropy', 'ancestral'] as const) {
    it(`${sampler}: with the same seed comes out as the run did`, async () => {
      const whole = await run({ sampler })
      const stopped = whole.snapshots[5]!.variants.map(({ places }) => places!)
      expect(stopped[0]!.ids).toContain(OPEN)
      expect(bySeed((await run({ sampler, start: stopped })).variants)).toEqual(bySeed(whole.variants))
      const last = whole.variants.at(-1)!
      for (const step of [0, 1, 3, 6]) {
        const start = [branched(last.places!, step)]
        expect((await run({ sampler, variants: 1, seed: last.seed, start })).variants).toEqual([last])
      }
    })
  }
  it('with another seed keeps what was written, and goes its own way', async () => {
    for (const sampler of ['forward', 'forward-checked', 'entropy'] as const) {
      const [variant] = (await run({ sampler, variants: 1 })).variants
      const start = branched(variant!.places!, 3)
      const other = await run({ sampler, variants: 1, seed: 999, start: [start] })
      start.ids.forEach((id, place) => id !== OPEN && expect(other.variants[0]!.places!.ids[place]).toBe(id))
      expect(textOf(other.variants[0]!)).not.toEqual(textOf(variant!))
    }
  })
})

describe('a start that does not fit is a fault', () => {
  let places: Places
  beforeAll(async () => void ({ places } = (await run({ variants: 1 })).variants[0] as { places: Places }))
  function refuses(name: string, change: (fine: Places) => More, message: RegExp) {
    it(name, () => expect(run(change(places))).rejects.toMatchObject({ code: 'bad-request', message }))
  }
  const another = passage.slice(0, 3)
  refuses('another number of slots', fine => ({ of: another, start: [fine] }), /another size/)
  refuses(
    'two starts of different rooms',
    fine => ({ start: [fine, { ...fine, rooms: fine.rooms.toReversed() }] }),
    /another size/,
  )
  refuses('an id that the model does not have', fine => ({ start: [with0(fine, 99_999_999)] }), /another size/)
  refuses('the mask', fine => ({ start: [with0(fine, model.manifest.tokens.mask)] }), /another size/)
  refuses('another model', fine => ({ start: [{ ...fine, model: 'ab' }] }), /Another model/)
  const with0 = (fine: Places, id: number): Places => ({ ...fine, ids: fine.ids.with(0, id) })
})
