// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { endSurprise, showSurprise, surpriseExtension, surpriseOf } from '../../../renderer/editor/surprise.ts'
import { quietExtensions } from './quiet-extensions.ts'

let editor: Editor
afterEach(() => editor.destroy())

/** `one` stands at 1 to 4, `two` at 5 to 8. */
function shown(onChange = vi.fn()): Editor {
  editor = new Editor({ extensions: [...quietExtensions, surpriseExtension(onChange)], content: '<p>one two</p>' })
  const words = [
    { from: 1, to: 4, text: 'one', nats: 0.1 },
    { from: 5, to: 8, text: 'two', nats: 9 },
  ]
  editor.view.dispatch(showSurprise(editor.state.tr, { words, below: 8, say: nats => `${nats} nats` }))
  return editor
}

const words = () => surpriseOf(editor.state)?.words.map(({ text, from, to }) => `${text} ${from}-${to}`)
const marked = () => Array.from(editor.view.dom.querySelectorAll('.surprise'), it => it.textContent)

describe('the surprise view', () => {
  it('marks each word by how surprising it is, and changes no text', () => {
    const before = shown().getHTML()
    expect(marked()).toEqual(['one', 'two'])
    const levels = Array.from(editor.view.dom.querySelectorAll<HTMLElement>('.surprise'), it => it.dataset['surprise'])
    expect(levels).toEqual(['foreseen', 'very'])
    expect(editor.getHTML()).toBe(before)
  })
  it('follows its words, and forgets those that are changed', () => {
    shown().commands.insertContentAt(1, 'so ')
    expect(words()).toEqual(['one 4-7', 'two 8-11'])
    editor.view.dispatch(editor.state.tr.insertText('x', 9))
    expect(words()).toEqual(['one 4-7'])
    expect(marked()).toEqual(['one'])
  })
  it('goes with its last word', () => {
    const told = vi.fn()
    shown(told).commands.setContent('<p>other</p>')
    expect(surpriseOf(editor.state)).toBeNull()
    expect(told).toHaveBeenLastCalledWith(null)
  })
  it('goes when it is put away, and is no step of undo', () => {
    shown()
    editor.view.dispatch(endSurprise(editor.state.tr))
    expect(marked()).toEqual([])
    expect(editor.can().undo()).toBe(false)
  })
})
