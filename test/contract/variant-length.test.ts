import { expect, it } from 'vitest'
import type { Places } from '../../electron/contract/places.ts'
import { lengthOf, roomText, wordsText } from '../../electron/contract/variant-length.ts'

const places: Places = {
  ...{ model: 'ab', rooms: [4, 3], counted: [3, 2] },
  ...{ ids: [1, 2, 3, 0, 4, 5, 0], certainty: Array(7).fill(1), steps: Array(7).fill(1) },
}
const written = (text: string, place: number) => ({ kind: 'written', text, certainty: 1, step: 1, place }) as const
const regions = [
  [{ kind: 'kept', text: 'He ' }, written('under', 0), written('stood', 1), written('.', 2)],
  [written('She', 4), written(' did', 5)],
] as const

it('counts all words of the text, and the tokens of what was written', () => {
  const length = lengthOf({ regions, places })!
  expect(length).toEqual({ words: 4, regions: [2, 2], written: 5, room: 7 })
  expect([wordsText(length), roomText(length)]).toEqual(['4 words', '5 of 7 places filled'])
})
it('is not known of a run that kept no places', () => expect(lengthOf({ regions, places: null })).toBeNull())
it('one word is one', () => expect(wordsText({ words: 1 })).toBe('1 word'))
