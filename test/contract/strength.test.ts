import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawKept, unite, wordRanges } from '../../electron/contract/strength.ts'

const texts = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { maxLength: 20 })
  .map(words => words.join(' '))
const strengths = fc.double({ min: 0, max: 1, noNaN: true })
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('what a strength keeps', () => {
  it('is every word at 0 and none at 1', () => {
    fc.assert(
      fc.property(texts, seeds, (text, seed) => {
        expect(drawKept(text, 0, seed)).toEqual(wordRanges(text))
        expect(drawKept(text, 1, seed)).toEqual([])
      }),
    )
  })
  it('is whole words, sorted, as many as the share says', () => {
    fc.assert(
      fc.property(texts, strengths, seeds, (text, strength, seed) => {
        const kept = drawKept(text, strength, seed)
        const words = wordRanges(text)
        expect(kept.length).toBe(Math.round(words.length * (1 - strength)))
        expect(words).toEqual(expect.arrayContaining(kept))
        expect(kept).toEqual([...kept].sort((a, b) => a.from - b.from))
      }),
    )
  })
  it('grows as the strength falls, keeping what it kept', () => {
    fc.assert(
      fc.property(texts, strengths, strengths, seeds, (text, a, b, seed) => {
        expect(drawKept(text, Math.min(a, b), seed)).toEqual(
          expect.arrayContaining(drawKept(text, Math.max(a, b), seed)),
        )
      }),
    )
  })
  it('differs by seed', () => {
    const text = 'one two three four five six seven eight nine ten'
    expect(new Set([1, 2, 3, 4, 5].map(seed => JSON.stringify(drawKept(text, 0.5, seed)))).size).toBeGreaterThan(3)
  })
})

describe('uniting ranges', () => {
  const unites = (a: [number, number][], b: [number, number][], expected: [number, number][]) => {
    const ranges = (list: [number, number][]) => list.map(([from, to]) => ({ from, to }))
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)}`, () =>
      expect(unite(ranges(a), ranges(b))).toEqual(ranges(expected)))
  }
  unites(
    [[0, 2]],
    [[5, 7]],
    [
      [0, 2],
      [5, 7],
    ],
  )
  unites([[0, 2]], [[2, 4]], [[0, 4]])
  unites(
    [
      [5, 7],
      [0, 9],
    ],
    [],
    [[0, 9]],
  )
  unites([[3, 6]], [[1, 4]], [[1, 6]])
})
