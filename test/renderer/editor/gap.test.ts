// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import type { Content } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { AttrStep } from '@tiptap/pm/transform'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isDocJson, isStepJson } from '@contract/doc-json.ts'
import { fit } from '../../../electron/files/fit.ts'
import { plainText as filesText } from '../../../electron/files/rich-text.ts'
import { hitsIn, linesOf, textLines } from '../../../renderer/editor/find/lines.ts'
import { placeOf } from '../../../renderer/editor/find/excerpt.ts'
import { replaceAll } from '../../../renderer/editor/find/replace.ts'
import { contentWithoutGaps, gapLabel, gapWords } from '../../../renderer/editor/gap.ts'
import { gapControl } from '../../../renderer/editor/gap-control.ts'
import type { GapAtHand } from '../../../renderer/editor/gap-control.ts'
import { gapAtHand, putGap, takeAllOut, wishWords } from '../../../renderer/editor/gap-edits.ts'
import { acceptTexts } from '../../../renderer/editor/infill/accept.ts'
import { aimAtRegions, aimOf, tooLong } from '../../../renderer/editor/infill/aim.ts'
import type { Aim } from '../../../renderer/editor/infill/aim.ts'
import { aimAtBridge, aimAtEnd, aimBefore } from '../../../renderer/editor/infill/gaps.ts'
import { passageOf } from '../../../renderer/editor/infill/passage.ts'
import { placeHere } from '../../../renderer/editor/infill/place-here.ts'
import { findPassage } from '../../../renderer/editor/infill/recall.ts'
import { gapsOf, targetsBetween, textOf } from '../../../renderer/editor/infill/targets.ts'
import { Lock } from '../../../renderer/editor/lock.ts'
import { badgesOf } from '../../../renderer/editor/region-badges.ts'
import { Region } from '../../../renderer/editor/region.ts'
import { fragmentText } from '../../../renderer/editor/snapshot-blocks.ts'
import { documentWords, plainText, wordsBetween } from '../../../renderer/editor/words.ts'
import { br, code, doc, gap, h, list, p, quote, r, stateOf, note } from '../../support/page.ts'
import { quietExtensions } from './quiet-extensions.ts'

type Doc = ReturnType<typeof doc>
const targetsOf = (aim: Aim) => ('targets' in aim ? aim.targets : [])
const caret = (content: Doc, pos: number) => {
  const state = stateOf(content)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)))
}
const draw = { strength: 1, seed: 1 }

const words = fc.constantFrom('the lamp', 'sea. ', 'It was', ' late,', 'é🙂', 'x')
const inline = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 2, arbitrary: fc.option(fc.integer({ min: 1, max: 300 })).map(wished => gap(wished)) },
  { weight: 1, arbitrary: words.map(text => r(text)) },
  { weight: 1, arbitrary: fc.constant(null).map(() => br()) },
)
const paragraph = fc.array(inline, { maxLength: 5 }).map(parts => p(...parts))
const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 1, arbitrary: paragraph.map(one => quote(one)) },
  { weight: 1, arbitrary: fc.array(paragraph, { minLength: 1, maxLength: 3 }).map(items => list(...items)) },
  { weight: 1, arbitrary: fc.constant(null).map(() => code('a\n\nb')) },
)
const pages = fc.array(block, { minLength: 1, maxLength: 4 }).map(blocks => doc(...blocks))
/** The page as if there had never been a gap. */
const bare = (content: Doc) => {
  const kept = contentWithoutGaps(content.content)
  return kept.size === 0 ? doc(p()) : content.copy(kept)
}

