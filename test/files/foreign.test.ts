import { expect, it } from 'vitest'
import { importFiles } from '../../electron/files/import.ts'
import { inEditor } from '../support/documents.ts'
import { made, needs } from '../support/programs.ts'
import { notesIn, sampler } from './support.ts'

// Files as another program writes them, read by ours.
const markdown = `---\ntitle: The Tide\nauthor: A. N. Author\n---\n\n${sampler}\nA note[^1].\n\n[^1]: Said below.\n`
const BODY = [
  'heading("Below")',
  'paragraph("First ", italic("slanted"), ", ", bold("strong"), ", ", bold(italic("both")), ", ", strike("gone"), ", ", code("code"), " and a ", link("link"), ".")',
  'blockquote(paragraph("Quoted words."))',
  'bulletList(listItem(paragraph("one")), listItem(paragraph("two"), bulletList(listItem(paragraph("inner")))))',
  'orderedList(listItem(paragraph("first")), listItem(paragraph("second")))',
  'codeBlock("a = 1\\n  b = 2")',
  'horizontalRule',
  'paragraph("After the break, “quotes” — and 東京.")',
]

function reads(kind: string, change: (expected: string[]) => string[] = it => it) {
  it(`reads what pandoc writes as ${kind}`, needs('pandoc'), async () => {
    const bytes = made('pandoc', ['-s', '-f', 'markdown', '-t', kind === 'htm' ? 'html' : kind, '-o', '-'], markdown)
    const { parts, title, losses } = await importFiles([{ name: `tide.${kind}`, bytes }], () => undefined)
    const blocks = parts.flatMap(part => inEditor(part.doc).content.content.map(String))
    for (const block of change(BODY)) expect(blocks).toContain(block)
    expect(parts.flatMap(part => notesIn(part.doc.content))).toEqual(['Said below.'])
    expect(title).toBe(kind === 'rtf' ? 'tide' : 'The Tide')
    expect(losses.map(it => it.kind)).not.toContain('footnote')
  })
}
reads('docx')
reads('odt')
reads('htm')
reads('epub')
// Of what pandoc writes as RTF, lists, quotations and code can be told by their looks alone.
reads('rtf', blocks => blocks.filter(block => /^heading|After the break/.test(block)))
