import { Document, FootnoteReferenceRun, Packer, Paragraph, TextRun } from 'docx'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Book } from '../../electron/files/book.ts'
import { docxOf } from '../../electron/files/docx/write.ts'
import { epubOf } from '../../electron/files/epub/write.ts'
import { fileOf } from '../../electron/files/export.ts'
import { importFiles } from '../../electron/files/import.ts'
import { footnote, heading, paragraph, plainText, SCENE_BREAK, text } from '../../electron/files/rich-text.ts'
import type { RichDoc, RichNode } from '../../electron/files/rich-text.ts'
import { cut } from '../../electron/files/split.ts'
import { book, notesIn } from './support.ts'

const doc = (...content: RichNode[]): RichDoc => ({ type: 'doc', content })
const pieces = [
  {
    title: 'One',
    heading: 1,
    doc: doc(paragraph(...text('The lamp'), footnote('An oil lamp.'), ...text(' was lit.'), footnote('At dusk.'))),
  },
  { title: 'Two', heading: 1, doc: doc(paragraph(...text('The sea'), footnote('<grey> & cold'), ...text('.'))) },
]
const noted = book({}, { pieces, titlePage: false })
const all = ['An oil lamp.', 'At dusk.', '<grey> & cold']
const written = async (format: Parameters<typeof fileOf>[1], of: Book = noted) =>
  new TextDecoder().decode(await fileOf(of, format))
const read = async (name: string, bytes: Uint8Array | string) =>
  importFiles([{ name, bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes }], () => undefined)

describe('footnotes come back from', () => {
  const comesBack = (name: string, bytes: () => Promise<Uint8Array | string>) =>
    it(name, async () => {
      const { parts, losses } = await read(name, await bytes())
      expect(parts.flatMap(part => notesIn(part.doc.content))).toEqual(all)
      expect(losses).toEqual([])
      expect(JSON.stringify(parts)).not.toMatch(/↩|\[1\]|"Notes"/)
    })
  comesBack('book.md', () => written('markdown'))
  comesBack('book.html', () => written('html'))
  comesBack('book.docx', () => docxOf(noted))
  comesBack('book.epub', () => Promise.resolve(epubOf(noted, new Date(1_700_000_000_000))))
})

it('Markdown numbers them through the book, and says them at its end', async () => {
  const markdown = await written('markdown')
  expect(markdown).toContain('The lamp[^1] was lit.[^2]')
  expect(markdown).toMatch(/\[\^1\]: An oil lamp\.\n\n?\[\^2\]: At dusk\.\n\n?\[\^3\]: /)
})
it('Markdown tells a number before a colon from the note itself', async () => {
  const edge = { title: '', heading: 0, doc: doc(paragraph(footnote('Note.'), ...text(': the lamp'))) }
  const { parts } = await read('a.md', await written('markdown', book({}, { pieces: [edge], titlePage: false })))
  expect(notesIn(parts[0]!.doc.content)).toEqual(['Note.'])
})
it('one without words stays one', async () => {
  const empty = book({}, { pieces: [{ title: '', heading: 0, doc: doc(paragraph(...text('A'), footnote(''))) }] })
  for (const [name, format] of [
    ['a.md', 'markdown'],
    ['a.html', 'html'],
  ] as const) {
    const { parts } = await read(name, await written(format, { ...empty, titlePage: false }))
    expect(notesIn(parts[0]!.doc.content)).toEqual([''])
  }
})
it('plain text has their numbers in brackets', async () => {
  const plain = await written('text')
  expect(plain).toContain('The lamp[1] was lit.[2]')
  expect(plain).toMatch(/\[3\] <grey> & cold\n$/)
})
it('on paper they stand below their chapter, each under a name of its own', async () => {
  const page = await written('pdf')
  const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
  expect(ids.length).toBe(6)
  expect(new Set(ids).size).toBe(6)
  for (const [, to] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to)
})
it('a book names them as readers know them', () => {
  const files = unzipSync(epubOf(noted, new Date(1_700_000_000_000)))
  const chapter = new TextDecoder().decode(files['EPUB/c001.xhtml'])
  expect(chapter).toContain('epub:type="noteref"')
  expect(chapter).toContain('epub:type="footnote"')
})