describe('laws of gaps, on any page', () => {
  const law = (name: string, holds: (content: Doc) => void) =>
    it(name, () => fc.assert(fc.property(pages, holds), { numRuns: 200 }))
  law('its text and its count are those without them', content => {
    expect(plainText(content)).toBe(plainText(bare(content)))
    expect(documentWords(content)).toBe(documentWords(bare(content)))
    expect(wordsBetween(content, 0, content.content.size)).toBe(
      wordsBetween(bare(content), 0, bare(content).content.size),
    )
    expect(fragmentText(content.content) ?? '').toBe(fragmentText(bare(content).content) ?? '')
  })
  law('what is exported has none of them, and the same text', content => {
    const exported = fit(content.toJSON() as Parameters<typeof fit>[0])
    expect(JSON.stringify(exported)).not.toContain('gap')
    expect(exported).toEqual(fit(bare(content).toJSON() as Parameters<typeof fit>[0]))
    expect(filesText(exported)).toBe(plainText(content))
  })
  law('what is searched are the lines of its text, and they lie where they say', content => {
    expect(linesOf(content).map(({ text }) => text)).toEqual(textLines(plainText(content)))
    for (const { from, to, found, line } of hitsIn(content, text => [{ from: 1, to: text.length, groups: [] }]))
      expect(textOf(content, { from, to })).toBe(line.slice(found.from, found.to))
  })
  law('replacing text leaves every gap', content => {
    const hits = hitsIn(content, text =>
      [...text.matchAll(/lamp|a[st]/g)].map(({ index, 0: all }) => ({
        from: index,
        to: index + all.length,
        groups: [],
      })),
    )
    const after = replaceAll(
      stateOf(content).tr,
      hits.map(hit => ({ ...hit, text: 'lantern' })),
    ).doc
    expect(plainText(after)).toBe(plainText(content).replace(/lamp|a[st]/g, 'lantern'))
    expect(gapsOf(after).length).toBe(gapsOf(content).length)
  })
  law('taking all out leaves the text', content => {
    const after = takeAllOut(stateOf(content).tr).doc
    expect(gapsOf(after)).toEqual([])
    after.check()
    expect(documentWords(after)).toBe(documentWords(content))
    expect(after.textContent).toBe(content.textContent)
  })
  law('its content is a document’s, and comes back from JSON as it was', content => {
    expect(isDocJson(JSON.parse(JSON.stringify(content)))).toBe(true)
    expect(content.type.schema.nodeFromJSON(content.toJSON()).eq(content)).toBe(true)
  })
  law(
    'filling all: each gap is a region of its own, with the length it wishes; one step puts all in, one undo takes it back',
    content => {
      const targets = targetsOf(aimAtRegions(stateOf(content)))
      const passage = passageOf(content, targets, draw)
      const regions = passage.filter(span => span.kind === 'region')
      expect(regions.map(({ text }) => text)).toEqual(targets.map(target => textOf(content, target)))
      expect(regions.flatMap(({ length }) => (length?.kind === 'words' ? [length.words] : []))).toEqual(
        gapsOf(content).flatMap(({ from }) => gapWords(content.nodeAt(from)!) ?? []),
      )
      if (targets.length === 0) return
      let state = stateOf(content)
      state = state.apply(
        acceptTexts(
          state.tr,
          targets,
          targets.map((_, i) => `new${i}`),
        ),
      )
      expect(targetsOf(aimAtRegions(state))).toEqual([])
      targets.forEach((_, i) => expect(state.doc.textContent).toContain(`new${i}`))
      undo(state, tr => (state = state.apply(tr)))
      expect(state.doc.eq(content)).toBe(true)
    },
  )
  law('a run beside them reads a text without them', content => {
    const targets = targetsBetween(content, 0, content.content.size)
      .filter(it => textOf(content, it) !== '')
      .slice(0, 1)
    const other = targetsBetween(bare(content), 0, bare(content).content.size).slice(0, 1)
    const wholeOf = (page: Doc, of: typeof targets) =>
      passageOf(page, of, draw)
        .map(({ text }) => text)
        .join('')
    if (targets.length > 0) expect(wholeOf(content, targets)).toBe(wholeOf(bare(content), other))
  })
  law('numbers count regions and gaps as they begin', content => {
    const places = badgesOf(content).map(({ pos }) => pos)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).toEqual(expect.arrayContaining(gapsOf(content).map(({ from }) => from)))
  })
})

