// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isKnownContent } from '../../../renderer/editor/content.ts'
import { isKeptAddress } from '@contract/address.ts'
import { studioExtensions } from '../../../renderer/editor/schema.ts'
import { quietExtensions } from './quiet-extensions.ts'

// jsdom lays nothing out; ProseMirror asks all the same when it scrolls to the caret.
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  document.elementFromPoint = () => null
})

/** jsdom has no ClipboardEvent; these carry no files. */
const paste = new Event('paste') as ClipboardEvent

let open: Editor | null = null
let refused: string[] = []
let quotes = true
afterEach(() => {
  open?.destroy()
  refused = []
  quotes = true
})

function edit(content: string): Editor {
  open?.destroy()
  const element = document.createElement('div')
  document.body.append(element)
  open = new Editor({
    element,
    content,
    injectCSS: false,
    extensions: studioExtensions({ typographicQuotes: () => quotes, onRefused: sentence => refused.push(sentence) }),
  })
  open.commands.setTextSelection(open.state.doc.content.size)
  return open
}

/** The HTML without the record of where text came from. */
const plainHtml = (editor: Editor) => editor.getHTML().replace(/<span data-origin[^>]*>(.*?)<\/span>/g, '$1')

/** Types as a keyboard would, input rules included. */
function type(editor: Editor, text: string): void {
  for (const character of text) {
    const { from, to } = editor.state.selection
    const insert = () => editor.state.tr.insertText(character, from, to)
    const handled = editor.view.someProp('handleTextInput', handle =>
      handle(editor.view, from, to, character, insert) ? true : undefined,
    )
    if (!handled) editor.view.dispatch(insert())
  }
}

describe('typing', () => {
  function types(name: string, text: string, html: string) {
    it(name, () => {
      const editor = edit('')
      type(editor, text)
      expect(editor.getHTML()).toBe(html)
    })
  }
  types('makes a heading', '## Two', '<h2>Two</h2>')
  types('makes no heading of four', '#### Four', '<p>#### Four</p>')
  types('makes a list', '- one', '<ul><li><p>one</p></li></ul>')
  types('makes a numbered list', '1. one', '<ol><li><p>one</p></li></ol>')
  types('makes a quotation', '> said', '<blockquote><p>said</p></blockquote>')
  types('makes bold', 'a **b** c', '<p>a <strong>b</strong> c</p>')
  types('makes italic', 'a *b* c', '<p>a <em>b</em> c</p>')
  types('makes code', 'a `b` c', '<p>a <code>b</code> c</p>')
  types('makes a highlight', 'a ==b== c', '<p>a <mark>b</mark> c</p>')
  types('makes a link', '[a](https://example.org) ', '<p><a href="https://example.org">a</a> </p>')
  types('turns quotes', '"Don\'t," he said.', '<p>“Don’t,” he said.</p>')
  types('turns dashes and dots', 'a -- b...', '<p>a — b…</p>')
  types('leaves fractions and arrows', '1/2 -> (c)', '<p>1/2 -&gt; (c)</p>')

  it('leaves quotes straight when the writer wants them so', () => {
    quotes = false
    const editor = edit('')
    type(editor, '"no"')
    expect(editor.getText()).toBe('"no"')
  })
  it('leaves quotes straight in code', () => {
    const editor = edit('<pre><code>x</code></pre>')
    editor.commands.setTextSelection(2)
    type(editor, '"')
    expect(editor.getText()).toContain('"')
  })
})

describe('pasting', () => {
  it('splits plain text at blank lines', () => {
    const editor = edit('')
    editor.view.pasteText('one\nverse\n\ntwo', paste)
    expect(plainHtml(editor)).toBe('<p>one<br>verse</p><p>two</p>')
  })
  it('joins the text around it', () => {
    const editor = edit('<p>ab</p>')
    editor.commands.setTextSelection(2)
    editor.view.pasteText('1\n\n2', paste)
    expect(plainHtml(editor)).toBe('<p>a1</p><p>2b</p>')
  })
  it('drops NUL and lone surrogates, in a code block too', () => {
    const editor = edit('<pre><code>x</code></pre>')
    editor.commands.setTextSelection(2)
    editor.view.pasteText('a\u0000\ud800b', paste)
    expect(editor.getText()).toContain('xab')
  })
  it('says that a picture was left out', () => {
    const editor = edit('')
    editor.view.pasteHTML('<p>te<img src="x.png">xt</p>', paste)
    expect(editor.getText()).toBe('text')
    expect(refused).toHaveLength(1)
  })
})

