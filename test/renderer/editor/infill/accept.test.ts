import fc from 'fast-check'
import { redo, undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { acceptTexts, changesOf } from '../../../../renderer/editor/infill/accept.ts'
import { selectTargets } from '../../../../renderer/editor/infill/select.ts'
import { mapTargets, targetsBetween, textOf } from '../../../../renderer/editor/infill/targets.ts'
import { at, br, code, doc, h, list, m, note, p, quote, r, schema, stateOf } from '../../../support/page.ts'

type Doc = ReturnType<typeof doc>

function accepted(content: Doc, regions: readonly string[], texts: readonly string[]): EditorState {
  const state = stateOf(content)
  return state.apply(
    acceptTexts(
      state.tr,
      regions.map(text => at(content, text)),
      texts,
    ),
  )
}

function notesIn(content: Doc): number {
  let notes = 0
  content.descendants(node => void (notes += node.type.name === 'footnote' ? 1 : 0))
  return notes
}

function gives(name: string, content: Doc, region: string, text: string, expected: Doc) {
  it(name, () => expect(accepted(content, [region], [text]).doc.toJSON()).toEqual(expected.toJSON()))
}

describe('accepting', () => {
  gives('replaces the passage', doc(p('One two three.')), 'two', 'deux', doc(p('One deux three.')))
  gives('fills a gap', doc(p('One three.')), 'three', 'two three', doc(p('One two three.')))
  gives(
    'leaves a bold word bold where it stays',
    doc(p('One ', m('two', 'bold'), ' three.')),
    'One two three.',
    'Now two sheep.',
    doc(p('Now ', m('two', 'bold'), ' sheep.')),
  )
  gives(
    'gives new words the marks around them',
    doc(p(m('All of this is here', 'italic'))),
    'of this',
    'that',
    doc(p(m('All that is here', 'italic'))),
  )
  gives(
    'does not let a bold word’s mark run on',
    doc(p('One ', m('two', 'bold'), ' three.')),
    'two',
    'deux',
    doc(p('One deux three.')),
  )
  gives(
    'keeps the marks of a paragraph that is all of one kind',
    doc(p(m('All old', 'italic'))),
    'All old',
    'Quite new',
    doc(p(m('Quite new', 'italic'))),
  )
  gives('in a heading', doc(h('The storm'), p('x')), 'storm', 'calm', doc(h('The calm'), p('x')))
  gives('in a list item', doc(list(p('one'), p('two'))), 'two', 'deux', doc(list(p('one'), p('deux'))))
  gives('in a quotation', doc(quote(p('He said so.'))), 'so', 'no', doc(quote(p('He said no.'))))
  gives('in code, as plain text', doc(code('a = 1\nb = 2')), 'a = 1\nb', 'x\ny', doc(code('x\ny = 2')))
  gives('unmarks the region', doc(p('One ', r('two'), ' three.')), 'two', 'deux', doc(p('One deux three.')))
  gives(
    'unmarks what stays of it too',
    doc(p('One ', r('two and'), ' three.')),
    'two and',
    'two or',
    doc(p('One two or three.')),
  )
  gives('to nothing deletes', doc(p('One two three.')), ' two', '', doc(p('One three.')))

  it('several targets at once keep their blocks', () => {
    const content = doc(p('One. Two.'), list(p('Three.')))
    expect(accepted(content, ['Two.', 'Three.'], ['Deux.', 'Trois.']).doc.toJSON()).toEqual(
      doc(p('One. Deux.'), list(p('Trois.'))).toJSON(),
    )
  })
  it('leaves line breaks where they are', () => {
    const content = doc(p('one', br(), 'two'))
    const targets = targetsBetween(content, 1, content.content.size - 1)
    const state = stateOf(content)
    expect(state.apply(acceptTexts(state.tr, targets, ['un', 'deux'])).doc.toJSON()).toEqual(
      doc(p('un', br(), 'deux')).toJSON(),
    )
  })
  it('of a passage that was split meanwhile leaves nothing of the old text, and no split', () => {
    const words = fc.array(fc.constantFrom('AAA', 'BBB', 'yy'), { minLength: 1, maxLength: 5 }).map(it => it.join(' '))
    const blocks = [
      p,
      (it: Node) => list(p(it)),
      (it: Node) => quote(list(p(it)), p('Said.')),
      h,
      (it: Node) => code(it.text!),
    ]
    fc.assert(
      fc.property(words, words, fc.array(fc.nat(20), { maxLength: 3 }), fc.boolean(), (before, text, cuts, noted) => {
        const content = doc(p('One ', before, ' two.'), p('Three.'))
        let state = stateOf(content)
        const { from, to } = at(content, before)
        const tr = state.tr
        for (const cut of cuts) tr.split(tr.mapping.map(from + 1 + (cut % (before.length - 1))))
        if (noted) tr.insert(tr.mapping.map(from + 1), note('A note.'))
        state = state.apply(tr)
        const [target] = mapTargets([{ from, to }], tr.mapping)
        state = state.apply(acceptTexts(state.tr, [target!], [text]))
        expect(textOf(state.doc, { from: 0, to: state.doc.content.size })).toBe(`One ${text} two.\nThree.`)
        expect(notesIn(state.doc)).toBe(noted ? 1 : 0)
      }),
    )
    for (const block of blocks) {
      const content = doc(p('One AAA'), block(schema.text('BBB two.')), p('Three.'))
      const state = stateOf(content)
      const target = { from: at(content, 'AAA').from, to: at(content, 'BBB').to }
      const after = state.apply(acceptTexts(state.tr, [target], ['Xx yy'])).doc
      expect(textOf(after, { from: 0, to: after.content.size })).toContain('One Xx yy two.\n')
    }
  })
  it('puts the caret behind the passage', () => {
    const state = accepted(doc(p('One two three.')), ['two'], ['deux'])
    expect(state.selection.head).toBe(at(state.doc, 'deux').to)
  })
  it('refuses texts that are not one a target', () => {
    const state = stateOf(doc(p('One.')))
    expect(() => acceptTexts(state.tr, [], ['x'])).toThrow(RangeError)
  })
})

describe('the law of undo', () => {
  const words = fc
    .array(fc.constantFrom('the', 'lamp', 'sea', 'was', 'lit,', 'late.', 'é', '🙂'), { minLength: 1, maxLength: 8 })
    .map(list => list.join(' '))
  const marked = fc.array(fc.tuple(words, fc.constantFrom('', 'bold', 'italic', 'lock', 'highlight')), {
    minLength: 1,
    maxLength: 4,
  })
  const block = marked.map(parts => p(...parts.map(([text, mark]) => (mark === '' ? `${text} ` : m(`${text} `, mark)))))
  const documents = fc.array(block, { minLength: 1, maxLength: 4 }).map(blocks => doc(...blocks))

  it('undo after accept restores text, marks and selection; redo accepts again', () => {
    fc.assert(
      fc.property(
        documents,
        fc.nat(120),
        fc.nat(120),
        fc.array(words, { minLength: 4, maxLength: 4 }),
        (content, a, b, texts) => {
          const clip = (n: number) => Math.min(n, content.content.size)
          const targets = targetsBetween(content, Math.min(clip(a), clip(b)), Math.max(clip(a), clip(b)))
          fc.pre(targets.length > 0)
          let state = stateOf(content)
          state = state.apply(selectTargets(state.tr, targets))
          const selection = state.selection.toJSON() as unknown
          const apply = (tr: EditorState['tr']) => (state = state.apply(tr))
          apply(acceptTexts(state.tr, targets, texts.slice(0, targets.length)))
          const after = state.doc
          if (after.eq(content)) return
          targets.forEach((_, i) => expect(after.textContent).toContain(texts[i]))
          undo(state, apply)
          expect(state.doc.toJSON()).toEqual(content.toJSON())
          expect(state.selection.toJSON()).toEqual(selection)
          redo(state, apply)
          expect(state.doc.toJSON()).toEqual(after.toJSON())
        },
      ),
      { numRuns: 300 },
    )
  })
  it('typing after an accept is an undo step of its own', () => {
    let state = accepted(doc(p('One two three.')), ['two'], ['deux'])
    const apply = (tr: EditorState['tr']) => (state = state.apply(tr))
    apply(state.tr.insertText('!', 3))
    undo(state, apply)
    expect(state.doc.textContent).toBe('One deux three.')
    undo(state, apply)
    expect(state.doc.textContent).toBe('One two three.')
  })
  it('what stands outside is never touched', () => {
    fc.assert(
      fc.property(documents, fc.nat(120), fc.nat(120), words, (content, a, b, text) => {
        const clip = (n: number) => Math.min(n, content.content.size)
        const targets = targetsBetween(content, Math.min(clip(a), clip(b)), Math.max(clip(a), clip(b))).slice(0, 1)
        fc.pre(targets.length > 0)
        const { from, to } = targets[0]!
        const state = stateOf(content)
        const after = state.apply(acceptTexts(state.tr, targets, [text])).doc
        expect(after.slice(0, from).toJSON()).toEqual(content.slice(0, from).toJSON())
        const grown = after.content.size - content.content.size
        expect(after.slice(to + grown, after.content.size).toJSON()).toEqual(
          content.slice(to, content.content.size).toJSON(),
        )
        expect(textOf(after, { from, to: to + grown })).toBe(text)
      }),
      { numRuns: 300 },
    )
  })
  it('keeps the selection inside the document', () => {
    const state = stateOf(doc(p('One.')))
    const next = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 5)))
    const done = next.apply(acceptTexts(next.tr, [{ from: 1, to: 5 }], ['x']))
    expect(done.selection.to).toBeLessThanOrEqual(done.doc.content.size)
  })
})

describe('changes between two texts', () => {
  it('rebuild the second from the first', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', 'the ', 'sea', '.', '\n'), { maxLength: 15 })
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        let built = before
        for (const { from, to, text: put } of changesOf(before, after).reverse())
          built = built.slice(0, from) + put + built.slice(to)
        expect(built).toBe(after)
      }),
      { numRuns: 500 },
    )
  })
  it('are none for equal texts', () => expect(changesOf('a b', 'a b')).toEqual([]))
})