describe('putting a gap', () => {
  function puts(name: string, aim: (state: EditorState) => Aim, content: Doc, pos: number, after: Doc | null) {
    it(name, () => {
      let state = caret(content, pos)
      const tr = putGap(state.tr, targetsOf(aim(state))[0]!)
      if (tr === null || after === null) {
        expect(tr).toBe(after)
        return
      }
      state = state.apply(tr)
      expect(state.doc.toJSON()).toEqual(after.toJSON())
      expect(state.selection.$head.nodeBefore?.type.name).toBe('gap')
      undo(state, it => (state = state.apply(it)))
      expect(state.doc.eq(content)).toBe(true)
    })
  }
  const here = ({ selection: { head } }: EditorState): Aim => ({ targets: [{ from: head, to: head }] })
  const two = doc(p('One.'), p('Two.'))
  puts('at the caret', here, two, 3, doc(p('On', gap(), 'e.'), p('Two.')))
  puts('between two paragraphs', aimAtBridge, two, 2, doc(p('One.'), p(gap()), p('Two.')))
  puts(
    'in an empty paragraph that is there',
    aimAtBridge,
    doc(p('One.'), p(), p('Two.')),
    2,
    doc(p('One.'), p(gap()), p('Two.')),
  )
  puts('at the end', aimAtEnd, two, 2, doc(p('One.'), p('Two.'), p(gap())))
  puts('after a sentence that breaks off', aimAtEnd, doc(p('One ')), 2, doc(p('One ', gap())))
  puts('before a line', aimBefore, doc(p('One.'), h('Two')), 9, doc(p('One.'), p(gap()), h('Two')))
  puts('not beside another', here, doc(p('One', gap(), 'two')), 5, null)
  puts('not twice between two paragraphs', aimAtBridge, doc(p('One.'), p(gap(9)), p('Two.')), 2, null)
  puts('not in code', here, doc(code('one')), 2, null)
  it('in a paragraph to come, the quick way fills the gap that waits there, in its length', () => {
    const content = doc(p('One.'), p(gap(9)), p('Two.'))
    const spans = passageOf(content, targetsOf(aimAtBridge(caret(content, 2))), draw)
    expect(spans).toEqual([
      { kind: 'fixed', text: 'One.\n\n' },
      { kind: 'region', text: '', kept: [], length: { kind: 'words', words: 9 } },
      { kind: 'fixed', text: '\n\nTwo.' },
    ])
  })
})

describe('a gap on the page', () => {
  const content = doc(p('The lamp ', gap(20), 'was lit.'), p('He ', r('slept'), '.'))
  it('is filled from either of its sides, and when it is selected', () => {
    for (const pos of [10, 11]) expect(targetsOf(aimOf(caret(content, pos)))).toEqual([{ from: 10, to: 11 }])
    const state = stateOf(content)
    const selected = state.apply(state.tr.setSelection(NodeSelection.create(content, 10)))
    expect(targetsOf(aimOf(selected))).toEqual([{ from: 10, to: 11 }])
    expect(gapAtHand(selected)).toEqual({ from: 10, to: 11 })
    expect(gapAtHand(caret(content, 9))).toBeNull()
  })
  it('parts a selection, and is a target of its own in it', () =>
    expect(targetsBetween(content, 1, 19).map(it => textOf(content, it))).toEqual(['The lamp ', '', 'was lit.']))
  it('keeps its place and its length when nothing was written for it', () => {
    const after = acceptTexts(stateOf(content).tr, [{ from: 10, to: 11 }], ['']).doc
    expect(after.eq(content)).toBe(true)
  })
  it('changes its length as one undo step, and nothing else', () => {
    let state = stateOf(content)
    const tr = wishWords(state.tr, { from: 10, to: 11 }, null)
    expect(tr.steps.every(step => step instanceof AttrStep && isStepJson(JSON.parse(JSON.stringify(step))))).toBe(true)
    state = state.apply(tr)
    expect(gapWords(state.doc.nodeAt(10)!)).toBeNull()
    undo(state, it => (state = state.apply(it)))
    expect(state.doc.eq(content)).toBe(true)
  })
  it('says its length', () => expect([null, 1, 20].map(gapLabel)).toEqual(['Auto', '≈ 1 word', '≈ 20 words']))
  it('counts with its wished words for what one run may write', () => {
    const wide = doc(p('One ', gap(300), ' two ', gap(300), ' three.'))
    const all = targetsOf(aimAtRegions(stateOf(wide)))
    expect(tooLong(wide, all)).toEqual({ words: 600, fits: all.slice(0, 1) })
    expect(tooLong(wide, all.slice(0, 1))).toBeNull()
  })
  it('is where a past run over a gap was, and parts what a past run over text wrote', () => {
    const passage = (text: string) => [
      { kind: 'fixed', text: 'The lamp ' } as const,
      { kind: 'region', text, kept: [] } as const,
      { kind: 'fixed', text: text === '' ? 'was lit.' : '' } as const,
    ]
    expect(findPassage(content, passage(''), [['']])).toEqual([{ from: 10, to: 11 }])
    expect(findPassage(content, passage('was lit.'), [['']])).toEqual([{ from: 11, to: 19 }])
    expect(findPassage(doc(p('The lamp was ', gap(), 'lit.')), passage('was lit.'), [])).toBeNull()
  })
  it('does not move the places that search and history know', () => {
    const excerpt = [
      { text: 'The ', hit: false },
      { text: 'lamp was', hit: true },
      { text: ' lit.', hit: false },
    ]
    expect(placeOf(content, excerpt)).toEqual({ from: 5, to: 14 })
    expect(placeHere(caret(content, 14))).toMatchObject({ text: 'The lamp was lit.', from: 12, to: 12 })
  })
})

