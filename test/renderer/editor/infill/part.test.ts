import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partTaken } from '../../../../renderer/editor/infill/part.ts'

const original = 'The storm had been building since noon.'
const variant = 'The wild storm had come on at dusk.'

function takes(part: string, expected: string, from = original, to = variant) {
  it(`“${part}”`, () => {
    const at = to.indexOf(part)
    expect(partTaken(from, to, { from: at, to: at + part.length }, [])).toBe(expected)
  })
}

describe('a part of a variant', () => {
  takes('wild', 'The wild storm had been building since noon.')
  takes('dusk.', 'The storm had been building since dusk.')
  takes('ild stor', 'The wild storm had been building since noon.')
  takes('storm had', original)
  takes(variant, variant)
  takes(' ', original)
  takes('dusk', 'dusk', '', 'at dusk')
})

describe('the laws of a part', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e,', 'f.'), { maxLength: 8 }).map(all => all.join(' '))
  it('holds its words, and outside of them nothing that the original does not have', () => {
    fc.assert(
      fc.property(words, words, fc.nat(20), fc.nat(20), (from, to, a, b) => {
        const part = { from: Math.min(a, b, to.length), to: Math.min(Math.max(a, b), to.length) }
        const result = partTaken(from, to, part, [])
        const taken = Array.from(to.matchAll(/\S+/g)).filter(
          it => it.index < part.to && it.index + it[0].length > part.from,
        )
        fc.pre(taken.length > 0)
        const text = to.slice(taken[0]!.index, taken.at(-1)!.index + taken.at(-1)![0].length)
        expect(result).toContain(text)
        const rest = [...from.split(' '), ...text.split(' ')]
        for (const word of result.split(' ')) expect(rest).toContain(word)
      }),
      { numRuns: 500 },
    )
  })
  it('of no word is the original', () => {
    expect(partTaken('a b', 'c  d', { from: 1, to: 3 }, [])).toBe('a b')
  })
  it('all of a variant is the variant', () => {
    fc.assert(
      fc.property(words, words, (from, to) => {
        fc.pre(to !== '')
        expect(partTaken(from, to, { from: 0, to: to.length }, [])).toBe(to)
      }),
    )
  })
  it('keeps every locked word', () => {
    fc.assert(
      fc.property(words, words, words, fc.nat(20), fc.nat(20), (x, y, z, a, b) => {
        const from = `${x} LOCKED ${y}`.trim()
        const to = `${z} LOCKED ${x}`.trim()
        const at = from.indexOf('LOCKED')
        const part = { from: Math.min(a, b), to: Math.max(a, b) }
        expect(partTaken(from, to, part, [{ from: at, to: at + 6 }]).match(/LOCKED/g)).toHaveLength(1)
      }),
      { numRuns: 500 },
    )
  })
})
