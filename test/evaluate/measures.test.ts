import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { breaksOf, copiedShare, distinctPairs, rouge, standardError } from './measures.ts'

const sentence = fc.array(fc.constantFrom('the', 'old', 'man', 'sat', 'by', 'sea'), { minLength: 1, maxLength: 12 })

describe('rouge', () => {
  const gives = (text: string, reference: string, one: number, l: number) =>
    it(`“${text}” against “${reference}”`, () => {
      const found = rouge(text, reference)
      expect(found.one).toBeCloseTo(one)
      expect(found.l).toBeCloseTo(l)
    })
  gives('The cat sat.', 'the cat sat', 1, 1)
  gives('sat cat the', 'the cat sat', 1, 1 / 3)
  gives('a dog', 'the cat', 0, 0)
  gives('the the the', 'the cat', 2 / 5, 2 / 5)
  gives('', 'the cat', 0, 0)
  it('is symmetric, and its L is never above its 1', () =>
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const [there, back] = [rouge(a.join(' '), b.join(' ')), rouge(b.join(' '), a.join(' '))]
        expect(there).toEqual(back)
        expect(there.l).toBeLessThanOrEqual(there.one)
      }),
    ))
})

it('distinct-2 counts pairs over all texts', () => expect(distinctPairs(['a b c', 'a b d'])).toBeCloseTo(3 / 4))
it('a run of four words from around is copied', () =>
  expect(copiedShare('then the old man sat down', 'The old man sat by')).toBeCloseTo(1 / 3))
it('fewer than four words copy nothing', () => expect(copiedShare('the old man', 'the old man')).toBe(0))
it('the standard error falls with the root of the number', () =>
  expect(standardError([1, 3, 1, 3])).toBeCloseTo(standardError([1, 3]) / Math.sqrt(3)))

describe('how a text breaks off', () => {
  const known = new Set(['said', 'no', 'the', 'end'])
  const breaks = (text: string, reference: string, which: string) =>
    it(`“${text}”: ${which || 'not at all'}`, () => {
      const found = breaksOf(text, reference, word => known.has(word))
      const names = (['word', 'sentence', 'bracket'] as const).filter(name => found[name])
      expect(names.join(' ')).toBe(which)
    })
  breaks('The end.', 'No.', '')
  breaks('The en', 'No.', 'word sentence')
  breaks('The end', 'No', '')
  breaks('The end', 'No.', 'sentence')
  breaks('He said, "No.', 'No.', 'bracket')
  breaks('"No."', '"Said."', '')
  breaks('No."', 'Said."', '')
  breaks('The end (no.', 'No.', 'bracket')
})