/** The editor, with what is told of the gap at hand. */
let open: Editor | null = null
let told: (GapAtHand | null)[] = []
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  document.elementFromPoint = () => null
})
afterEach(() => open?.destroy())
function edit(content: Doc): Editor {
  open?.destroy()
  told = []
  const element = document.createElement('div')
  document.body.append(element)
  const control = gapControl({ onGap: it => told.push(it) })
  const extensions = [...quietExtensions, Region, Lock, control]
  open = new Editor({ element, injectCSS: false, extensions, content: content.toJSON() as Content })
  return open
}
const copied = (editor: Editor) => editor.view.serializeForClipboard(editor.state.selection.content())

describe('on the clipboard', () => {
  const content = doc(p('The ', r('lamp', 'id-1'), ' ', gap(12), 'was lit.'), p(gap()), p('He slept.'))
  it('text for other programs has nothing of gaps', () => {
    const editor = edit(content)
    editor.commands.selectAll()
    const { text, dom } = copied(editor)
    expect(text).toBe('The lamp was lit.\n\nHe slept.')
    expect(dom.textContent).toBe('The lamp was lit.He slept.')
  })
  it('nor of footnotes beside them', () => {
    const editor = edit(doc(p('The lamp', note('Of oil.'), ' ', gap(12), 'was lit.')))
    editor.commands.selectAll()
    expect(copied(editor).text).toBe('The lamp was lit.')
  })
  it('a gap alone puts no words there', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(10)
    expect(copied(editor).text.trim()).toBe('')
  })
  it('regions and gaps cut in one scene and pasted in another stay what they are', () => {
    const from = edit(content)
    from.commands.setTextSelection({ from: 1, to: 19 })
    const html = copied(from).dom.innerHTML
    from.commands.deleteSelection()
    expect(gapsOf(from.state.doc).length).toBe(1)
    const into = edit(doc(p('Another scene: ')))
    into.commands.setTextSelection(16)
    into.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
    expect(
      into.state.doc.firstChild!.eq(
        into.schema.nodeFromJSON(p('Another scene: The ', r('lamp', 'id-1'), ' ', gap(12), 'was lit.').toJSON()),
      ),
    ).toBe(true)
    expect(badgesOf(into.state.doc).length).toBe(2)
  })
  it('a region pasted beside itself is another one', () => {
    const editor = edit(content)
    editor.commands.setTextSelection({ from: 5, to: 9 })
    const html = copied(editor).dom.innerHTML
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
    expect(editor.state.doc.textContent).toContain('He slept.lamp')
    expect(badgesOf(editor.state.doc).length).toBe(4)
  })
})

describe('a gap that is selected', () => {
  const content = doc(p('The lamp ', gap(12), 'was lit.'))
  it('is told with its number and a place for its control, and that goes when the caret does', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(10)
    expect(told.at(-1)).toMatchObject({ number: 1, words: 12, place: expect.any(HTMLElement) as HTMLElement })
    expect(editor.view.dom.querySelector('.gap-control')).not.toBeNull()
    editor.commands.setTextSelection(10)
    expect(told.at(-1)).toEqual({ number: 1, words: 12, place: null })
    editor.commands.setTextSelection(3)
    expect(told.at(-1)).toBeNull()
    expect(editor.view.dom.querySelector('.gap-control')).toBeNull()
  })
  it('is not replaced by what is typed: that goes behind it', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(10)
    const { from, to } = editor.state.selection
    editor.view.someProp('handleTextInput', handle => handle(editor.view, from, to, 'x', () => editor.state.tr))
    expect(editor.state.doc.firstChild!.toJSON()).toEqual(p('The lamp ', gap(12), 'xwas lit.').toJSON())
  })
  it('goes with Backspace, and comes back with undo', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(10)
    editor.commands.deleteSelection()
    expect(gapsOf(editor.state.doc)).toEqual([])
    editor.commands.undo()
    expect(gapsOf(editor.state.doc).length).toBe(1)
  })
})