describe('of other programs’ notes', () => {
  const odtNote = (words: string) =>
    `<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>${words}</text:p></text:note-body></text:note>`
  const odt = (body: string) =>
    zipSync({ 'content.xml': strToU8(`<x><office:body><office:text>${body}</office:text></office:body></x>`) })

  it('formatting is told as lost', async () => {
    const { parts, losses } = await read('a.md', 'So[^n].\n\n[^n]: See *Moby-Dick*, ch. 3.\n')
    expect(notesIn(parts[0]!.doc.content)).toEqual(['See Moby-Dick, ch. 3.'])
    expect(losses).toEqual([{ kind: 'footnote', count: 1 }])
  })
  it('one that nothing refers to stays text', async () => {
    const { parts } = await read('a.md', 'So.\n\n[^n]: Lost.\n')
    expect(JSON.stringify(parts)).toContain('[n] Lost.')
  })
  it('those of pandoc’s pages are taken, and its rule with them', async () => {
    const html = `<p>So<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>
      <section id="footnotes" class="footnotes" role="doc-endnotes"><hr />
      <ol><li id="fn1"><p>Said below.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>`
    const { parts, losses } = await read('a.html', html)
    expect(losses).toEqual([])
    expect(parts[0]!.doc.content.length).toBe(1)
    expect(notesIn(parts[0]!.doc.content)).toEqual(['Said below.'])
  })
  it('those of RTF are read', async () => {
    const rtf = String.raw`{\rtf1\ansi So{\super\chftn}{\footnote {\super\chftn} Said {\i below}.} it was.\par}`
    const { parts, losses } = await read('a.rtf', rtf)
    expect(notesIn(parts[0]!.doc.content)).toEqual(['Said below.'])
    expect(JSON.stringify(parts[0]!.doc)).toContain(' it was.')
    expect(losses).toContainEqual({ kind: 'footnote', count: 1 })
  })
  it('a link elsewhere stays a link', async () => {
    const { parts } = await read('a.html', '<p>See <a href="https://example.org/#fn1">there</a>.</p>')
    expect(JSON.stringify(parts)).toContain('example.org')
  })
  it('one that only a note refers to stays text', async () => {
    const { parts } = await read('a.md', 'So[^1].\n\n[^1]: See also[^2].\n\n[^2]: The second.\n')
    expect(notesIn(parts[0]!.doc.content)).toEqual(['See also[2].'])
    expect(plainText(parts[0]!.doc)).toBe('So.\n\n[2] The second.')
  })
  it('items of a list in one are words apart', async () => {
    const { parts } = await read('a.md', 'So[^1].\n\n[^1]: Of these:\n\n    - one\n    - two\n')
    expect(notesIn(parts[0]!.doc.content)).toEqual(['Of these: one two'])
  })
  it('a second one of the same name stays text', async () => {
    const { parts } = await read('a.md', 'So[^n].\n\n[^n]: First.\n\n[^n]: Second.\n')
    expect(notesIn(parts[0]!.doc.content)).toEqual(['First.'])
    expect(plainText(parts[0]!.doc)).toBe('So.\n\n[n] Second.')
  })
  it('words of OpenDocument’s are apart where they stood apart', async () => {
    const { parts } = await read(
      'a.odt',
      odt(`<text:p>So${odtNote('a<text:tab/>b<text:line-break/>c<text:s/>d')}.</text:p>`),
    )
    expect(notesIn(parts[0]!.doc.content)).toEqual(['a b c d'])
  })
  it('those of OpenDocument’s code stay text, since code holds none', async () => {
    const { parts } = await read(
      'a.odt',
      odt(`<text:p text:style-name="Preformatted_20_Text">code${odtNote('Why.')}</text:p>`),
    )
    expect(plainText(parts[0]!.doc)).toBe('code[Why.]')
  })
})

