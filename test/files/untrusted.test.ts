import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../electron/files/import.ts'
import { readMarkdown } from '../../electron/files/markdown/read.ts'
import { plainText } from '../../electron/files/rich-text.ts'
import { isUnsafeName, unzip } from '../../electron/files/zip.ts'
import { decoded } from '../../electron/files/text/decode.ts'
import { inEditor } from '../support/documents.ts'
import { encode } from 'iconv-lite'

const read = (name: string, bytes: Uint8Array | string) =>
  importFiles([{ name, bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes }], () => undefined)

function refuses(what: string, name: string, bytes: Uint8Array | string, sentence: RegExp) {
  it(what, async () => {
    await expect(read(name, bytes)).rejects.toThrow(sentence)
  })
}
const docx = (document: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document), ...more })
const laughs = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'

describe('refused, with a sentence:', () => {
  refuses('what is no archive', 'a.docx', 'not a zip', /^a\.docx is damaged/)
  refuses('an archive cut short', 'a.epub', docx('<a/>').subarray(0, 60), /^a\.epub is damaged/)
  refuses('a name that leads out', 'a.docx', docx('<a/>', { '../../evil.xml': strToU8('x') }), /leads out of it/)
  refuses('a name from the root', 'a.odt', zipSync({ '/etc/content.xml': strToU8('x') }), /leads out of it/)
  refuses('entities in Word', 'a.docx', docx(laughs), /declares entities/)
  refuses('entities in OpenDocument', 'a.odt', zipSync({ 'content.xml': strToU8(laughs) }), /declares entities/)
  refuses('entities in EPUB', 'a.epub', zipSync({ 'META-INF/container.xml': strToU8(laughs) }), /declares entities/)
  refuses('a nest without end', 'a.html', '<div>'.repeat(5_000), /nests more than/)
  refuses(
    'a nest of XML without end',
    'a.odt',
    zipSync({ 'content.xml': strToU8('<a>'.repeat(5_000)) }),
    /nests more than/,
  )
  refuses('a nest of RTF without end', 'a.rtf', `{\\rtf1${'{'.repeat(5_000)}`, /nests too deep/)
  refuses('RTF that is none', 'a.rtf', 'hello', /is not an RTF file/)
  refuses('a kind that nobody reads', 'a.exe', 'MZ', /of a kind that cannot be imported/)
  it('a zip bomb, before anything is unpacked', () => {
    const bomb = zipSync({ 'content.xml': new Uint8Array(300 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(() => unzip(bomb, 'a.odt', () => true)).toThrow(/would unpack to more than/)
  })
  it('a bomb that lies about its size gains nothing', () => {
    const honest = zipSync({ 'content.xml': new Uint8Array(10_000_000) }, { level: 9 })
    const lying = Uint8Array.from(honest)
    const view = new DataView(lying.buffer)
    const central = lying.length - 22 - 46 - 'content.xml'.length
    view.setUint32(22, 10, true)
    view.setUint32(central + 24, 10, true)
    expect(unzip(lying, 'a.odt', () => true).get('content.xml')?.length).toBeLessThanOrEqual(10)
  })
})

it('names that lead out of a folder are known', () => {
  for (const name of ['../a', 'a/../../b', '/a', 'C:\\a', '\\a', 'a\\..\\b', 'a\0b'])
    expect(isUnsafeName(name), name).toBe(true)
  for (const name of ['a/b.xml', 'a..b', '..a/b', 'a/...']) expect(isUnsafeName(name), name).toBe(false)
})

it('nothing of a page is run, loaded or followed', async () => {
  const html = `<p onclick="x()">Words<script>bad()</script><img src="http://127.0.0.1/x.png" onerror="bad()"><a href="javascript:bad()">link</a>
    <a href="https://example.org/">kept</a><iframe src="http://127.0.0.1/"></iframe><svg><script>bad()</script></svg></p><style>p{}</style>`
  const { parts, losses } = await read('a.html', html)
  const json = JSON.stringify(inEditor(parts[0]!.doc).toJSON())
  expect(json).not.toMatch(/bad|javascript|127\.0\.0\.1|onclick/)
  expect(json).toContain('https://example.org/')
  expect(losses).toEqual([{ kind: 'picture', count: 1 }])
})

it('aliases in front matter cannot be made to grow', () => {
  const matter = `---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\ntitle: T\n---\n\nWords.\n`
  expect(plainText(readMarkdown(matter, new Map()).doc)).toBe('Words.')
})

describe('text is read in', () => {
  const words = 'Grüße aus der Straße: “naïve café”, déjà vu. Über Öl läuft es schöner.'
  function reads(encoding: string, text = words, mark = false) {
    it(encoding + (mark ? ' with its mark' : ''), () =>
      expect(decoded(encode(text, encoding, { addBOM: mark }))).toBe(text),
    )
  }
  reads('utf-8')
  reads('utf-8', words, true)
  const russian = 'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.'
  const chinese = '大道之行也，天下为公。一人一心，一一选贤与能，讲信修睦。\n'.repeat(3)
  for (const order of ['le', 'be']) {
    reads(`utf-16${order}`, words, true)
    reads(`utf-16${order}`)
    reads(`utf-16${order}`, 'Word')
    reads(`utf-16${order}`, russian)
    reads(`utf-16${order}`, chinese)
    reads(`utf-32${order}`, words, true)
  }
  reads('utf-8', 'a stray NUL\0 is no UTF-16')
  reads('windows-1252')
  reads('windows-1251', russian)
  reads('shift_jis', '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。')
  reads('gb18030', '大道之行也，天下为公。选贤与能，讲信修睦。故人不独亲其亲，不独子其子。')
})

describe('a page is read in the encoding that it says', () => {
  function says(head: string, encoding: string, text: string) {
    it(`${head} in ${encoding}`, async () => {
      const { parts, guesses } = await read('a.html', encode(`${head}<p>${text}</p>`, encoding))
      expect([plainText(parts[0]!.doc), guesses]).toEqual([text, []])
    })
  }
  says('<meta charset="windows-1250">', 'windows-1250', 'Příliš žluťoučký kůň')
  says('<META http-equiv=Content-Type content="text/html; charset=KOI8-R">', 'koi8-r', 'Мир')
  says('<?xml version="1.0" encoding="iso-8859-2"?>', 'iso-8859-2', 'zażółć')
  says('<meta charset=iso-8859-1>', 'windows-1252', '“naïve”')
  says('<meta charset="utf-16">', 'utf-8', 'Grüße')
  says('<meta charset="utf-8">', 'utf-16le', 'Words in UTF-16')
  says('<meta charset="hex">', 'utf-8', 'Grüße')
  says('<!-- <meta charset="koi8-r"> -->', 'utf-8', 'Grüße')
})

it('says of which files the encoding was guessed', async () => {
  const words = encode('Überall naïve Grüße, schöne Öfen und große Bären.', 'windows-1252')
  const sources = ['a.txt', 'b.md', 'c.html', 'd.txt'].map(name => ({
    name,
    bytes: name === 'd.txt' ? strToU8('Öl') : words,
  }))
  const { guesses } = await importFiles(sources, () => undefined)
  expect(guesses).toEqual(['a.txt', 'b.md', 'c.html'].map(file => ({ file, encoding: 'windows-1252' })))
})
