import { TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptTexts } from '../../../../renderer/editor/infill/accept.ts'
import { isAllLocked } from '../../../../renderer/editor/infill/aim.ts'
import { linkLocks } from '../../../../renderer/editor/infill/link-locks.ts'
import { passageOf } from '../../../../renderer/editor/infill/passage.ts'
import { targetsBetween } from '../../../../renderer/editor/infill/targets.ts'
import { doc, m, p, r, schema, stateOf } from '../../../support/page.ts'

const link = (text: string) => schema.text(text, [schema.mark('link', { href: 'https://example.org/' })])
const content = doc(p('See ', link('the log'), ' or run ', m('npm start', 'code'), ' as ', m('usual', 'lock'), '.'))
const all = targetsBetween(content, 0, content.content.size)
const keptOf = (draw: Parameters<typeof passageOf>[2]) =>
  passageOf(content, all, draw).flatMap(span =>
    span.kind === 'region' ? span.kept.map(({ from, to }) => span.text.slice(from, to)) : [],
  )

describe('links and inline code in a passage', () => {
  it('are kept as locks are', () => expect(keptOf({ strength: 1, seed: 1 })).toEqual(['the log', 'npm start', 'usual']))
  it('may change where the writer chose so; locks stay', () =>
    expect(keptOf({ strength: 1, seed: 1, linksOpen: true })).toEqual(['usual']))
  it('are kept at every strength, and by every draw', () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (strength, seed) => {
        const kept = keptOf({ strength, seed }).join('|')
        for (const word of ['the log', 'npm start']) expect(kept).toContain(word)
      }),
    ))
  it('stay links and code when what was written around them is accepted', () => {
    const after = acceptTexts(stateOf(content).tr, all, [
      'Read the log, then try npm start once more, usual or not.',
    ]).doc
    const marked = after.firstChild!.children.filter(({ marks }) => marks.length > 0)
    expect(marked.map(({ text, marks }) => [text, marks[0]!.type.name])).toEqual([
      ['the log', 'link'],
      ['npm start', 'code'],
      ['usual', 'lock'],
    ])
  })
  it('give way to a text that has them not, and no lock does with them', () => {
    const after = acceptTexts(stateOf(content).tr, all, ['Ask him, as usual.']).doc
    expect(after.textContent).toBe('Ask him, as usual.')
    expect(after.firstChild!.children.find(({ text }) => text === 'usual')?.marks[0]?.type.name).toBe('lock')
  })
})

describe('a passage of which nothing may change', () => {
  const locked = doc(p(link('the log'), ' ', m('npm', 'code')))
  const target = targetsBetween(locked, 0, locked.content.size)
  it('is one of links, code and locks alone', () => expect(isAllLocked(locked, target, false)).toBe(true))
  it('is none where links may change', () => expect(isAllLocked(locked, target, true)).toBe(false))
  it('is none with a word that is not locked', () => expect(isAllLocked(content, all, false)).toBe(false))
  it('is no gap', () => expect(isAllLocked(locked, [{ from: 1, to: 1 }], false)).toBe(false))
})

describe('links and code that are shown as locked', () => {
  const page = doc(
    p(
      'A ',
      link('link'),
      ' and ',
      r('a region '),
      schema.text('here', [schema.mark('region', { id: '1' }), schema.mark('code')]),
      '.',
    ),
  )
  const shown = (from: number, to: number) => {
    const state = stateOf(page)
    return linkLocks(state.apply(state.tr.setSelection(TextSelection.create(page, from, to)))).map(it =>
      page.textBetween(it.from, it.to),
    )
  }
  it('are those of regions', () => expect(shown(2, 2)).toEqual(['here']))
  it('and those that are selected', () => expect(shown(1, 6)).toEqual(['here', 'lin']))
})
