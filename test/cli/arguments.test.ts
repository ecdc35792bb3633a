import { describe, expect, it } from 'vitest'
import { parseCommand, UsageError } from '../../electron/cli/arguments.ts'
import type { Command } from '../../electron/cli/arguments.ts'
import { passageOf } from '../../electron/cli/passage.ts'

const parse = (...argv: string[]) => parseCommand(argv) as Command
const refuses = (said: RegExp, ...argv: string[]) =>
  it(`refuses ${argv.join(' ') || 'nothing'}`, () => expect(() => parseCommand(argv)).toThrow(said))

describe('the command line of fill', () => {
  it('has defaults for everything but text and place', () => {
    const { settings, file, target } = parse('story.md', '--match', 'He slept.')
    expect({ file, target }).toEqual({ file: 'story.md', target: { match: 'He slept.' } })
    expect(settings).toMatchObject({
      variants: 3,
      length: { kind: 'auto' },
      strength: 1,
      sampler: 'forward',
      care: 'normal',
      use: [],
      avoid: [],
      around: 'nothing',
    })
  })
  it('reads numbers', () =>
    expect(parse('-', '--from', '3', '--to', '9', '--seed', '7', '--strength', '40%', '--length', '12')).toMatchObject({
      file: '-',
      target: { from: 3, to: 9 },
      settings: { seed: 7, strength: 0.4, length: { kind: 'words', words: 12 } },
    }))
  it('takes a gap', () => expect(parse('a', '--at', '5').target).toEqual({ from: 5, to: 5 }))
  it('takes words to use and to avoid, in one option or several', () =>
    expect(
      parse('a', '--at', '5', '--use', 'sea, old man', '--avoid', 'very', '--avoid', 'just').settings,
    ).toMatchObject({
      use: ['sea', 'old man'],
      avoid: ['very', 'just'],
    }))
  it('takes the texts around, and what this one is about', () => {
    const scenes = parse('two.md', '--at', '5', '--previous', 'one.md')
    expect(scenes.around).toEqual({ previous: 'one.md', next: null, outline: '' })
    expect(scenes.settings.around).toBe('scenes')
    expect(parse('two.md', '--at', '5', '--outline', 'The storm').settings.around).toBe('outline')
  })
  refuses(/--avoid: “!” has no letter/, 'a', '--at', '1', '--avoid', '!')
  it('helps', () => expect(parseCommand(['--help'])).toBe('help'))
  refuses(/name the text/)
  refuses(/say where/, 'a')
  refuses(/in one way/, 'a', '--at', '1', '--match', 'x')
  refuses(/go together/, 'a', '--from', '1')
  refuses(/one text at a time/, 'a', 'b', '--at', '1')
  refuses(/--seed takes a whole number/, 'a', '--at', '1', '--seed', '1.5')
  refuses(/--variants takes/, 'a', '--at', '1', '--variants', '9')
  refuses(/--length takes auto/, 'a', '--at', '1', '--length', 'long')
  refuses(/--sampler takes/, 'a', '--at', '1', '--sampler', 'magic')
  refuses(/--match is empty/, 'a', '--match', '')
  refuses(/--nonsense/, 'a', '--nonsense')
})

describe('the passage of a text', () => {
  const settings = { strength: 1, seed: 1 } as Command['settings']
  const of = (text: string, target: Command['target']) =>
    passageOf(text, { target, settings }).map(span => `${span.kind} ${JSON.stringify(span.text)}`)
  it('is found by its text', () =>
    expect(of('One. Two. Three.', { match: 'Two.' })).toEqual(['fixed "One. "', 'region "Two."', 'fixed " Three."']))
  it('is a gap at an offset', () =>
    expect(of('One.', { from: 4, to: 4 })).toEqual(['fixed "One."', 'region ""', 'fixed ""']))
  it('is one region a paragraph', () =>
    expect(of('A.\n\nB.\n\nC.', { from: 0, to: 6 })).toEqual([
      'fixed ""',
      'region "A."',
      'fixed "\\n\\n"',
      'region "B."',
      'fixed "\\n\\nC."',
    ]))
  const misses = (said: RegExp, text: string, target: Command['target']) =>
    it(`is not ${JSON.stringify(target)} in ${JSON.stringify(text)}`, () =>
      expect(() => of(text, target)).toThrow(said))
  misses(/not in the text/, 'One.', { match: 'Two.' })
  misses(/more than once/, 'One. One.', { match: 'One.' })
  misses(/behind the end/, 'One.', { from: 1, to: 9 })
  it('says so as a usage error', () => expect(() => of('x', { from: 2, to: 1 })).toThrow(UsageError))
})
