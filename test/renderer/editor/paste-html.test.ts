// @vitest-environment jsdom
import { generateJSON } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from '../../../renderer/editor/paste-html.ts'
import { quietExtensions } from './quiet-extensions.ts'

type Json = Readonly<{ type: string; text?: string; content?: Json[]; marks?: { type: string }[] }>

/** A document in a line: `p(...)`, marks before the text they are on. */
function brief(node: Json): string {
  if (node.text !== undefined) return [...(node.marks ?? []).map(mark => mark.type), `“${node.text}”`].join(' ')
  return `${node.type}(${(node.content ?? []).map(brief).join(' ')})`
}
function read(html: string): string {
  const doc = generateJSON(cleanHtml(html).html, quietExtensions) as Json
  return (doc.content ?? []).map(brief).join(' ')
}

describe('Google Docs', () => {
  it('keeps bold, italic and struck words, and nothing of the wrapper', () => {
    const html =
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">plain </span><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span><span style="text-decoration:line-through"> gone</span></p><br><p><span>next</span></p></b>'
    expect(read(html)).toBe('paragraph(“plain ” bold “bold” italic “ slanted” strike “ gone”) paragraph(“next”)')
  })
})

describe('Word', () => {
  const item = (mark: string, text: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style="mso-list:Ignore">${mark}<span>&nbsp;&nbsp;</span></span><!--[endif]-->${text}<o:p></o:p></p>`
  it('makes lists of its list paragraphs', () => {
    expect(read(`<p>before</p>${item('·', 'one')}${item('·', 'two')}<p>after</p>`)).toBe(
      'paragraph(“before”) bulletList(listItem(paragraph(“one”)) listItem(paragraph(“two”))) paragraph(“after”)',
    )
  })
  it('tells numbers from bullets', () => {
    expect(read(item('1.', 'one') + item('2.', 'two'))).toBe(
      'orderedList(listItem(paragraph(“one”)) listItem(paragraph(“two”)))',
    )
  })
  it('leaves its style sheets and comments behind', () => {
    expect(read('<style>p { color: red }</style><!--StartFragment--><p>kept</p><!--EndFragment-->')).toBe(
      'paragraph(“kept”)',
    )
  })
})

describe('the web', () => {
  it('counts pictures and leaves them out', () => {
    const clean = cleanHtml('<p>a <img src="https://example.org/x.png" onerror="alert(1)"> b</p><img src="data:,">')
    expect(clean.pictures).toBe(2)
    expect(clean.html).not.toContain('img')
  })
  it('runs and keeps no script', () => {
    expect(read('<p onclick="x()">a<script>alert(1)</script>b</p>')).toBe('paragraph(“ab”)')
  })
  it('drops a link to neither web nor mail', () => {
    expect(read('<p><a href="ftp://example.org">far</a></p>')).toBe('paragraph(“far”)')
  })
  it('keeps a web link and drops one that would run', () => {
    expect(read('<p><a href="https://example.org">here</a> <a href="javascript:alert(1)">there</a></p>')).toBe(
      'paragraph(link “here” “ there”)',
    )
  })
  it('makes plain words of what the schema does not know', () => {
    expect(read('<table><tr><td>cell</td></tr></table><p><u>under</u></p>')).toBe(
      'paragraph(“cell”) paragraph(“under”)',
    )
  })
})
