import { describe, expect, it } from 'vitest'
import type { Passage } from '@contract/infill.ts'
import { findPassage } from '../../../../renderer/editor/infill/recall.ts'
import { textOf } from '../../../../renderer/editor/infill/targets.ts'
import { doc, p } from '../../../support/page.ts'

const passage: Passage = [
  { kind: 'fixed', text: 'It was late. ' },
  { kind: 'region', text: 'He slept.', kept: [] },
  { kind: 'fixed', text: ' She rose.\n\nNext.' },
]

function finds(
  name: string,
  content: ReturnType<typeof doc>,
  texts: readonly string[],
  expected: string | null,
  at?: number,
) {
  it(name, () => {
    const found = findPassage(content, passage, [texts])
    expect(found === null ? null : textOf(content, found[0]!)).toBe(expected)
    if (at !== undefined) expect(found![0]!.from).toBe(at)
  })
}

describe('finding a past run’s passage', () => {
  finds('where it was', doc(p('It was late. He slept. She rose.')), [], 'He slept.', 14)
  finds('by what was accepted there', doc(p('It was late. He woke. She rose.')), ['He dreamt.', 'He woke.'], 'He woke.')
  finds(
    'in another paragraph, after edits around it',
    doc(p('Before.'), p('Very late. He slept. She rose.')),
    [],
    'He slept.',
  )
  finds(
    'the one with the words around it, of two',
    doc(p('He slept. It was late. He slept. She rose.')),
    [],
    'He slept.',
    24,
  )
  finds(
    'as the longest of its texts, where one begins another and what follows has changed',
    doc(p('It was late. He woke up. They rose.')),
    ['', 'He woke', 'He woke up.'],
    'He woke up.',
  )
  finds('not when it is gone', doc(p('Nothing of it.')), ['Else.'], null)
})
