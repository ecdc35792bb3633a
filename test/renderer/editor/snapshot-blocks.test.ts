import fc from 'fast-check'
import { history, undo } from '@tiptap/pm/history'
import { Node as PmNode } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it, vi } from 'vitest'
import {
  ALIKE_MAX,
  EQUAL_MAX,
  blockPairs,
  fragmentText,
  restoreBlocks,
} from '../../../renderer/editor/snapshot-blocks.ts'
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
  it('half of the words of the longer one are enough, one less is not', () => {
    expect(told(doc(p('a b c d')), doc(p('a b x y')))).toEqual([['a b x y', 'a b c d']])
    expect(told(doc(p('a b c d')), doc(p('a b x y z')))).toEqual([
      ['a b x y z', null],
      [null, 'a b c d'],
    ])
  })
  it('a heading is not alike a paragraph of the same words', () =>
    expect(told(doc(h('the lamp')), doc(p('the lamp')))).toEqual([
      ['the lamp', null],
      [null, 'the lamp'],
    ]))
})

describe('what changed in a text that was written anew', () => {
  /** Blocks without a word in common, among them and with those of another name. */
  const blocks = (name: string, count: number) => Array.from({ length: count }, (_, i) => p(`${name}${i} ${name}x${i}`))

  it('the words of a block are read once', () => {
    const [now, then] = [doc(...blocks('now', 40)), doc(...blocks('then', 40))]
    const reading = vi.spyOn(PmNode.prototype, 'textBetween')
    blockPairs(now, then)
    blockPairs(now, then)
    expect(reading).toHaveBeenCalledTimes(80)
    reading.mockRestore()
  })
  it('is looked for as far as it is bearable: then blocks are taken in order', () => {
    const half = ALIKE_MAX / 2
    expect(told(doc(...blocks('now', half)), doc(...blocks('then', half)))).toHaveLength(2 * half)
    const above = told(doc(...blocks('now', half + 2)), doc(...blocks('then', half + 1)))
    expect(above).toHaveLength(half + 2)
    expect(above[half]).toEqual([`then${half} thenx${half}`, `now${half} nowx${half}`])
    expect(above[half + 1]).toEqual([null, `now${half + 1} nowx${half + 1}`])
  })
  it('is restored whole, however much it is; a block that stands where it stood is not a change', () => {
    const half = EQUAL_MAX / 2 + 1
    const now = doc(p('first'), ...blocks('now', half), p('between'), ...blocks('now', half))
    const then = doc(p('first'), ...blocks('then', half), p('between'), ...blocks('then', half))
    const pairs = blockPairs(now, then)
    expect(pairs.flatMap(pair => (pair.kind === 'same' ? [pair.count] : []))).toEqual([1, 1])
    const state = stateOf(now)
    expect(state.apply(restoreBlocks(state.tr, changesOf(now, then))).doc.eq(then)).toBe(true)
  })
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
