import { TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aimOf } from '../../../../renderer/editor/infill/aim.ts'
import { drawnWords } from '../../../../renderer/editor/infill/kept-words.ts'
import { passageOf } from '../../../../renderer/editor/infill/passage.ts'
import { doc, m, p, r, stateOf } from '../../../support/page.ts'

const words = 'one two three four five six seven eight'
const selected = (content: ReturnType<typeof doc>, from: number, to: number) => {
  const state = stateOf(content)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}
const draw = (strength: number) => ({ strength, seed: 5 })

describe('words shown before a run', () => {
  it('are those that the run keeps, of the same draw', () => {
    const content = doc(p(words), p('nine ', m('ten', 'lock'), ' eleven twelve'))
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.nat(), (strength, seed) => {
        const state = selected(content, 1, content.content.size - 1)
        const aim = aimOf(state)
        if ('sentence' in aim) throw new RangeError(aim.sentence)
        const kept = drawnWords(state, { strength, seed })
          .filter(word => word.kept)
          .map(({ from, to }) => content.textBetween(from, to))
        const sent = passageOf(content, aim.targets, { strength, seed }).flatMap(span =>
          span.kind === 'region' ? span.kept.map(({ from, to }) => span.text.slice(from, to)) : [],
        )
        expect(kept).toEqual(sent)
      }),
    )
  })
  it('are none at full strength', () => expect(drawnWords(selected(doc(p(words)), 1, 10), draw(1))).toEqual([]))
  it('are none for a gap', () => expect(drawnWords(selected(doc(p(words)), 4, 4), draw(0.5))).toEqual([]))
  it('are those of the region at the caret', () =>
    expect(drawnWords(selected(doc(p('one ', r('two three'), ' four')), 7, 7), draw(0.5)).length).toBe(2))
  it('are none for more than a run can take', () => {
    const long = doc(p('word '.repeat(401)))
    expect(drawnWords(selected(long, 1, long.content.size - 1), draw(0.5))).toEqual([])
  })
})