describe('the clipboard', () => {
  const origins = (editor: Editor) =>
    Array.from(editor.view.dom.querySelectorAll<HTMLElement>('.origin'), it => [it.dataset['origin'], it.textContent])
  const model = '<p>own <span data-origin="model" data-run="r" data-day="2026-01-02">theirs</span></p>'

  it('keeps who wrote what inside the studio', () => {
    const editor = edit(model)
    editor.commands.selectAll()
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content())
    editor.commands.deleteSelection()
    editor.view.pasteHTML(dom.innerHTML, paste)
    expect(plainHtml(editor)).toBe('<p>own theirs</p>')
    expect(origins(editor)).toEqual([['model', 'theirs']])
    expect(editor.view.dom.querySelector<HTMLElement>('.origin')!.dataset).toMatchObject({
      run: 'r',
      day: '2026-01-02',
    })
  })
  it('brings text of other programs as pasted, as HTML or plain', () => {
    const editor = edit('<p>own</p>')
    editor.view.pasteHTML('<p>a <b>b</b></p>', paste)
    editor.view.pasteText(' c', paste)
    expect(editor.getText()).toBe('owna b c')
    expect(origins(editor).every(([kind]) => kind === 'pasted')).toBe(true)
    expect(
      origins(editor)
        .map(([, text]) => text)
        .join(''),
    ).toBe('a b c')
  })
  it('takes a forged record for none', () => {
    const editor = edit('<p></p>')
    editor.view.pasteHTML('<p><span data-origin="nobody">x</span></p>', paste)
    expect(origins(editor)).toEqual([['pasted', 'x']])
  })
})

describe('keys', () => {
  it('Ctrl+Enter changes nothing: it belongs to the passage', () => {
    const editor = edit('<p>a</p>')
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
    expect(editor.getHTML()).toBe('<p>a</p>')
  })
  it('Shift+Enter breaks the line', () => {
    const editor = edit('<p>a</p>')
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true }))
    expect(editor.getHTML()).toBe('<p>a<br></p>')
  })
  it('a click on a link goes nowhere', () => {
    const editor = edit('<p><a href="https://example.org">a</a></p>')
    for (const name of ['click', 'auxclick']) {
      const click = new MouseEvent(name, { bubbles: true, cancelable: true, ctrlKey: true })
      editor.view.dom.querySelector('a')?.dispatchEvent(click)
      expect(click.defaultPrevented).toBe(true)
    }
  })
})

describe('content', () => {
  it('that this version knows may be edited', () =>
    expect(isKnownContent(quietExtensions, { type: 'doc', content: [{ type: 'paragraph' }] })).toBe(true))
  it('with an unknown node may not', () =>
    expect(isKnownContent(quietExtensions, { type: 'doc', content: [{ type: 'chart' }] })).toBe(false))
  it('with an unknown mark may not', () =>
    expect(
      isKnownContent(quietExtensions, {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'glow' }] }] }],
      }),
    ).toBe(false))
  it('in the wrong place may not', () =>
    expect(isKnownContent(quietExtensions, { type: 'doc', content: [{ type: 'listItem' }] })).toBe(false))
})

describe('links', () => {
  function keeps(address: string, kept: boolean) {
    it(`${kept ? 'keeps' : 'refuses'} ${address}`, () => expect(isKeptAddress(address)).toBe(kept))
  }
  keeps('https://example.org/a', true)
  keeps('mailto:me@example.org', true)
  keeps('javascript:alert(1)', false)
  keeps('java\nscript:alert(1)', false)
  keeps('file:///etc/passwd', false)
  keeps('app://studio/index.html', false)
  keeps('data:text/html,x', false)
})
