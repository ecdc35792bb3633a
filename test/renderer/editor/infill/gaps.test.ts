import { undo } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { acceptTexts } from '../../../../renderer/editor/infill/accept.ts'
import type { Aim } from '../../../../renderer/editor/infill/aim.ts'
import { aimAtBridge, aimAtEnd, aimBefore } from '../../../../renderer/editor/infill/gaps.ts'
import { passageOf } from '../../../../renderer/editor/infill/passage.ts'
import { selectTargets } from '../../../../renderer/editor/infill/select.ts'
import { beginPreview, endPreview } from '../../../../renderer/editor/infill/preview.ts'
import { at, doc, h, list, p, quote, schema, stateOf } from '../../../support/page.ts'

type Content = ReturnType<typeof doc>
const caretIn = (content: Content, text: string) => {
  const state = stateOf(content)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at(content, text).from)))
}
const targetsOf = (aim: Aim) => ('targets' in aim ? aim.targets : [])

/** What the model reads around the gap, and the blocks after `New.` was accepted there and then undone. */
function writes(
  name: string,
  aim: (state: EditorState) => Aim,
  content: Content,
  caret: string,
  passage: readonly string[],
  after: Content,
) {
  it(name, () => {
    let state = caretIn(content, caret)
    const targets = targetsOf(aim(state))
    expect(passageOf(content, targets, { strength: 1, seed: 1 }).map(span => span.text)).toEqual(passage)
    const apply = (tr: EditorState['tr']) => (state = state.apply(tr))
    apply(beginPreview(state.tr, targets))
    expect(state.doc.eq(content)).toBe(true)
    apply(endPreview(selectTargets(state.tr, targets)))
    apply(acceptTexts(state.tr, targets, ['New.']))
    expect(state.doc.toJSON()).toEqual(after.toJSON())
    undo(state, apply)
    expect(state.doc.toJSON()).toEqual(content.toJSON())
  })
}
const rule = () => schema.node('horizontalRule')
const two = doc(p('One.'), p('Two.'))

describe('a bridge', () => {
  writes(
    'is a paragraph between two',
    aimAtBridge,
    two,
    'One',
    ['One.\n\n', '', '\n\nTwo.'],
    doc(p('One.'), p('New.'), p('Two.')),
  )
  writes(
    'uses an empty paragraph that is there',
    aimAtBridge,
    doc(p('One.'), p(), p('Two.')),
    'One',
    ['One.\n\n', '', '\n\nTwo.'],
    doc(p('One.'), p('New.'), p('Two.')),
  )
  writes(
    'stays within a quotation',
    aimAtBridge,
    doc(quote(p('One.'), p('Two.'))),
    'One',
    ['One.\n\n', '', '\n\nTwo.'],
    doc(quote(p('One.'), p('New.'), p('Two.'))),
  )
  writes(
    'comes after a whole list',
    aimAtBridge,
    doc(list(p('a'), p('b')), p('Two.')),
    'a',
    ['a\nb\n\n', '', '\n\nTwo.'],
    doc(list(p('a'), p('b')), p('New.'), p('Two.')),
  )
  it('needs a paragraph to lead to', () => expect(aimAtBridge(caretIn(two, 'Two'))).toHaveProperty('sentence'))
})

describe('continuing', () => {
  writes(
    'is a paragraph at the end',
    aimAtEnd,
    two,
    'One',
    ['One.\n\nTwo.\n\n', '', ''],
    doc(p('One.'), p('Two.'), p('New.')),
  )
  writes(
    'takes up a sentence that breaks off',
    aimAtEnd,
    doc(p('One, ')),
    'One',
    ['One, ', '', ''],
    doc(p('One, New.')),
  )
  writes(
    'stops at the end of the scene',
    aimAtEnd,
    doc(p('One.'), rule(), p('Two.')),
    'One',
    ['One.\n\n', '', '\n\nTwo.'],
    doc(p('One.'), p('New.'), rule(), p('Two.')),
  )
  writes(
    'uses an empty paragraph',
    aimAtEnd,
    doc(p('One.'), p()),
    'One',
    ['One.\n\n', '', ''],
    doc(p('One.'), p('New.')),
  )
  it('needs a text', () => expect(aimAtEnd(stateOf(doc(p())))).toHaveProperty('sentence'))
})

describe('writing toward a line', () => {
  writes(
    'is a paragraph before it',
    aimBefore,
    two,
    'Two',
    ['One.\n\n', '', '\n\nTwo.'],
    doc(p('One.'), p('New.'), p('Two.')),
  )
  writes('may begin the text', aimBefore, doc(h('One')), 'One', ['', '', '\n\nOne'], doc(p('New.'), h('One')))
  it('needs a line', () => expect(aimBefore(stateOf(doc(p(), p('a'))))).toHaveProperty('sentence'))
})

it('a paragraph to come becomes a gap when the blocks round it are joined', () => {
  let state = caretIn(two, 'One')
  const targets = targetsOf(aimAtBridge(state))
  const tr = state.tr.join(6)
  const joined = targets.map(({ from, ...kind }) => ({ ...kind, from: tr.mapping.map(from), to: tr.mapping.map(from) }))
  state = state.apply(tr)
  state = state.apply(acceptTexts(state.tr, joined, ['New.']))
  expect(state.doc.toJSON()).toEqual(doc(p('One.New.Two.')).toJSON())
})
