import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Passage } from '../../electron/contract/infill.ts'
import { cutPassage } from '../../electron/engine/canvas.ts'
import { layOut } from '../../electron/engine/layout.ts'
import type { Canvas } from '../../electron/engine/layout.ts'
import type { Manifest } from '../../electron/engine/manifest.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'

/** A vocabulary that learns each word as it comes, so that ids can be read back. */
const known: string[] = ['<start>']
const idOf = (part: string) => {
  if (!known.includes(part)) known.push(part)
  return known.indexOf(part)
}
const encode = (text: string) => Int32Array.from(text.match(/\s*\S+|\s+$/g) ?? [], idOf)
const vocabulary = { encode } as unknown as Vocabulary
const read = (ids: Int32Array) => Array.from(ids, id => known[id]).join('')

const prose = (tokens: number, name: string) =>
  Array.from({ length: Math.ceil(tokens / 5) }, (_, i) => ` So ${name} rose time${i % 40}.`).join('')
/** Regions of so many words each, with so many tokens of text between them, before them and after them. */
function scene(regions: number, words: number, between: number, before = 2_000, after = 2_000): Passage {
  const erased = ` ${Array.from({ length: words }, () => 'sea').join(' ')}`
  const spans = Array.from({ length: regions }, (_, i): Passage => [
    { kind: 'fixed', text: i === 0 ? prose(before, 'before') : prose(between, `between${i % 7}`) },
    { kind: 'region', text: erased, kept: [] },
  ])
  return [...spans.flat(), { kind: 'fixed', text: prose(after, 'after') }]
}
const lay = (passage: Passage, reads = 2_048, budget?: Parameters<typeof layOut>[4]) =>
  layOut(
    cutPassage(passage),
    { kind: 'same' },
    vocabulary,
    { context_length: reads, tokens: { document_start: 0 } } as Manifest,
    budget,
  )
const size = ({ ids, places }: Canvas) => ids.length + places
/** Tokens before the first slot, between each pair of slots, and after the last. */
function lengths({ ids, slots }: Canvas): number[] {
  const cuts = [0, ...slots.map(({ before }) => before), ids.length]
  return cuts.slice(1).map((to, i) => to - cuts[i]!)
}

describe('a canvas that is longer than what the model reads', () => {
  it('gives up text between regions that lie far apart, nearest text kept, and no other', () => {
    const passage = scene(8, 3, 600)
    const [tight, wide] = [lay(passage), lay(passage, 8_000)]
    expect(size(wide)).toBeGreaterThan(2_048)
    expect(size(tight)).toBeLessThanOrEqual(2_048)
    expect(tight.places).toBe(24)
    const [few, all] = [lengths(tight), lengths(wide)]
    expect([few.at(0), few.at(-1)]).toEqual([all.at(0), all.at(-1)])
    expect(few.slice(1, -1)).toEqual(all.slice(1, -1).map(() => few[1]))
    expect(few[1]).toBeGreaterThan(128)
    const stretch = (canvas: Canvas) => canvas.ids.subarray(canvas.slots[0]!.before, canvas.slots[1]!.before)
    const half = few[1]! / 2
    expect(read(stretch(tight).subarray(0, half))).toBe(read(stretch(wide).subarray(0, half)))
    expect(read(stretch(tight).subarray(-half))).toBe(read(stretch(wide).subarray(-half)))
  })
  it('gives up text before them too where that is not enough, from the beginning of a sentence', () => {
    const canvas = lay(scene(30, 20, 600))
    expect(size(canvas)).toBeLessThanOrEqual(2_048)
    const [before, ...rest] = lengths(canvas)
    expect(before).toBeLessThan(512)
    expect(before).toBeGreaterThanOrEqual(64)
    expect(Math.min(...rest)).toBeGreaterThanOrEqual(2 * 12)
    expect(read(canvas.ids.subarray(0, 5))).toMatch(/^So before rose time\d+\. So$/)
  })
  it('fits whatever the scene, where the places and a little around them do', () =>
    fc.assert(
      fc.property(
        ...[fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 3, 40, 600)],
        ...[fc.constantFrom(0, 10, 300, 2_000), fc.constantFrom(0, 10, 300), fc.integer({ min: 300, max: 2_048 })],
        (regions, words, between, before, after, reads) => {
          const passage = scene(regions, words, between, before, after)
          // Every canvas needs its places, a little of what is around them, and four tokens between each pair.
          const least = regions * (words + 4) + 32 + 16 + 1
          if (least > reads) return
          const canvas = lay(passage, reads)
          expect(size(canvas)).toBeLessThanOrEqual(reads)
          expect(canvas.places).toBe(regions * words)
          for (const { lead } of canvas.slots) expect(lead.id).toBeTypeOf('number')
        },
      ),
    ))
  it('is refused where the places alone are too many', () => {
    expect(() => lay(scene(2, 160, 10), 320)).toThrow(expect.objectContaining({ code: 'region-too-long' }) as Error)
  })
})
