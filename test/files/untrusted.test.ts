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
  reads('utf-16le', words, true)
  reads('utf-16be', words, true)
  reads('windows-1252')
  reads('windows-1251', 'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.')
  reads('shift_jis', '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。')
  reads('gb18030', '大道之行也，天下为公。选贤与能，讲信修睦。故人不独亲其亲，不独子其子。')
})
