import fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparedWords } from '../../../renderer/panels/changed-words.ts'

it('a comparison holds both texts', () => {
  const text = fc.array(fc.constantFrom('a', 'the ', 'sea', ' ', '.'), { maxLength: 12 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const words = comparedWords(before, after)
      const without = (kind: string) =>
        words
          .filter(it => it.kind !== kind)
          .map(it => it.text)
          .join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

it('changes with a space between them are one', () =>
  expect(comparedWords('the old sea', 'a grey sea')).toEqual([
    { text: 'the old', kind: 'removed' },
    { text: 'a grey', kind: 'added' },
    { text: ' sea', kind: 'same' },
  ]))