describe('of a page’s notes', () => {
  const ref = (n: number | string) => `<sup><a href="#fn${n}" role="doc-noteref">${n}</a></sup>`
  const note = (n: number | string, words: string) => `<li id="fn${n}">${words}</li>`
  const from = async (html: string) => {
    const { doc } = (await read('a.html', html)).parts[0]!
    return { words: plainText(doc), notes: notesIn(doc.content), json: JSON.stringify(doc) }
  }
  function says(what: string, html: string, words: string, ...notes: string[]) {
    it(what, async () => expect(await from(html)).toMatchObject({ words, notes }))
  }
  const list = (...items: string[]) => `<ol>${items.join('')}</ol>`

  says(
    'blanks round the number stay',
    `<p>A word${ref(1)} and more, and ${ref(2)}next ${ref(1)} <br> ${ref(2)} end </p>${list(note(1, 'One.'), note(2, 'Two.'))}`,
    'A word and more, and next \n end',
    ...['One.', 'Two.', 'One.', 'Two.'],
  )
  says(
    'one that only a note refers to stays text, and what that refers to its note',
    `<p>So${ref(1)}.</p>${list(note(1, `See ${ref(2)}.`), note(2, `The second${ref(3)}.`), note(3, 'The third.'))}`,
    'So.\n\nThe second.',
    ...['See 2.', 'The third.'],
  )
  says(
    'all words of one are kept, apart where they stood apart',
    `<p>So${ref(1)}.</p>${list(note(1, 'Loose <i>st</i>art.<p>Then<br>this</p><blockquote>Quoted</blockquote><ul><li>one</li><li>two</li></ul> End.'))}`,
    'So.',
    'Loose start. Then this Quoted one two End.',
  )
  says(
    'a way back to the text is no note, whatever it calls itself',
    `<p id="back1">So${ref(1)}.</p><p id="fnself">Here ${ref('self')}.</p><aside id="fn1">Below. <a href="#back1" class="noteref">1</a></aside><p><a href="#back1" class="noteref">Above</a></p>`,
    'So.\n\nHere self.\n\nAbove',
    'Below. 1',
  )
  says(
    'one that is referred to again below it is said again',
    `<p>So${ref(1)}.</p><aside id="fn1">Below.</aside><p>And${ref(1)}.</p>`,
    'So.\n\nAnd.',
    ...['Below.', 'Below.'],
  )
  says(
    'a number with nothing beside it stays where its note stood with it',
    `<p>So.</p><div><p>${ref(1)}</p><aside id="fn1">Below.</aside></div>`,
    'So.\n\n',
    'Below.',
  )
  it('those of code stay text, since code holds none', async () => {
    const { json } = await from(`<pre>code${ref(1)}</pre>${list(note(1, 'Of code.'))}`)
    expect(json).toContain('Of code.')
  })
})

describe('a note is all that keeps', () => {
  const alone = paragraph(footnote('Alone.'))
  const words = paragraph(...text('Words.'))

  it('a heading that says the title', async () => {
    const titled = doc(heading(1, [...text('One'), footnote('Of the title.')]), words)
    const named = book({}, { pieces: [{ title: 'One', heading: 1, doc: titled }], titlePage: false })
    for (const [name, bytes] of [
      ['a.md', await written('markdown', named)],
      ['a.html', await written('html', named)],
      ['a.docx', await docxOf(named)],
      ['a.epub', epubOf(named, new Date(1_700_000_000_000))],
    ] as const) {
      const parts = cut((await read(name, bytes)).parts, 'heading-1')
      expect(parts.map(part => [plainText(part.doc), ...notesIn(part.doc.content)])).toEqual([
        ['One\n\nWords.', 'Of the title.'],
      ])
    }
  })
  it('a part that is cut off', () => {
    const parts = cut([{ title: 'T', doc: doc(words, SCENE_BREAK, alone, SCENE_BREAK, paragraph()) }], 'scene-break')
    expect(parts.map(part => notesIn(part.doc.content))).toEqual([[], ['Alone.']])
    const gap = paragraph({ type: 'gap' })
    expect(cut([{ title: 'T', doc: doc(words, SCENE_BREAK, gap) }], 'scene-break').length).toBe(2)
  })
  it('a file of a book', async () => {
    const pieces = ['One', ''].map(title => ({ title, heading: 1, doc: doc(alone) }))
    const { parts } = await read('a.epub', epubOf(book({}, { pieces, titlePage: false }), new Date(1_700_000_000_000)))
    expect(parts.map(part => notesIn(part.doc.content))).toEqual([['Alone.'], ['Alone.']])
  })
  it('asterisks that would be a scene break', async () => {
    const { parts } = await read(
      'a.html',
      '<p>*<a href="#fn1" role="doc-noteref">1</a></p><aside id="fn1">Why.</aside>',
    )
    expect(notesIn(parts[0]!.doc.content)).toEqual(['Why.'])
  })
  it('a title in Word', async () => {
    const title = (...children: (TextRun | FootnoteReferenceRun)[]) => new Paragraph({ style: 'Title', children })
    const paper = async (...children: Paragraph[]) => {
      const footnotes = { 1: { children: [new Paragraph('Thanks.')] } }
      return read('a.docx', await Packer.toBuffer(new Document({ footnotes, sections: [{ children }] })))
    }
    const body = new Paragraph('Words.')
    const noted = await paper(title(new TextRun('Salt & Paper'), new FootnoteReferenceRun(1)), body)
    expect([noted.title, noted.losses]).toEqual(['Salt & Paper', []])
    expect(notesIn(noted.parts[0]!.doc.content)).toEqual(['Thanks.'])
    expect(plainText(noted.parts[0]!.doc)).toBe('Salt & Paper\n\nWords.')
    const plain = await paper(title(new TextRun('Salt & Paper')), body)
    expect([plain.title, plainText(plain.parts[0]!.doc)]).toEqual(['Salt & Paper', 'Words.'])
  })
})
