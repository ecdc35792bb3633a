import { unzipSync } from 'fflate'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docxOf } from '../../electron/files/docx/write.ts'
import { epubOf } from '../../electron/files/epub/write.ts'
import { fileOf } from '../../electron/files/export.ts'
import { readEpub } from '../../electron/files/epub/read.ts'
import { made, needs } from '../support/programs.ts'
import { book, sampler } from './support.ts'

// Files as ours writes them, read by other programs. jsdom, whose parser of XML is a strict one, comes without types.
type Dom = Readonly<{ JSDOM: new (html: string) => { window: Window & typeof globalThis } }>
const parser: string = 'jsdom'
const jsdom = (await import(parser)) as Dom

const tide = book({ 'One & only': sampler, Two: 'Second *chapter*.' })
const epub = epubOf(tide, new Date(1_700_000_000_000))

describe('a Word file', () => {
  it('is read by pandoc as it was meant', needs('pandoc'), async () => {
    const markdown = made('pandoc', ['-s', '-f', 'docx', '-t', 'markdown'], await docxOf(tide)).toString()
    expect(markdown).toContain('# One & only')
    expect(markdown).toContain('First *slanted*, **strong**, ***both***, ~~gone~~')
    expect(markdown).toContain('[link](https://example.org/)')
    expect(markdown).toContain('> Quoted words.')
    expect(markdown).toMatch(/-\s+two\n\s+-\s+inner/)
    expect(markdown).toMatch(/1\.\s+first\n+2\.\s+second/)
    expect(markdown).toContain('title: The Tide & Other')
  })
})

