// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import fc from 'fast-check'
import type { Node } from '@tiptap/pm/model'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fit } from '../../../electron/files/fit.ts'
import type { RichNode } from '../../../electron/files/rich-text.ts'
import { footnoteText } from '../../../renderer/editor/footnote.ts'
import { footnoteControl } from '../../../renderer/editor/footnote-control.ts'
import type { FootnoteAtHand } from '../../../renderer/editor/footnote-control.ts'
import {
  footnoteNumber,
  insertFootnote,
  selectedFootnote,
  selectFootnote,
} from '../../../renderer/editor/footnote-edits.ts'
import { hitsIn } from '../../../renderer/editor/find/lines.ts'
import { finderOf } from '../../../renderer/editor/find/finder.ts'
import type { Finder } from '../../../renderer/editor/find/finder.ts'
import { replaceAll } from '../../../renderer/editor/find/replace.ts'
import { acceptTexts } from '../../../renderer/editor/infill/accept.ts'
import { beginPreview, infillPreview, isStale, previewOf } from '../../../renderer/editor/infill/preview.ts'
import { passageOf } from '../../../renderer/editor/infill/passage.ts'
import { findPassage } from '../../../renderer/editor/infill/recall.ts'
import { markedRegions, targetsBetween } from '../../../renderer/editor/infill/targets.ts'
import { namesAndNumbers, lockFound } from '../../../renderer/editor/lockable.ts'
import { Lock } from '../../../renderer/editor/lock.ts'
import { markRegion, Region } from '../../../renderer/editor/region.ts'
import { ofSession } from '../../../renderer/editor/one-step.ts'
import { isPieceOfPage, scrapDrop } from '../../../renderer/editor/scraps/scrap-drop.ts'
import { documentWords, plainText } from '../../../renderer/editor/words.ts'
import { at, code, doc, m, note, p, stateOf } from '../../support/page.ts'
import { quietExtensions } from './quiet-extensions.ts'

const content = doc(p('The lamp', note('Of oil.'), ' was lit by Anna', note('His aunt.'), ' at dusk.'), p('He slept.'))
const whole = { from: 1, to: 1 + content.firstChild!.content.size }
const notesOf = (of: Node) => {
  const notes: string[] = []
  of.descendants(node => {
    if (node.type.name === 'footnote') notes.push(footnoteText(node))
  })
  return notes
}

describe('a footnote is no text', () => {
  it('and is neither counted nor in the plain text', () => {
    expect(plainText(content)).toBe('The lamp was lit by Anna at dusk.\n\nHe slept.')
    expect(documentWords(content)).toBe(10)
  })
  it('and words are found across it', () => {
    const find = finderOf({ text: 'lamp was', wholeWord: false, matchCase: false, pattern: false }) as Finder
    expect(hitsIn(content, find).map(({ from, to }) => [from, to])).toEqual([[5, 14]])
  })
  it('and stays where what is round it is replaced', () => {
    const { tr } = stateOf(content)
    replaceAll(tr, [{ from: 5, to: 14, text: 'candle is' }])
    expect(plainText(tr.doc)).toContain('The candle is lit')
    expect(notesOf(tr.doc)).toEqual(['Of oil.', 'His aunt.'])
  })
  it('and a name behind one is a name', () => {
    const state = stateOf(doc(p('Then', note('x'), ' Anna came.')))
    const tr = lockFound(state.tr, [{ from: 1, to: 17 }], namesAndNumbers)
    expect(tr.doc.nodeAt(at(tr.doc, 'Anna').from)!.marks.map(({ type }) => type.name)).toEqual(['lock'])
  })
})

describe('a footnote that was found', () => {
  /** Which one an excerpt leads to; hits are in brackets. */
  function leads(name: string, notes: readonly string[], number: number, excerpt: string, expected: number | null) {
    it(name, () => {
      const state = stateOf(doc(p('One', ...notes.map(note))))
      const pieces = excerpt.split(/\[(.*?)\]/).map((text, i) => ({ text, hit: i % 2 === 1 }))
      const at = selectFootnote(state, number, pieces)?.selection.from
      expect(at === undefined ? null : at - 3).toBe(expected)
    })
  }
  leads('is gone to', ['Of oil.', 'Of brass.'], 2, 'Of [brass].', 2)
  leads('is gone to though one was put in before it', ['New.', 'Of oil.', 'Of brass.'], 2, 'Of [brass].', 3)
  leads('is gone to among others with the same word', ['New.', 'My lamp.', 'His lamp.'], 2, 'His [lamp].', 3)
  leads('is gone to by a part of it', ['New.', 'My lamp.', 'And his lamp shone.'], 2, '…his [lamp]…', 3)
  leads('is gone to though it was edited', ['New.', 'Of oil.', 'Of fine brass.'], 2, 'Of [brass].', 3)
  leads('is the nearest that has its words', ['A lamp!', 'New.', 'Old.', 'Lit lamp!'], 3, 'His [lamp].', 4)
  leads('is the one in its place where none has its words', ['Of oil.', 'Of tin.'], 2, 'Of [brass].', 2)
  leads('is none where it is gone', ['Of oil.'], 2, 'Of [brass].', null)
})

