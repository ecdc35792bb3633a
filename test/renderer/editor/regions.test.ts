// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import type { Content } from '@tiptap/core'
import fc from 'fast-check'
import { undo } from '@tiptap/pm/history'
import { describe, expect, it, vi } from 'vitest'
import { acceptTexts } from '../../../renderer/editor/infill/accept.ts'
import { aimAtRegions, tooLong } from '../../../renderer/editor/infill/aim.ts'
import { passageOf } from '../../../renderer/editor/infill/passage.ts'
import { textOf } from '../../../renderer/editor/infill/targets.ts'
import { badgesOf } from '../../../renderer/editor/region-badges.ts'
import { regionControl } from '../../../renderer/editor/region-control.ts'
import type { RegionAtHand } from '../../../renderer/editor/region-control.ts'
import { Region, unmarkAllRegions } from '../../../renderer/editor/region.ts'
import { wishedLength, wishLength } from '../../../renderer/editor/region-length.ts'
import { doc, p, r, stateOf } from '../../support/page.ts'
import { quietExtensions } from './quiet-extensions.ts'

const three = doc(p('One ', r('two', 'b'), ' three ', r('four', 'a'), '.'), p(r('five', 'b')), p(r('six', 'c')))
const targetsOf = (content: ReturnType<typeof doc>) => {
  const aim = aimAtRegions(stateOf(content))
  return 'targets' in aim ? aim.targets : []
}

describe('all regions together', () => {
  it('are aimed at in reading order, each stretch once', () =>
    expect(targetsOf(three).map(it => textOf(three, it))).toEqual(['two', 'four', 'five', 'six']))
  it('are none in a text without marks', () => expect(aimAtRegions(stateOf(doc(p('One.'))))).toHaveProperty('sentence'))
  it('make one passage, accepted and undone in one step', () => {
    const piece = fc.tuple(fc.constantFrom('sea', 'the old', 'é 🙂'), fc.option(fc.constantFrom('a', 'b', 'c')))
    const block = fc.array(piece, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), blocks => {
        const content = doc(
          ...blocks.map(parts => p(...parts.flatMap(([text, id]) => [id === null ? text : r(text, id), ' ']))),
        )
        const targets = targetsOf(content)
        fc.pre(targets.length > 0)
        const spans = passageOf(content, targets, { strength: 1, seed: 1 })
        expect(spans.flatMap(span => (span.kind === 'region' ? span.text : []))).toEqual(
          targets.map(target => textOf(content, target)),
        )
        let state = stateOf(content)
        state = state.apply(
          acceptTexts(
            state.tr,
            targets,
            targets.map((_, i) => `new ${i}`),
          ),
        )
        expect(targetsOf(state.doc)).toEqual([])
        undo(state, tr => (state = state.apply(tr)))
        expect(state.doc.toJSON()).toEqual(content.toJSON())
      }),
      { numRuns: 200 },
    )
  })
})

describe('badges', () => {
  const numbers = (content: ReturnType<typeof doc>) => badgesOf(content).map(({ number }) => number)
  it('number the regions as they begin', () => expect(numbers(three)).toEqual([1, 2, 3]))
  it('hang at the first word of each', () =>
    expect(badgesOf(three).map(({ pos }) => three.textBetween(pos, pos + 3))).toEqual(['two', 'fou', 'six']))
})

it('unmarking all regions leaves the text, and nothing to do a second time', () => {
  const editor = new Editor({ element: document.createElement('div'), extensions: [...quietExtensions, Region] })
  editor.commands.setContent(three.toJSON() as Content)
  expect(unmarkAllRegions(editor)).toBe(true)
  expect(targetsOf(editor.state.doc)).toEqual([])
  expect(editor.state.doc.textContent).toBe(three.textContent)
  expect(unmarkAllRegions(editor)).toBe(false)
  editor.destroy()
})

