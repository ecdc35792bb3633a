import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { sample } from '../../../electron/main/sample/index.ts'
import { docFromMarkdown } from '../../../electron/main/sample/markdown.ts'
import { positionOf } from '../../../electron/main/sample/rich-text.ts'
import { Lock } from '../../../renderer/editor/lock.ts'
import { Region } from '../../../renderer/editor/region.ts'
import { studioExtensions } from '../../../renderer/editor/schema.ts'
import { documentWords, plainText } from '../../../renderer/editor/words.ts'

const options = { typographicQuotes: () => false, onRefused: () => undefined }
const schema = getSchema([...studioExtensions(options), Region, Lock])
const { documents } = sample()

describe('Markdown becomes', () => {
  function becomes(markdown: string, node: string) {
    it(JSON.stringify(markdown), () => {
      const read = schema.nodeFromJSON(docFromMarkdown(markdown))
      read.check()
      expect(read.toString()).toBe(`doc(${node})`)
    })
  }
  becomes('a', 'paragraph("a")')
  becomes('a\n\nb', 'paragraph("a"), paragraph("b")')
  becomes('one line\nand the next', 'paragraph("one line and the next")')
  becomes('## a', 'heading("a")')
  becomes('> a', 'blockquote(paragraph("a"))')
  becomes('- a\n- b', 'bulletList(listItem(paragraph("a")), listItem(paragraph("b")))')
  becomes('1. a', 'orderedList(listItem(paragraph("a")))')
  becomes('- a\n\n  b', 'bulletList(listItem(paragraph("a"), paragraph("b")))')
  becomes('```ini\na = 1\n\nb\n```', 'codeBlock("a = 1\\n\\nb")')
  becomes('a\n\n---\n\nb', 'paragraph("a"), horizontalRule, paragraph("b")')
  becomes('*a* **b** ~~c~~', 'paragraph(italic("a"), " ", bold("b"), " ", strike("c"))')
  becomes('`a&lt;b` & \\*', 'paragraph(code("a&lt;b"), " & *")')
  becomes('a  \nb', 'paragraph("a", hardBreak, "b")')
  becomes('[a](https://b.c)', 'paragraph(link("a"))')
  becomes('x [a *b*](region:r) y', 'paragraph("x ", region("a "), italic(region("b")), " y")')
})
describe('Markdown that the sample cannot hold is refused:', () => {
  const refuses = (markdown: string) => it(markdown, () => expect(() => docFromMarkdown(markdown)).toThrow(RangeError))
  refuses('<b>a</b>')
  refuses('a &amp; b')
  refuses('<div>\na\n</div>')
  refuses('![a](b.png)')
  refuses('| a |\n| - |\n| b |')
})

describe('a position is counted as the editor counts,', () => {
  function counts(what: string, markdown: string) {
    it(what, () => {
      const doc = docFromMarkdown(`${markdown} [here](region:r)`)
      const at = positionOf(doc, node => node.text === 'here')
      expect(schema.nodeFromJSON(doc).resolve(at ?? 0).nodeAfter?.text).toBe('here')
    })
  }
  counts('past blocks', '# a\n\nb')
  counts('past a scene break', 'a\n\n---\n\nb')
  counts('past a line break', 'a  \nb')
  counts('in a list', 'a\n\n- b\n- c')
})

describe('the sample', () => {
  for (const { title, doc, text, words, caret } of documents) {
    const node = schema.nodeFromJSON(doc)
    it(`${title} is a document of the editor`, () => node.check())
    it(`${title} has the text and the words that the editor will count`, () => {
      expect(text).toBe(plainText(node))
      expect(words).toBe(documentWords(node))
    })
    it(`${title} says first which key to press`, () => {
      expect(node.firstChild?.textContent).toMatch(/Ctrl\+Enter.*⌘\+Enter/)
    })
    it(`${title} opens with the caret in a text`, () => {
      expect(node.resolve(caret.anchor).parent.isTextblock).toBe(true)
    })
    it(`${title} is typeset`, () => expect(prose(node)).not.toMatch(/['"]|--/))
  }
  it('is a story of about 1,500 words with one marked sentence, the caret in it', () => {
    const { doc, words, caret } = documents[0]!
    const story = schema.nodeFromJSON(doc)
    const marked: string[] = []
    story.descendants(node => {
      if (node.marks.some(mark => mark.type.name === 'region')) marked.push(node.text ?? '')
    })
    expect(words).toBeGreaterThan(1_400)
    expect(words).toBeLessThan(1_700)
    expect(marked).toEqual(['He looked at the tower for a long time before he picked up his bag.'])
    expect(
      story
        .resolve(caret.anchor)
        .marks()
        .map(mark => mark.type.name),
    ).toEqual(['region'])
  })
  it('shows every kind of block and mark that a manual needs', () => {
    const kinds = new Set<string>()
    schema.nodeFromJSON(documents[1]!.doc).descendants(node => {
      for (const { type } of [node, ...node.marks]) kinds.add(type.name)
    })
    for (const kind of [
      'heading',
      'bulletList',
      'orderedList',
      'codeBlock',
      'blockquote',
      'bold',
      'italic',
      'code',
      'link',
    ])
      expect(kinds).toContain(kind)
  })
})

/** The text outside code. */
function prose(doc: Node): string {
  const parts: string[] = []
  doc.descendants((node, _at, parent) => {
    const isCode = parent?.type.spec.code === true || node.marks.some(mark => mark.type.spec.code === true)
    if (node.isText && !isCode) parts.push(node.text ?? '')
  })
  return parts.join(' ')
}
