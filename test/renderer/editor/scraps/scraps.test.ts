import fc from 'fast-check'
import type { Node } from '@tiptap/pm/model'
import { history, undo } from '@tiptap/pm/history'
import { EditorState, NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { isDocJson } from '@contract/doc-json.ts'
import { followOrigins } from '../../../../renderer/editor/origin/follow.ts'
import { originsOf } from '../../../../renderer/editor/origin/origin.ts'
import {
  cutPiece,
  pieceOfTargets,
  pieceSelected,
  scrapContent,
  sliceOf,
} from '../../../../renderer/editor/scraps/piece.ts'
import { insertScrap } from '../../../../renderer/editor/scraps/insert.ts'
import { acceptTexts } from '../../../../renderer/editor/infill/accept.ts'
import { targetsBetween } from '../../../../renderer/editor/infill/targets.ts'
import { documents, everything, inEditor } from '../../../support/documents.ts'
import type { Makings } from '../../../support/documents.ts'
import { at, code, doc, gap, h, list, m, note, p, quote, r, schema } from '../../../support/page.ts'

const DAY = '2026-11-24'
const written = { kind: 'model', run: 'run-1', day: DAY } as const
/** Text that the model wrote. */
const ai = (text: string) => schema.text(text, [schema.mark('origin', written)])
const follow = new Plugin({ appendTransaction: (trs, _, state) => followOrigins(trs, state, DAY) })

function stateOf(content: Node, from: number, to = from): EditorState {
  const state = EditorState.create({ doc: content, plugins: [history({ newGroupDelay: 0 }), follow] })
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}
const selecting = (content: Node, words: string, until = words) =>
  stateOf(content, at(content, words).from, at(content, until).to)
const undone = (state: EditorState) => {
  let next = state
  undo(state, tr => (next = state.apply(tr)))
  return next
}
/** What is selected, as the library would give it back. */
const kept = (state: EditorState) => {
  const piece = pieceSelected(state.doc, state.selection)!
  const content = scrapContent(schema, piece.slice)
  const stored = JSON.parse(JSON.stringify(content)) as typeof content
  expect(isDocJson(stored.doc)).toBe(true)
  return { piece, content, slice: sliceOf(schema, stored)! }
}
const told = (content: Node) =>
  originsOf(content)
    .map(({ from, to, origin }) => {
      const text = content.textBetween(from, to, '/')
      return origin === null ? text : `[${origin.kind}:${text}]`
    })
    .join('')

const [one, two, three] = [p('The lamp was lit.'), p('The ', m('storm', 'bold'), ' came.'), p('Nobody slept.')]
const story = doc(one, two, three)

describe('a scrap', () => {
  function says(name: string, state: EditorState, text: string, open: readonly [number, number]) {
    it(name, () => {
      const { content } = kept(state)
      expect([content.text, content.openStart, content.openEnd]).toEqual([text, ...open])
    })
  }
  says('of a few words is a part of its paragraph', selecting(story, 'lamp was'), 'lamp was', [1, 1])
  says('of a whole paragraph is that block', selecting(story, 'The lamp was lit.'), 'The lamp was lit.', [0, 0])
  says('of two blocks is both', selecting(doc(h('One'), p('Two')), 'One', 'Two'), 'One\n\nTwo', [0, 0])
  says(
    'from the middle to the middle is cut open at both ends',
    selecting(story, 'lit.', 'Nobody'),
    'lit.\n\nThe storm came.\n\nNobody',
    [1, 1],
  )
  it('keeps its marks', () => {
    const { content } = kept(selecting(story, 'storm'))
    expect(JSON.stringify(content.doc)).toContain('"bold"')
  })
  it('keeps the gaps in it, which are no text', () => {
    const { content, slice } = kept(selecting(doc(p('The ', gap(2), ' was lit.')), 'The', 'lit.'))
    expect(content).toMatchObject({ text: 'The  was lit.', words: 3 })
    expect(slice.content.firstChild!.child(1).type.name).toBe('gap')
  })
  it('is not made of nothing, of spaces, or of a line', () => {
    const spaced = doc(p('a  b'), schema.node('horizontalRule'))
    const state = EditorState.create({ doc: spaced })
    const select = (from: number, to: number) => TextSelection.create(spaced, from, to)
    expect(pieceSelected(spaced, select(1, 1))).toBeNull()
    expect(pieceSelected(spaced, select(2, 4))).toBeNull()
    expect(pieceSelected(spaced, NodeSelection.create(state.doc, 6))).toBeNull()
  })
  it('that holds what this version does not know is told from one that can be shown', () => {
    const content = { doc: { type: 'doc', content: [{ type: 'hologram' }] }, openStart: 0, openEnd: 0 } as const
    expect(sliceOf(schema, { ...content, text: '', words: 0 })).toBeNull()
  })
  it('that is cut deeper than it goes is none the worse', () => {
    const { content } = kept(selecting(story, 'lamp'))
    expect(sliceOf(schema, { ...content, openStart: 9, openEnd: 9 })).toMatchObject({ openStart: 1, openEnd: 1 })
  })
})

describe('moving it out', () => {
  it('takes a whole paragraph away without leaving an empty one; one undo brings it back', () => {
    const state = selecting(story, 'Nobody slept.')
    const cut = state.apply(cutPiece(state.tr, kept(state).piece))
    expect(cut.doc.toJSON()).toEqual(doc(one, two).toJSON())
    expect(undone(cut).doc.toJSON()).toEqual(story.toJSON())
  })
  it('leaves a document that holds nothing else with an empty paragraph', () => {
    const state = selecting(doc(one), 'The lamp was lit.')
    expect(state.apply(cutPiece(state.tr, kept(state).piece)).doc.toJSON()).toEqual(doc(p()).toJSON())
  })
  it('is its own undo step, even right after typing', () => {
    const typed = selecting(story, 'lamp')
    const state = typed.apply(typed.tr.insertText('x', 1))
    const cut = state.apply(cutPiece(state.tr, pieceSelected(state.doc, state.selection)!))
    expect(undone(cut).doc.toJSON()).toEqual(state.doc.toJSON())
  })
})

describe('putting it back', () => {
  function puts(name: string, scrap: EditorState, into: EditorState, expected: Node) {
    it(name, () => {
      const after = into.apply(insertScrap(into.tr, kept(scrap).slice))
      after.doc.check()
      expect(after.doc.toJSON()).toEqual(expected.toJSON())
      expect(undone(after).doc.toJSON()).toEqual(into.doc.toJSON())
    })
  }
  const words = selecting(story, 'lamp')
  const block = selecting(story, 'Nobody slept.')
  const ab = doc(p('ab'), p('cd'))
  puts('words go into the line', words, stateOf(ab, 2), doc(p('alampb'), p('cd')))
  puts('words take the place of what is selected', words, stateOf(ab, 2, 3), doc(p('alamp'), p('cd')))
  puts('a block stands after one at whose end the caret is', block, stateOf(ab, 3), doc(p('ab'), three, p('cd')))
  puts('and before one at whose beginning it is', block, stateOf(ab, 5), doc(p('ab'), three, p('cd')))
  puts('it parts a block in two', block, stateOf(ab, 2), doc(p('a'), three, p('b'), p('cd')))
  puts('it takes the place of an empty one', block, stateOf(doc(p('ab'), p()), 5), doc(p('ab'), three))
  puts('in a quotation too', block, stateOf(doc(quote(p('ab'))), 4), doc(quote(p('ab'), three)))
  it('the caret is behind it', () => {
    const into = stateOf(ab, 3)
    const after = into.apply(insertScrap(into.tr, kept(block).slice))
    expect(after.selection.$head.parent.textContent).toBe('Nobody slept.')
    expect(after.selection.$head.parentOffset).toBe('Nobody slept.'.length)
  })
  it('fits into code, and into lists', () => {
    for (const into of [stateOf(doc(code('ab')), 2), stateOf(doc(list(p('ab'))), 4)])
      for (const scrap of [words, block, selecting(story, 'lit.', 'Nobody')]) {
        const after = into.apply(insertScrap(into.tr, kept(scrap).slice))
        expect(() => after.doc.check()).not.toThrow()
        expect(after.doc.textContent.length).toBe(
          'ab'.length + kept(scrap).piece.slice.content.textBetween(0, kept(scrap).piece.slice.content.size).length,
        )
      }
  })
  it('twice gives two regions, not one in two places', () => {
    const marked = selecting(doc(p('a ', r('marked'), ' b')), 'marked')
    const into = stateOf(ab, 2)
    const once = into.apply(insertScrap(into.tr, kept(marked).slice))
    const twice = once.apply(insertScrap(once.tr, kept(marked).slice))
    const ids = new Set<unknown>()
    twice.doc.descendants(node => node.marks.forEach(mark => ids.add(mark.attrs['id'])))
    expect(ids.size).toBe(2)
    expect(ids.has('1')).toBe(false)
  })
  /** The document after any selection in it was cut out and put back, beside what it was. */
  function cutAndBack(makings: Makings, check: (back: Node, before: Node) => void): void {
    fc.assert(
      fc.property(documents(makings), fc.nat(), fc.nat(), (content, a, b) => {
        const whole = inEditor(content)
        const places: number[] = []
        whole.descendants((node, pos) => {
          if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) places.push(pos + 1 + i)
        })
        fc.pre(places.length > 0)
        const [from, to] = [places[a % places.length]!, places[b % places.length]!].sort((x, y) => x - y)
        const state = stateOf(schema.nodeFromJSON(whole.toJSON()), from!, to)
        if (pieceSelected(state.doc, state.selection) === null) return
        const { piece, slice } = kept(state)
        const cut = state.apply(cutPiece(state.tr, piece))
        check(cut.apply(insertScrap(cut.tr, slice)).doc, state.doc)
      }),
    )
  }
  /** An empty paragraph gives way to what is put there. */
  const filled = (node: Node) => node.children.filter(it => it.content.size > 0).map(it => it.toJSON() as unknown)
  it('where it was cut from gives plain paragraphs back, whatever was selected', () =>
    cutAndBack({ ...everything, blocks: ['paragraph'], depth: 0 }, (back, before) =>
      expect(filled(back)).toEqual(filled(before)),
    ))
  it('out of quotations, lists and code too, every letter comes back', () =>
    cutAndBack(everything, (back, before) => {
      const letters = (node: Node) => node.textContent.split('').sort().join('')
      back.check()
      expect(letters(back)).toBe(letters(before))
    }))
})