describe('an EPUB', () => {
  const files = unzipSync(epub)
  const text = (name: string) => new TextDecoder().decode(files[name])
  const xml = new jsdom.JSDOM('').window
  const parsed = (name: string) => {
    const type = name.endsWith('.xhtml') ? 'application/xhtml+xml' : 'application/xml'
    return new xml.DOMParser().parseFromString(text(name), type)
  }

  it('is a sound archive', needs('unzip'), () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-test-'))
    try {
      writeFileSync(join(folder, 'a.epub'), epub)
      expect(made('unzip', ['-t', join(folder, 'a.epub')]).toString()).toContain('No errors detected')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  // The rules of epubcheck that a book of text alone can break: OCF 3.3 and EPUB 3.3, by their names there.
  it('begins with its type, stored and without extra field (PKG-005 to PKG-007)', () => {
    const head = new TextDecoder('latin1').decode(epub.subarray(0, 58))
    expect(head.slice(30)).toBe('mimetypeapplication/epub+zip')
    expect([epub[8], epub[9], epub[28], epub[29]]).toEqual([0, 0, 0, 0])
  })
  it('holds well-formed XML only (RSC-016)', () => {
    for (const name of Object.keys(files).filter(it => /\.(?:xhtml|opf|ncx|xml)$/.test(it)))
      expect(parsed(name).querySelector('parsererror'), name).toBeNull()
  })
  it('says where its package is, and what a package must say (RSC-002, RSC-005)', () => {
    expect(parsed('META-INF/container.xml').querySelector('rootfile')?.getAttribute('full-path')).toBe(
      'EPUB/package.opf',
    )
    const opf = parsed('EPUB/package.opf')
    const id = opf.documentElement.getAttribute('unique-identifier')
    expect(opf.getElementById(id ?? '')?.textContent).toMatch(/^urn:uuid:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(opf.getElementsByTagName('dc:title')[0]?.textContent).toBe(tide.title)
    expect(opf.getElementsByTagName('dc:language')[0]?.textContent).toBe('en')
    expect(opf.querySelectorAll('meta[property="dcterms:modified"]')).toHaveLength(1)
    expect(opf.querySelector('meta[property="dcterms:modified"]')?.textContent).toBe('2023-11-14T22:13:20Z')
  })
  it('lists every file once, and none that is not there (OPF-003, RSC-001, OPF-074)', () => {
    const hrefs = [...parsed('EPUB/package.opf').querySelectorAll('item')].map(item => item.getAttribute('href'))
    const there = Object.keys(files).filter(name => name.startsWith('EPUB/') && !name.endsWith('.opf'))
    expect(hrefs.map(href => `EPUB/${href}`).sort()).toEqual(there.sort())
  })
  it('has ids once in a file, and a spine of listed files (OPF-049, RSC-005)', () => {
    for (const name of Object.keys(files).filter(it => /\.(?:xhtml|opf|ncx)$/.test(it))) {
      const ids = [...parsed(name).querySelectorAll('[id]')].map(element => element.id)
      expect(new Set(ids).size, name).toBe(ids.length)
    }
    const opf = parsed('EPUB/package.opf')
    const items = new Set([...opf.querySelectorAll('item')].map(item => item.id))
    const spine = [...opf.querySelectorAll('itemref')].map(item => item.getAttribute('idref') ?? '')
    expect(spine.every(id => items.has(id))).toBe(true)
    expect(new Set(spine).size).toBe(spine.length)
  })
  it('has one table of contents, in spine order, with nothing empty in it (RSC-007, NAV-011)', () => {
    const opf = parsed('EPUB/package.opf')
    expect(opf.querySelectorAll('item[properties~="nav"]')).toHaveLength(1)
    const links = [...parsed('EPUB/nav.xhtml').querySelectorAll('nav a')]
    expect(links.map(link => link.textContent)).toEqual([tide.title, 'One & only', 'Two'])
    expect(links.map(link => `EPUB/${link.getAttribute('href')}`).every(name => name in files)).toBe(true)
  })
  it('has a title in every file, and refers to nothing outside (RSC-006, RSC-017)', () => {
    for (const name of Object.keys(files).filter(it => it.endsWith('.xhtml'))) {
      expect(parsed(name).querySelector('title')?.textContent, name).toBeTruthy()
      expect(text(name)).not.toMatch(/(?:src|<link[^>]*href)="(?!style\.css)/)
    }
  })
  it('is read by pandoc, and by ours', needs('pandoc'), () => {
    const plain = made('pandoc', ['-f', 'epub', '-t', 'plain'], epub).toString()
    expect(plain).toContain('Second chapter.')
    const { title, author, parts } = readEpub(epub, 'tide.epub', new Map())
    expect([title, author]).toEqual([tide.title, tide.author])
    expect(parts.map(part => part.title)).toEqual([tide.title, 'One & only', 'Two'].slice(parts.length === 2 ? 1 : 0))
  })
})

describe('regions, locks and origins leave no trace in', () => {
  const marked = (words: string, type: string) => ({
    ...{ type: 'text', text: words },
    marks: [{ type, attrs: { id: 'region-7f3a', kind: 'model', run: 'run-7f3a' } }, { type: 'bold' }],
  })
  const doc = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [marked('in a reg', 'region'), marked('ion, he', 'lock'), marked('ld', 'origin')] },
    ],
  } as const
  const bare = book({}, { title: 'T', author: '', pieces: [{ title: 'T', heading: 0, doc }] })
  for (const format of ['markdown', 'html', 'pdf', 'text', 'epub', 'docx'] as const) {
    it(format, async () => {
      const bytes = await fileOf(bare, format)
      const files = format === 'epub' || format === 'docx' ? Object.values(unzipSync(bytes)) : [bytes]
      const all = files.map(it => new TextDecoder().decode(it)).join('\n')
      expect(all).toContain('in a region, held')
      expect(all).not.toMatch(/7f3a|data-region|data-lock|origin-|Whose words/i)
    })
  }
})

it('a page marks whose words they are where that is wanted, and says how', async () => {
  const from = (kind: string, words: string, ...marks: string[]) => ({
    ...{ type: 'text', text: words },
    marks: [...marks.map(type => ({ type })), { type: 'origin', attrs: { kind, run: 'run-7f3a', day: '2026-11-24' } }],
  })
  const own = { type: 'text', text: 'Mine, ' }
  const code = { type: 'codeBlock', content: [own, from('pasted', 'a < b')] }
  const content = [own, from('model', 'its '), from('model', 'bold', 'bold'), from('edited', 'end', 'code')]
  const doc = { type: 'doc', content: [{ type: 'paragraph', content }, code] } as const
  const page = new TextDecoder().decode(
    await fileOf(book({}, { origins: true, pieces: [{ title: 'T', heading: 1, doc }] }), 'html'),
  )
  expect(page).toContain(
    '<p>Mine, <span class="origin-model">its </span><strong><span class="origin-model">bold</span></strong><span class="origin-edited"><code>end</code></span></p>',
  )
  expect(page).toContain('<code>Mine, <span class="origin-pasted">a &lt; b</span></code>')
  expect(page).toMatch(/<aside class="origin-legend"[^]*written by a model/)
  expect(page).toContain('.origin-model {')
  expect(page).not.toContain('7f3a')
})
