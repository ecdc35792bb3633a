import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignedSentences, sentencesOf } from '../../../renderer/panels/aligned-sentences.ts'

function aligns(name: string, base: string, other: string, beside: readonly string[]) {
  it(name, () => expect(alignedSentences(base, other).map(row => row.other.trim())).toEqual(beside))
}

const base = 'The lamp was lit. The sea was calm. He slept.'

describe('sentences side by side', () => {
  aligns('one to one', base, 'The lamp was out. The sea was wild. He woke.', [
    'The lamp was out.',
    'The sea was wild.',
    'He woke.',
  ])
  aligns('one left out', base, 'The lamp was lit. He slept well.', ['The lamp was lit.', '', 'He slept well.'])
  aligns('one put in', base, 'The lamp was lit. It burned. The sea was calm. He slept.', [
    'The lamp was lit.',
    'It burned. The sea was calm.',
    'He slept.',
  ])
  aligns('all in one', base, 'The sea was calm', ['', 'The sea was calm', ''])
  aligns('nothing to compare with', '', 'A. B.', ['A. B.'])
  aligns('nothing', base, '', ['', '', ''])

  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', 'the sea', '. ', '! ', '.”', '…'), { maxLength: 20 })
    .map(all => all.join(''))
  it('lose nothing, and keep the order', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(sentencesOf(one).join('')).toBe(one)
        const rows = alignedSentences(one, two)
        expect(rows.map(row => row.base).join('')).toBe(one)
        expect(rows.map(row => row.other).join('')).toBe(two)
      }),
      { numRuns: 500 },
    )
  })
})
