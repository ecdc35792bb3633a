import { describe, expect, it } from 'vitest'
import { WISH_CHARS_MAX, WISHES_MAX, wishesFault, wishesIn } from '../../electron/contract/wishes.ts'

function reads(text: string, wishes: string[]) {
  it(`reads “${text}”`, () => expect(wishesIn(text)).toEqual(wishes))
}
function refuses(name: string, wishes: string[], why: RegExp) {
  it(`refuses ${name}`, () => expect(wishesFault(wishes)).toMatch(why))
}

describe('a list of words', () => {
  reads('sea, old  man ;lamp\nsea', ['sea', 'old man', 'lamp'])
  reads(' , ;', [])
  reads('', [])
  it('takes what fits', () => expect(wishesFault(['sea', 'a'.repeat(WISH_CHARS_MAX)])).toBeNull())
  refuses('too many', Array(WISHES_MAX + 1).fill('sea') as string[], /At most 40/)
  refuses('a whole paragraph', ['a'.repeat(WISH_CHARS_MAX + 1)], /too long/)
  refuses('a mark', ['sea', '...'], /“...” has no letter/)
})