const previewPlugins = () => {
  const preview = infillPreview({ onKey: () => false, onAim: () => undefined, onEdited: () => undefined })
  const editor = new Editor({ extensions: [...quietExtensions, preview] })
  const plugins = editor.state.plugins.filter(plugin =>
    (plugin as unknown as { key: string }).key.startsWith('infill-preview'),
  )
  editor.destroy()
  return plugins
}

describe('a run', () => {
  it('writes on both sides of it, and reads nothing of it', () => {
    const targets = targetsBetween(content, whole.from, whole.to)
    expect(passageOf(content, targets, { strength: 1, seed: 1 }).map(({ kind, text }) => [kind, text])).toEqual([
      ['fixed', ''],
      ['region', 'The lamp'],
      ['fixed', ''],
      ['region', ' was lit by Anna'],
      ['fixed', ''],
      ['region', ' at dusk.'],
      ['fixed', '\n\nHe slept.'],
    ])
    expect(passageOf(content, targetsBetween(content, 40, 46), { strength: 1, seed: 1 })[0]!.text).not.toMatch(
      /[\ufffe\0]/,
    )
  })
  it('leaves it where it is, whatever is accepted round it', () =>
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.array(fc.string(), { minLength: 3, maxLength: 3 }), (a, b, texts) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map(it => Math.min(it, content.content.size))
        const targets = targetsBetween(content, from!, to!)
        fc.pre(targets.length > 0)
        const words = targets.map((_, i) => (texts[i % 3]! || 'x').replace(/[\ufffe\0]/g, ''))
        const tr = acceptTexts(stateOf(content).tr, targets, words)
        expect(notesOf(tr.doc)).toEqual(['Of oil.', 'His aunt.'])
      }),
    ))
  it('leaves one where it is that was put into its passage meanwhile, and says that the passage was edited', () => {
    const plain = doc(p('The lamp was lit by Anna at dusk.'))
    let state = stateOf(plain)
    state = state.reconfigure({ plugins: [...state.plugins, ...previewPlugins()] })
    state = state.apply(beginPreview(state.tr, [{ from: 1, to: 34 }]))
    expect(isStale(state)).toBe(false)
    state = state.apply(state.tr.insert(9, note('Of oil.')))
    expect(isStale(state)).toBe(true)
    const { targets } = previewOf(state)!
    fc.assert(
      fc.property(fc.array(fc.constantFrom('The', 'lamp', 'was', 'out', 'at', 'dusk.'), { minLength: 1 }), words => {
        const tr = acceptTexts(state.tr, targets, [words.join(' ')])
        expect(tr.doc.textContent).toBe(words.join(' '))
        expect(notesOf(tr.doc)).toEqual(['Of oil.'])
      }),
    )
  })
  it('is found again on both sides of it', () => {
    const targets = targetsBetween(content, whole.from, whole.to)
    const passage = passageOf(content, targets, { strength: 1, seed: 1 })
    expect(findPassage(content, passage, [])).toEqual(targets)
  })
})

