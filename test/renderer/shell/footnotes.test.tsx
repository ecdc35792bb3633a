// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { OpenEditor } from '../../../renderer/editor/Editor.tsx'
import { footnoteText } from '../../../renderer/editor/footnote.ts'
import { beginPreview, endPreview, infillPreview } from '../../../renderer/editor/infill/preview.ts'
import { Region } from '../../../renderer/editor/region.ts'
import { useFootnotes } from '../../../renderer/shell/use-footnotes.tsx'
import { createNotices } from '../../../renderer/state/notices.ts'
import { doc, note, p } from '../../support/page.ts'
import { quietExtensions } from '../editor/quiet-extensions.ts'

const content = doc(p('The lamp was lit', note('By Anna.'), ' at dusk.'))
const known = 17

let root: Root
let editor: Editor
let footnotes: ReturnType<typeof useFootnotes>
let arrive: (open: OpenEditor) => void
const notices = createNotices()

function Footnotes() {
  const [open, setOpen] = useState<OpenEditor | null>(null)
  arrive = setOpen
  footnotes = useFootnotes(notices, open)
  return footnotes.card
}
const does = (what: () => unknown) =>
  act(() => {
    what()
  })

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  root = createRoot(document.createElement('div'))
  does(() => root.render(<Footnotes />))
  const preview = infillPreview({ onKey: () => false, onAim: () => undefined, onEdited: () => undefined })
  const element = document.body.appendChild(document.createElement('div'))
  const extensions = [...quietExtensions, Region, preview, ...footnotes.extra]
  editor = new Editor({ element, extensions, content: content.toJSON() as object })
  does(() => arrive({ document: 'd', editor, draft: () => undefined } as unknown as OpenEditor))
  editor.view.dom.focus()
})
afterEach(() => {
  does(() => {
    editor.destroy()
    root.unmount()
  })
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const field = () => document.querySelector<HTMLTextAreaElement>('textarea')
const notes = () => {
  const all: string[] = []
  editor.state.doc.descendants(node => {
    if (node.type.name === 'footnote') all.push(footnoteText(node))
  })
  return all
}
const caret = (at: number) => does(() => editor.commands.setTextSelection(at))
const pass = (at: number) => does(() => editor.commands.setNodeSelection(at))
const begin = () => does(() => editor.view.dispatch(beginPreview(editor.state.tr, [{ from: 1, to: 4 }])))
const end = () => does(() => editor.view.dispatch(endPreview(editor.state.tr)))
function type(text: string): void {
  for (const letter of text)
    does(() => {
      Reflect.set(HTMLTextAreaElement.prototype, 'value', field()!.value + letter, field())
      field()!.dispatchEvent(new Event('input', { bubbles: true }))
    })
}

it('one that is put in has the keys, and is one undo step with what is written into it at once', () => {
  caret(4)
  does(footnotes.insert)
  expect(document.activeElement).toBe(field())
  type('A bright one.')
  expect(notes()).toEqual(['A bright one.', 'By Anna.'])
  does(() => editor.commands.undo())
  expect(notes()).toEqual(['By Anna.'])
})
it('what is written into one later is an undo step of its own', () => {
  caret(4)
  does(footnotes.insert)
  type('One')
  does(() => field()!.blur())
  does(() => field()!.focus())
  type('!')
  does(() => editor.commands.undo())
  expect(notes()).toEqual(['One', 'By Anna.'])
})
it('none is put in while the page shows what a run writes, and that is said', () => {
  begin()
  caret(10)
  does(footnotes.insert)
  expect(notes()).toEqual(['By Anna.'])
  expect(notices.store.getState().map(({ text }) => text)).toEqual([expect.stringContaining('preview')])
  end()
  pass(known)
  expect(field()).not.toBeNull()
  expect(document.activeElement).not.toBe(field())
})
it('one that is passed does not take the keys after the card of a new one went for a run', () => {
  caret(4)
  does(footnotes.insert)
  type('One')
  begin()
  expect(field()).toBeNull()
  end()
  pass(known + 1)
  expect(document.activeElement).not.toBe(field())
  does(() => field()!.focus())
  type('!')
  does(() => editor.commands.undo())
  expect(notes()).toEqual(['One', 'By Anna.'])
})