describe('whose words they are', () => {
  const mixed = doc(p('mine ', ai('of the model'), ' mine'))
  it('is kept on the shelf and when it comes back', () => {
    const state = selecting(mixed, 'mine of the model mine')
    const { slice, piece } = kept(state)
    const cut = state.apply(cutPiece(state.tr, piece))
    const back = cut.apply(insertScrap(cut.tr, slice))
    expect(told(back.doc)).toBe('mine [model:of the model] mine')
    expect(JSON.stringify(kept(state).content.doc)).not.toContain('"writer"')
  })
  it('words of the writer’s stay theirs amid the model’s, and a word that is broken up is edited', () => {
    const into = stateOf(doc(p(ai('lighthouse'))), 6)
    const after = into.apply(insertScrap(into.tr, kept(selecting(story, 'lamp')).slice))
    expect(told(after.doc)).toBe('[edited:light]lamp[edited:house]')
  })
  it('the model’s stay the model’s amid the writer’s', () => {
    const into = stateOf(doc(p('a b')), 3)
    const after = into.apply(insertScrap(into.tr, kept(selecting(mixed, 'of the model')).slice))
    expect(told(after.doc)).toBe('a [model:of the model]b')
  })
})

describe('a variant as a scrap', () => {
  it('is what accepting would put there, and changes nothing', () => {
    const content = doc(p('The ', m('lamp', 'bold'), ' was lit.'), p('Then it rained.'))
    const state = EditorState.create({ doc: content })
    const targets = [at(content, 'lamp was'), at(content, 'rained')]
    const tr = acceptTexts(state.tr, targets, ['lamp stood', 'poured'], written)
    const scrap = scrapContent(schema, pieceOfTargets(tr, targets))
    expect(scrap).toMatchObject({ text: 'lamp stood\n\npoured', words: 3, openStart: 1, openEnd: 1 })
    const slice = sliceOf(schema, scrap)!
    expect(told(schema.node('doc', null, slice.content))).toBe('lamp [model:stood][model:poured]')
    expect(state.doc).toBe(content)
  })
  it('of a gap that lasts is what is written there', () => {
    const state = EditorState.create({ doc: doc(p('The ', gap(2), ' was lit.')) })
    const node = { from: 5, to: 6 }
    const filled = pieceOfTargets(acceptTexts(state.tr, [node], ['copper lamp'], written), [node])
    expect(scrapContent(schema, filled)).toMatchObject({ text: 'copper lamp', words: 2 })
  })
  it('round footnotes and gaps is one line with them, as they stand in the text', () => {
    const content = doc(p('The lamp', note('Of oil.'), ' was lit', gap(2), note('When?'), ' at dusk.'), p('He slept.'))
    const targets = targetsBetween(content, 1, content.content.size)
    const texts = ['A lantern', ' stood', ' long', ' at noon.', 'It rained.']
    const kept = pieceOfTargets(acceptTexts(EditorState.create({ doc: content }).tr, targets, texts), targets)
    const line = p('A lantern', note('Of oil.'), ' stood long', note('When?'), ' at noon.')
    expect(scrapContent(schema, kept).doc).toEqual(doc(line, p('It rained.')).toJSON())
  })
  it('of a bridge is a paragraph, of a gap a few words', () => {
    const state = EditorState.create({ doc: story })
    const after = { from: one.nodeSize, to: one.nodeSize, paragraph: true } as const
    const bridge = pieceOfTargets(acceptTexts(state.tr, [after], ['A bridge.'], written), [after])
    expect(scrapContent(schema, bridge)).toMatchObject({ text: 'A bridge.', openStart: 0, openEnd: 0 })
    const gap = { from: 5, to: 5 }
    const filled = pieceOfTargets(acceptTexts(state.tr, [gap], ['old '], written), [gap])
    expect(scrapContent(schema, filled)).toMatchObject({ text: 'old ', openStart: 1, openEnd: 1 })
  })
})