describe('on the page', () => {
  beforeAll(() => {
    document.elementFromPoint = () => null
  })
  const open: Editor[] = []
  const told: (FootnoteAtHand | null)[] = []
  afterEach(() => {
    for (const editor of open.splice(0)) editor.destroy()
    told.length = 0
  })
  function edit(of: Node): Editor {
    const element = document.createElement('div')
    document.body.append(element)
    const control = footnoteControl(it => told.push(it))
    const extensions = [...quietExtensions, Region, Lock, control, scrapDrop(() => undefined)]
    const editor = new Editor({ element, extensions, content: of.toJSON() as object })
    open.push(editor)
    return editor
  }

  it('one is put behind the selection, selected, and has its number and its place', () => {
    const editor = edit(content)
    editor.commands.setTextSelection({ from: 18, to: 21 })
    editor.view.dispatch(insertFootnote(editor.state)!)
    expect(selectedFootnote(editor.state)).toBe(21)
    expect(told.at(-1)).toMatchObject({ number: 2, text: '', place: expect.any(HTMLElement) as HTMLElement })
    expect(notesOf(editor.state.doc)).toEqual(['Of oil.', '', 'His aunt.'])
    expect(footnoteNumber(editor.state.doc, 21)).toBe(2)
    editor.commands.setTextSelection(2)
    expect(told.at(-1)).toBeNull()
  })
  it('the look of the text goes on behind it, and what the text is to a run, or where it leads, does not', () => {
    const kinds = ['bold', 'italic', 'strike', 'highlight', 'link', 'code', 'region', 'lock', 'origin'] as const
    const looks = ['bold', 'italic', 'strike', 'highlight']
    fc.assert(
      fc.property(fc.subarray([...kinds]), names => {
        const content = doc(p('He ', m('slept', ...names), '.'))
        const editor = edit(content)
        editor.commands.setTextSelection(6)
        const marks = editor.state.selection.$to.marks().map(({ type }) => type.name)
        editor.view.dispatch(insertFootnote(editor.state)!)
        const put = editor.state.doc.nodeAt(6)!.marks.map(({ type }) => type.name)
        expect(put).toEqual(marks.filter(name => looks.includes(name)))
        const plain = editor.state.tr.removeMark(6, 7).doc
        expect(fit(editor.state.doc.toJSON() as RichNode)).toEqual(fit(plain.toJSON() as RichNode))
      }),
      { numRuns: 40 },
    )
  })
  it('what is typed behind one in bold text is bold', () => {
    const editor = edit(doc(p(m('He slept.', 'bold'))))
    editor.commands.setTextSelection(9)
    editor.view.dispatch(insertFootnote(editor.state)!)
    editor.view.someProp('handleTextInput', handle => handle(editor.view, 9, 10, 'x', () => editor.state.tr))
    expect(editor.state.doc.nodeAt(10)!.marks.map(({ type }) => type.name)).toEqual(['bold'])
  })
  it('one that is dragged does not pass for the words that are selected elsewhere', () => {
    const editor = edit(content)
    editor.commands.setTextSelection({ from: 1, to: 9 })
    const drags = (from: Element) => {
      const types: string[] = []
      const dataTransfer = {
        types,
        files: [],
        clearData: () => types.splice(0),
        setData: (it: string) => types.push(it),
      }
      from.dispatchEvent(Object.assign(new Event('dragstart', { bubbles: true }), { dataTransfer }))
      return isPieceOfPage(dataTransfer as unknown as DataTransfer)
    }
    expect(drags(editor.view.dom.querySelector('p')!)).toBe(true)
    expect(drags(editor.view.dom.querySelector('.footnote')!)).toBe(false)
  })
  it('none is put into code', () => {
    const editor = edit(doc(code('a = 1')))
    editor.commands.setTextSelection(3)
    expect(insertFootnote(editor.state)).toBeNull()
  })
  it('what is typed while one is selected goes behind it', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(9)
    editor.view.someProp('handleTextInput', handle => handle(editor.view, 9, 10, 'x', () => editor.state.tr))
    expect(plainText(editor.state.doc)).toContain('The lampx was')
    expect(notesOf(editor.state.doc)).toEqual(['Of oil.', 'His aunt.'])
  })
  it('writing one is one undo step', () => {
    const editor = edit(content)
    editor.commands.setNodeSelection(9)
    for (const text of ['O', 'Oi', 'Oil'])
      editor.view.dispatch(ofSession(editor.state.tr.setNodeAttribute(9, 'text', text), 'one'))
    editor.view.dispatch(ofSession(editor.state.tr.setNodeAttribute(9, 'text', 'Oil!'), 'two'))
    editor.commands.undo()
    expect(notesOf(editor.state.doc)[0]).toBe('Oil')
    editor.commands.undo()
    expect(notesOf(editor.state.doc)[0]).toBe('Of oil.')
  })
  it('a region goes round it', () => {
    const editor = edit(content)
    markRegion(editor, whole)
    const { doc: marked } = editor.state
    const regions = markedRegions(marked)
    expect(regions.map(({ targets }) => targets.length)).toEqual([3])
    expect(marked.nodeAt(9)!.marks).toEqual([])
  })
  it('one is copied and pasted with what it says', () => {
    const editor = edit(content)
    editor.commands.setTextSelection({ from: 1, to: 12 })
    const html = editor.view.serializeForClipboard(editor.state.selection.content()).dom.innerHTML
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
    expect(notesOf(editor.state.doc)).toEqual(['Of oil.', 'His aunt.', 'Of oil.'])
  })
})
