import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AROUND_BUDGET, idsAround, sentencesOf, sentencesWithin } from '../../electron/engine/around.ts'
import { cutPassage } from '../../electron/engine/canvas.ts'
import { layOut } from '../../electron/engine/layout.ts'
import type { Manifest } from '../../electron/engine/manifest.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'

/** A vocabulary that learns each word and white space as it comes, so that ids can be read back. */
const known: string[] = ['<start>']
const idOf = (part: string) => {
  if (!known.includes(part)) known.push(part)
  return known.indexOf(part)
}
const encode = (text: string) => Int32Array.from(text.match(/\s+|\S+/g) ?? [], idOf)
const read = (ids: Int32Array) => Array.from(ids, id => known[id]).join('')
const count = (text: string) => encode(text).length

const word = fc.constantFrom('sea', 'lamp', 'keeper', 'late', 'wet', 'door')
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 9 }), fc.constantFrom('. ', '!" ', '? ', '.\n', '\n\n'))
  .map(([words, end]) => words.join(' ') + end)
const text = fc.array(sentence, { maxLength: 30 }).map(sentences => sentences.join(''))
const budget = fc.nat({ max: 80 })

describe('the sentences next to a text', () => {
  it('are the text together', () =>
    fc.assert(
      fc.property(text, whole => {
        expect(sentencesOf(whole).join('')).toBe(whole)
      }),
    ))
  for (const side of ['start', 'end'] as const) {
    it(`from its ${side}: never more than the budget, whole, nearest first, in order`, () =>
      fc.assert(
        fc.property(text, budget, (whole, most) => {
          const taken = sentencesWithin(whole, side, most, count)
          expect(count(taken)).toBeLessThanOrEqual(most)
          const sentences = sentencesOf(whole)
          const n = sentencesOf(taken).length
          const nearest = side === 'start' ? sentences.slice(0, n) : sentences.slice(sentences.length - n)
          expect(taken).toBe(nearest.join(''))
          const next = side === 'start' ? sentences[n] : sentences.at(-n - 1)
          if (next !== undefined) expect(count(taken) + count(next)).toBeGreaterThan(most)
        }),
      ))
  }
})

const manifest = { context_length: 400, tokens: { document_start: 0 } } as Manifest
const vocabulary = { encode } as unknown as Vocabulary
const around = fc.record({ outline: text, before: text, after: text })
const scene = fc.record({ before: text, erased: sentence, after: text })
type Scene = Readonly<{ before: string; erased: string; after: string }>
const canvasOf = ({ before, erased, after }: Scene, more = {}, length = 400) =>
  layOut(
    cutPassage([
      { kind: 'fixed', text: before },
      { kind: 'region', text: erased, kept: [] },
      { kind: 'fixed', text: after },
    ]),
    { kind: 'same' },
    vocabulary,
    { ...manifest, context_length: length },
    more,
  )

describe('a canvas with what is around its document', () => {
  it('has the same slots, and what follows is the document’s own', () =>
    fc.assert(
      fc.property(scene, around, (own, around) => {
        const [alone, wider] = [canvasOf(own), canvasOf(own, { around })]
        const shape = ({ slots }: typeof alone) =>
          slots.map(({ start, places, least, opening, ends, quotes, lines }) => [
            ...[start, places, least, opening, ends, quotes, lines],
          ])
        expect(shape(wider)).toEqual(shape(alone))
        expect(wider.following).toEqual(alone.following)
      }),
    ))
  it('holds the document’s own text whole and next to the slot, between what was before and after it', () =>
    fc.assert(
      fc.property(scene, around, (own, around) => {
        const [alone, wider] = [canvasOf(own), canvasOf(own, { around })]
        const cut = (canvas: typeof alone) => canvas.slots[0]!.before
        const left = (canvas: typeof alone) => read(canvas.ids.subarray(1, cut(canvas)))
        const right = (canvas: typeof alone) => read(canvas.ids.subarray(cut(canvas)))
        expect(wider.ids[0]).toBe(0)
        expect(left(wider).endsWith(left(alone))).toBe(true)
        expect(right(wider).startsWith(right(alone))).toBe(true)
        const ahead = left(wider).slice(0, left(wider).length - left(alone).length)
        const behind = right(wider).slice(right(alone).length)
        const outline = `${around.outline.trim()}\n\n`
        const before = `${around.before.trim()}\n\n`
        const cuts = Array.from({ length: ahead.length + 1 }, (_, at) => [ahead.slice(0, at), ahead.slice(at)] as const)
        expect(cuts.some(([told, near]) => outline.startsWith(told) && before.endsWith(near))).toBe(true)
        expect(around.after.trim().startsWith(behind.trim())).toBe(true)
      }),
    ))
  it('stays within its budget and within what the model reads', () =>
    fc.assert(
      fc.property(scene, around, fc.integer({ min: 420, max: 700 }), (own, around, length) => {
        const [alone, wider] = [canvasOf(own, {}, length), canvasOf(own, { around }, length)]
        expect(wider.ids.length + wider.places).toBeLessThanOrEqual(length)
        const more = wider.ids.length - alone.ids.length
        const { outline, before, after } = AROUND_BUDGET
        expect(more).toBeLessThanOrEqual(outline + before + after)
        if (alone.slots[0]!.before >= before) expect(wider.slots[0]!.before).toBe(alone.slots[0]!.before)
      }),
    ))
  it('takes nothing where nothing is free', () => {
    const all = { outline: 'A title. ', before: 'The sea was wet. ', after: 'It was late. ' }
    const none = idsAround(all, { before: 0, after: 0 }, 0, encode)
    expect([none.outline.length, none.before.length, none.after.length]).toEqual([0, 0, 0])
  })
  it('reads outline, scene before and scene after as paragraphs of their own', () => {
    const own = { before: 'Lamp. ', erased: 'He slept.', after: ' Late.' }
    const canvas = canvasOf(own, { around: { outline: 'A title', before: 'The sea.', after: 'The door.' } })
    expect(read(canvas.ids)).toBe('<start>A title\n\nThe sea.\n\nLamp. Late.\n\nThe door.')
  })
})
