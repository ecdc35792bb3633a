import { describe, expect, it } from 'vitest'
import type { Length } from '../../electron/contract/infill.ts'
import { roomFor } from '../../electron/engine/length.ts'

const wishes: readonly Length[] = [
  { kind: 'auto' },
  { kind: 'same' },
  { kind: 'shorter' },
  { kind: 'longer' },
  { kind: 'words', words: 30 },
]

describe('the room for a passage', () => {
  for (const wish of wishes) {
    it(`${wish.kind}: at least one place, and no more to be written than there are`, () => {
      for (let erased = 0; erased < 200; erased++) {
        for (const partial of [true, false]) {
          const { places, least } = roomFor(wish, erased, partial)
          expect(least).toBeGreaterThanOrEqual(1)
          expect(places).toBeGreaterThanOrEqual(least)
        }
      }
    })
  }
  it('Auto leaves no room for more than a quarter above the erased text, but for short ones', () => {
    for (let erased = 14; erased < 200; erased++)
      expect(roomFor({ kind: 'auto' }, erased, false).places).toBeLessThanOrEqual(1.25 * erased)
  })
  it('Shorter is shorter than Same, and Longer longer', () => {
    expect(roomFor({ kind: 'shorter' }, 30, false).places).toBeLessThan(30)
    expect(roomFor({ kind: 'longer' }, 30, false).least).toBeGreaterThan(30)
  })
})
