import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grown } from '../../../../renderer/editor/infill/meaning.ts'
import { at, br, doc, h, p, schema } from '../../../support/page.ts'

const rule = () => schema.node('horizontalRule')
const scene = doc(
  h('The lamp'),
  p('He went up. The storm, at last, had come! It was late.'),
  p('Below, a boat.'),
  rule(),
  p('Morning came.'),
)
const textOf = (content: typeof scene, from: number, to: number) => content.textBetween(from, to, ' ')

/** What grows step by step from `start`, as text. */
function steps(content: typeof scene, start: { from: number; to: number }): string[] {
  const next = grown(content, start)
  return next === null ? [] : [textOf(content, next.from, next.to), ...steps(content, next)]
}

describe('a selection grows', () => {
  const whole = 'The lamp He went up. The storm, at last, had come! It was late. Below, a boat.'
  const paragraph = 'He went up. The storm, at last, had come! It was late.'
  const caretIn = (word: string) => ({ from: at(scene, word).from + 1, to: at(scene, word).from + 1 })
  it('word, sentence, paragraph, scene', () =>
    expect(steps(scene, caretIn('storm'))).toEqual(['storm', 'The storm, at last, had come!', paragraph, whole]))
  it('from part of a sentence to all of it', () =>
    expect(steps(scene, at(scene, 'storm, at'))[0]).toBe('The storm, at last, had come!'))
  it('over two sentences to both', () =>
    expect(steps(scene, at(scene, 'up. The storm'))[0]).toBe('He went up. The storm, at last, had come!'))
  it('over two paragraphs to both', () =>
    expect(steps(scene, { from: at(scene, 'late').from, to: at(scene, 'boat').to })).toEqual([
      'It was late. Below, a boat.',
      `${paragraph} Below, a boat.`,
      whole,
    ]))
  it('no further than the scene', () => expect(steps(scene, caretIn('Morning')).at(-1)).toBe('Morning came.'))
  it('a line of verse is a sentence', () => {
    const verse = doc(p('A red boat', br(), 'a grey sea'))
    expect(steps(verse, at(verse, 'grey'))[0]).toBe('a grey sea')
  })
  it('holds what was selected, always more, until nothing is left to take in', () => {
    const size = scene.content.size
    const place = fc.integer({ min: 1, max: size - 1 })
    fc.assert(
      fc.property(place, place, (a, b) => {
        let now = { from: Math.min(a, b), to: Math.max(a, b) }
        for (let next = grown(scene, now); next !== null; next = grown(scene, now)) {
          expect(next.from <= now.from && next.to >= now.to && next.to - next.from > now.to - now.from).toBe(true)
          now = next
        }
      }),
    )
  })
})
