import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CharRange, Passage, Span } from '../../electron/contract/infill.ts'
import { cutPassage } from '../../electron/engine/canvas.ts'
import type { Cut } from '../../electron/engine/canvas.ts'

const fixed = (text: string): Span => ({ kind: 'fixed', text })
const region = (text: string, ...kept: CharRange[]): Span => ({ kind: 'region', text, kept })

/** A cut's regions with each slot filled by `write`. */
function filled({ regions, slots }: Cut, write: (erased: string) => string): string[] {
  return regions.map(parts =>
    parts.map(part => (part.kind === 'known' ? part.text : write(slots[part.slot]!.erased))).join(''),
  )
}
const asIs = (erased: string) => erased

function cuts(
  name: string,
  passage: Passage,
  stretches: readonly string[],
  slots: readonly (readonly [string, string])[],
) {
  it(name, () => {
    const cut = cutPassage(passage)
    expect(cut.stretches).toEqual(stretches)
    expect(cut.slots.map(({ erased, opening }) => [erased, opening])).toEqual(slots)
  })
}

describe('cutting a passage for the model', () => {
  cuts(
    'the space before a region is carried by its first token',
    [fixed('It was late. '), region('He slept.'), fixed(' She rose.')],
    ['It was late.', ' She rose.'],
    [['He slept.', 'spaced']],
  )
  cuts(
    'a selection with its spaces',
    [fixed('It was late.'), region(' He slept. '), fixed('She rose.')],
    ['It was late.', ' She rose.'],
    [['He slept.', 'spaced']],
  )
  cuts(
    'the beginning of a paragraph',
    [fixed('One.\n\n'), region('Two.'), fixed('\n\nThree.')],
    ['One.\n\n', '\n\nThree.'],
    [['Two.', 'tight']],
  )
  cuts('the beginning of a text', [region('Two.'), fixed(' Three.')], ['', ' Three.'], [['Two.', 'tight']])
  cuts('the middle of a word', [fixed('light'), region('house'), fixed('s')], ['light', 's'], [['house', 'tight']])
  cuts('a gap between two words', [fixed('It was'), region(''), fixed(' late')], ['It was', ' late'], [['', 'spaced']])
  cuts(
    'a gap right before a word',
    [fixed('It was '), region(''), fixed('late')],
    ['It was', ' late'],
    [['', 'spaced']],
  )
  cuts(
    'a lock parts a region in two slots',
    [fixed('So '), region('he took the rail slowly', { from: 8, to: 16 })],
    ['So', ' the rail', ''],
    [
      ['he took', 'spaced'],
      ['slowly', 'spaced'],
    ],
  )
  cuts(
    'kept words side by side are one stretch',
    [region('a b c d', { from: 2, to: 3 }, { from: 4, to: 5 })],
    ['', ' b c', ''],
    [
      ['a', 'tight'],
      ['d', 'spaced'],
    ],
  )
  cuts(
    'a line break before a hole is known, its indent is not',
    [fixed('So:'), region('\nhe\n\n  took the rail', { from: 1, to: 3 })],
    ['So:\nhe\n\n', ''],
    [['took the rail', 'tight']],
  )
  cuts(
    'a line break at the beginning of a region',
    [fixed('One. '), region(' \nTwo.'), region('\nThree.')],
    ['One.  \n', '\n', ''],
    [
      ['Two.', 'tight'],
      ['Three.', 'tight'],
    ],
  )
  cuts('all kept leaves nothing to write', [fixed('x '), region('a b', { from: 0, to: 3 })], ['x a b'], [])
  cuts(
    'quotation marks are read straight',
    [fixed('“Yes,” he said. “'), region('No')],
    ['"Yes," he said. "', ''],
    [['No', 'tight']],
  )

  cuts(
    'regions side by side, with a gap between them',
    [fixed('It was '), region('late. '), region(''), region('He slept.')],
    ['It was', '', '', ''],
    [
      ['late.', 'spaced'],
      ['', 'spaced'],
      ['He slept.', 'spaced'],
    ],
  )
  it('a gap beside other regions is parted from them', () => {
    const [late, slept] = [region('late.'), region('He slept.')]
    expect(
      filled(cutPassage([fixed('It was '), late, fixed(''), region(''), fixed(''), slept]), it => it || 'So.'),
    ).toEqual(['late.', ' So. ', 'He slept.'])
    expect(filled(cutPassage([region(''), fixed('late')]), () => 'very')).toEqual(['very '])
  })
  it('a wish for one region goes with its slots', () => {
    const length = { kind: 'words', words: 20 } as const
    const gap: Span = { kind: 'region', text: '', kept: [], length }
    const { slots } = cutPassage([fixed('It was '), gap, fixed(' late. '), region('He slept.')])
    expect(slots.map(slot => slot.length)).toEqual([length, null])
  })

  it('a gap right before a word brings its own space', () => {
    expect(filled(cutPassage([fixed('It was '), region(''), fixed('late')]), () => 'very')).toEqual(['very '])
    expect(filled(cutPassage([fixed('It was'), region(''), fixed(' late')]), () => 'very')).toEqual([' very'])
  })

  it('refuses kept ranges that overlap or leave the text', () => {
    for (const kept of [
      [{ from: 0, to: 9 }],
      [
        { from: 2, to: 3 },
        { from: 1, to: 4 },
      ],
      [{ from: 3, to: 2 }],
    ]) {
      expect(() => cutPassage([region('a b c', ...kept)])).toThrow(RangeError)
    }
  })
})

const text = fc
  .string({ unit: 'binary', maxLength: 40 })
  .chain(raw => fc.constantFrom(raw, `${raw} `, ` ${raw}`, `${raw}\n`))
const withKept = text.chain(value =>
  fc.uniqueArray(fc.nat({ max: value.length }), { maxLength: 6 }).map(cutsAt => {
    const at = cutsAt.sort((a, b) => a - b)
    const kept: CharRange[] = []
    for (let i = 0; i + 1 < at.length; i += 2) kept.push({ from: at[i]!, to: at[i + 1]! })
    return region(value, ...kept)
  }),
)
const passages = fc.array(fc.oneof(text.map(fixed), withKept), { maxLength: 6 })

describe('laws of the cut, for any Unicode text', () => {
  it('putting back what was erased gives every region back byte for byte', () => {
    fc.assert(
      fc.property(passages, passage => {
        const cut = cutPassage(passage)
        const regions = passage.filter(span => span.kind === 'region')
        filled(cut, asIs).forEach((back, i) => {
          if (regions[i]!.text.trim() !== '') expect(back).toBe(regions[i]!.text)
        })
      }),
      { numRuns: 500 },
    )
  })
  it('whatever is written, kept text stands there in order', () => {
    fc.assert(
      fc.property(passages, text, (passage, written) => {
        const cut = cutPassage(passage)
        const regions = passage.filter(span => span.kind === 'region')
        filled(cut, () => written).forEach((back, i) => {
          let at = 0
          for (const { from, to } of regions[i]!.kept) {
            const found = back.indexOf(regions[i]!.text.slice(from, to), at)
            expect(found).toBeGreaterThanOrEqual(at)
            at = found + to - from
          }
        })
      }),
      { numRuns: 500 },
    )
  })
  it('there is one stretch more than there are slots', () => {
    fc.assert(
      fc.property(passages, passage => {
        const { stretches, slots } = cutPassage(passage)
        expect(stretches.length).toBe(slots.length + 1)
      }),
    )
  })
})