describe('a length that is wished of a region', () => {
  const two = doc(p('One ', r('two three', 'b'), ' four ', r('five', 'a'), '.'), p(r('six seven eight nine', 'b')))
  const lengths = (content: ReturnType<typeof doc>) => targetsOf(content).map(it => wishedLength(content, it))

  it('is for that region alone, a number of words for all its stretches together', () => {
    const content = wishLength(stateOf(two).tr, 'b', { kind: 'words', words: 12 }).doc
    expect(lengths(content)).toEqual([{ kind: 'words', words: 4 }, null, { kind: 'words', words: 8 }])
    const spans = passageOf(content, targetsOf(content), { strength: 1, seed: 1 })
    expect(spans.flatMap(span => (span.kind === 'region' ? [span.length] : []))).toEqual([
      ...[{ kind: 'words', words: 4 }, undefined, { kind: 'words', words: 8 }],
    ])
  })
  it('is not for a part of it', () => {
    const content = wishLength(stateOf(two).tr, 'b', { kind: 'shorter' }).doc
    const [first] = targetsOf(content)
    expect(wishedLength(content, first!)).toEqual({ kind: 'shorter' })
    expect(wishedLength(content, { ...first!, to: first!.to - 1 })).toBeNull()
  })
  it('counts for what one run may write, and is asked of all of a region or of none of it', () => {
    const some = (words: number) => Array.from({ length: words }, () => 'sea').join(' ')
    const region = fc.tuple(fc.integer({ min: 1, max: 260 }), fc.option(fc.integer({ min: 1, max: 300 })))
    fc.assert(
      fc.property(fc.array(region, { minLength: 1, maxLength: 5 }), regions => {
        let { tr } = stateOf(doc(...regions.map(([words], i) => p(r(some(words), `${i}`)))))
        for (const [i, [, words]] of regions.entries())
          if (words !== null) tr = wishLength(tr, `${i}`, { kind: 'words', words })
        const targets = targetsOf(tr.doc)
        const long = tooLong(tr.doc, targets)
        if (long === null) return
        expect(tooLong(tr.doc, long.fits)).toBeNull()
        expect(long.fits.length).toBeGreaterThan(0)
        expect(targets.slice(0, long.fits.length - 1)).toEqual(long.fits.slice(0, -1))
      }),
    )
    const wide = wishLength(wishLength(stateOf(two).tr, 'b', { kind: 'words', words: 300 }), 'a', {
      ...{ kind: 'words', words: 300 },
    }).doc
    expect(tooLong(wide, targetsOf(wide))).toEqual({ words: 600, fits: targetsOf(wide).slice(0, 2) })
  })
  it('goes with the mark, and with Auto', () => {
    const { tr } = stateOf(two)
    wishLength(tr, 'b', { kind: 'longer' })
    wishLength(tr, 'b', null)
    expect(tr.doc.eq(two)).toBe(true)
  })
  it('is kept in JSON and in what is copied', () => {
    const content = wishLength(stateOf(two).tr, 'a', { kind: 'words', words: 7 }).doc
    expect(lengths(content.type.schema.nodeFromJSON(JSON.parse(JSON.stringify(content))))[1]).toEqual({
      ...{ kind: 'words', words: 7 },
    })
    const editor = new Editor({ extensions: [...quietExtensions, Region], content: content.toJSON() as Content })
    const again = new Editor({ extensions: [...quietExtensions, Region], content: editor.getHTML() })
    expect(again.getJSON()).toEqual(editor.getJSON())
    editor.destroy()
    again.destroy()
  })
})

it('the region at the caret is told at once, and its words when typing rests', () => {
  vi.useFakeTimers()
  const told: (RegionAtHand | null)[] = []
  const content = doc(p('One ', r('two three', 'b'), ' four.')).toJSON() as Content
  const extensions = [...quietExtensions, Region, regionControl(it => told.push(it))]
  const editor = new Editor({ element: document.createElement('div'), extensions, content })
  editor.commands.setTextSelection(7)
  expect(told.at(-1)).toEqual({ id: 'b', number: 1, words: 2, length: null })
  const calls = told.length
  for (const key of ['x', ' ', 'y', ' ']) editor.view.dispatch(editor.state.tr.insertText(key))
  expect(told.length).toBe(calls)
  vi.runAllTimers()
  expect(told.at(-1)).toMatchObject({ id: 'b', words: 4 })
  editor.view.dispatch(wishLength(editor.state.tr, 'b', { kind: 'shorter' }))
  expect(told.at(-1)).toMatchObject({ length: { kind: 'shorter' } })
  editor.commands.setTextSelection(2)
  expect(told.at(-1)).toBeNull()
  editor.destroy()
  vi.useRealTimers()
})
