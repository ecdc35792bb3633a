import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { importFiles } from '../../electron/files/import.ts'
import { plainText } from '../../electron/files/rich-text.ts'

const page = (head: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head>${head}</head><body><div class="top"/><p><a id="p1"/>The lamp.</p></body></html>`
const epub = (name: string, text: string) =>
  zipSync({
    'META-INF/container.xml': strToU8('<container><rootfile full-path="book.opf"/></container>'),
    'book.opf': strToU8(
      `<package><manifest><item id="a" href="${name}"/></manifest><spine><itemref idref="a"/></spine></package>`,
    ),
    [name]: strToU8(text),
  })
const wordsOf = async (name: string, bytes: Uint8Array) => {
  const { parts } = await importFiles([{ name, bytes }], () => undefined)
  return parts.map(({ doc }) => plainText(doc)).join('\n\n')
}

for (const head of ['<title/>', '<title />', '<script src="a.js"/>', '<style type="text/css"/>', '<title>T</title>']) {
  it(`an XHTML page with ${head} is read whole`, async () => {
    expect(await wordsOf('a.xhtml', strToU8(page(head)))).toBe('The lamp.')
  })
  for (const name of ['one.xhtml', 'one.html'])
    it(`a book’s ${name} with ${head} is read whole`, async () => {
      expect(await wordsOf('a.epub', epub(name, page(head)))).toBe('The lamp.')
    })
}
it('in HTML, as in a browser, only the end tag closes an element', async () => {
  expect(await wordsOf('a.html', strToU8('<p>Seen.</p><script src="a.js"/><p>In the script.</p>'))).toBe('Seen.')
})
