import fc from 'fast-check'
import { history, undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { blockPairs, fragmentText, restoreBlocks } from '../../../renderer/editor/snapshot-blocks.ts'
import type { BlockChange } from '../../../renderer/editor/snapshot-blocks.ts'
import { code, doc, h, list, m, p, quote, schema, stateOf } from '../../support/page.ts'

const changesOf = (now: Node, then: Node): BlockChange[] =>
  blockPairs(now, then).flatMap(pair => (pair.kind === 'changed' ? [pair.change] : []))
const told = (now: Node, then: Node) =>
  blockPairs(now, then).map(pair =>
    pair.kind === 'same' ? pair.count : [fragmentText(pair.change.then), fragmentText(pair.change.now)],
  )

describe('what changed since', () => {
  it('is nothing in the same text', () => expect(told(doc(p('a'), p('b')), doc(p('a'), p('b')))).toEqual([2]))
  it('a rewritten block stands beside what it was', () =>
    expect(told(doc(p('x'), p('the lamp was lit late')), doc(p('x'), p('the lamp was lit early')))).toEqual([
      1,
      ['the lamp was lit early', 'the lamp was lit late'],
    ]))
  it('blocks with little in common stand alone', () =>
    expect(told(doc(p('sea and sky'), p('z')), doc(p('lamp and oil'), p('z')))).toEqual([
      ['lamp and oil', null],
      [null, 'sea and sky'],
      1,
    ]))
  it('one put in before a rewritten one is not taken for it', () =>
    expect(told(doc(p('new words here'), p('the lamp was lit late')), doc(p('the lamp was lit early')))).toEqual([
      [null, 'new words here'],
      ['the lamp was lit early', 'the lamp was lit late'],
    ]))
  it('formatting alone is a change', () =>
    expect(told(doc(p(m('word', 'bold'))), doc(p('word')))).toEqual([['word', 'word']]))
})

describe('restoring', () => {
  const now = doc(p('one now'), p('two'), p('three is quite other'), p('added'))
  const then = doc(p('one then'), p('two'), p('gone'), p('three is quite as before'))

  it('one block leaves the others as they are', () => {
    const state = stateOf(now)
    const [first] = changesOf(now, then)
    expect(state.apply(restoreBlocks(state.tr, [first!])).doc.child(0).textContent).toBe('one then')
    expect(state.apply(restoreBlocks(state.tr, [first!])).doc.child(3).textContent).toBe('added')
  })
  it('all of them gives the text of then; one undo takes it back', () => {
    let state = EditorState.create({ doc: now, plugins: [history()] })
    state = state.apply(state.tr.insertText('typed ', 1))
    const typed = state.doc
    state = state.apply(restoreBlocks(state.tr, changesOf(typed, then)))
    expect(state.doc.eq(then)).toBe(true)
    undo(state, tr => (state = state.apply(tr)))
    expect(state.doc.eq(typed)).toBe(true)
  })
  it('holds for any two texts', () => {
    const words = fc.array(fc.constantFrom('lamp', 'sea', 'oil', 'night'), { maxLength: 4 }).map(it => it.join(' '))
    const block = fc.oneof(
      words.map(it => p(it)),
      words.map(it => h(it)),
      words.map(it => code(it)),
      words.map(it => quote(p(it))),
      words.map(it => list(p(it), p('last'))),
      fc.constant(schema.node('horizontalRule')),
    )
    const text = fc.array(block, { minLength: 1, maxLength: 6 }).map(blocks => doc(...blocks))
    fc.assert(
      fc.property(text, text, (a, b) => {
        const state = stateOf(a)
        const restored = state.apply(restoreBlocks(state.tr, changesOf(a, b))).doc
        expect(restored.toString()).toBe(b.toString())
        expect(restored.eq(b)).toBe(true)
      }),
    )
  })
})
