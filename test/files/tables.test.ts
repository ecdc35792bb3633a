import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../electron/files/import.ts'
import { plainText } from '../../electron/files/rich-text.ts'
import { notesIn } from './support.ts'

const read = async (name: string, bytes: Uint8Array) => {
  const { parts, losses } = await importFiles([{ name, bytes }], () => undefined)
  const { doc } = parts[0]!
  return { lines: plainText(doc).split('\n\n'), notes: notesIn(doc.content), losses, json: JSON.stringify(doc) }
}
const html = (body: string) => read('a.html', strToU8(body))
const odt = (body: string) =>
  read(
    'a.odt',
    zipSync({ 'content.xml': strToU8(`<x><office:body><office:text>${body}</office:text></office:body></x>`) }),
  )

describe('a table of a page', () => {
  function says(what: string, body: string, ...lines: string[]) {
    it(what, async () => expect((await html(body)).lines).toEqual(lines))
  }
  says(
    'has a blank between the paragraphs of a cell',
    '<table><tr><td>So<p>One.</p><p>T<b>w</b>o.</p></td><td><ul><li>a</li><li>b</li></ul></td><td></td></tr></table>',
    'So One. Two. | a b | ',
  )
  says(
    'has the rows of one in a cell once',
    '<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>a<table><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table></td></tr></tbody></table><p>After.</p>',
    ...['Head', 'a b | c d', 'After.'],
  )
  says(
    'has its caption before it',
    '<table><caption>Of <p>tides</p></caption><tr><td>a</td></tr></table>',
    ...['Of tides', 'a'],
  )
})

describe('a table of OpenDocument', () => {
  const row = (...cells: string[]) =>
    `<table:table-row>${cells.map(cell => `<table:table-cell>${cell}</table:table-cell>`).join('')}</table:table-row>`
  const table = (...rows: string[]) => `<table:table>${rows.join('')}</table:table>`
  const p = (words: string) => `<text:p>${words}</text:p>`

  it('has a blank between the paragraphs of a cell, headings and lists among them', async () => {
    const list = `<text:list><text:list-item>${p('a')}</text:list-item></text:list>`
    const { lines, losses } = await odt(table(row(`<text:h>Head</text:h>${p('One.')}${p('Two.')}`, list)))
    expect(lines).toEqual(['Head One. Two. | a'])
    expect(losses).toEqual([{ kind: 'table', count: 1 }])
  })
  it('has the rows of one in a cell once', async () => {
    const { lines } = await odt(
      table(`<table:table-header-rows>${row(p('Head'))}</table:table-header-rows>`, row(p('a') + table(row(p('b'))))),
    )
    expect(lines).toEqual(['Head', 'a b'])
  })
})

describe('a frame of OpenDocument', () => {
  const p = (words: string) => `<text:p>${words}</text:p>`
  const box = (words: string) => `<draw:frame><draw:text-box>${words}</draw:text-box></draw:frame>`
  const image = '<draw:frame><draw:image xlink:href="a.png"><text:p/></draw:image></draw:frame>'
  function says(what: string, body: string, lines: string[], pictures = 0) {
    it(what, async () => {
      const read = await odt(body)
      expect(read.lines).toEqual(lines)
      expect(read.losses).toEqual(pictures > 0 ? [{ kind: 'picture', count: pictures }] : [])
    })
  }
  says('has its text after the paragraph that holds it', p(`Be${box(p('One.') + p('Two.'))}low.`), [
    ...['Below.', 'One.', 'Two.'],
  ])
  says('stands for a paragraph that holds nothing else', p('Before.') + p(box(p('Boxed.'))), ['Before.', 'Boxed.'])
  says(
    'is read in a heading, a span and a group',
    `<text:h>H<text:span><draw:g>${box(p('a'))}</draw:g></text:span></text:h>`,
    ['H', 'a'],
  )
  says('has the words below its picture', p(box(p(`${image}The pier.`))), ['The pier.'], 1)
  says('with a picture alone is that', p(`So${image}.`), ['So.'], 1)
  says('that stands by itself is told of too', p('So.') + image, ['So.'], 1)
  says('that is a shape has the words in it', p(`So.<draw:custom-shape>${p('In it.')}</draw:custom-shape>`), [
    ...['So.', 'In it.'],
  ])
  it('in a note is the note’s', async () => {
    const note = `<text:note><text:note-body>${p(`Why.${box(p('Boxed.'))}`)}</text:note-body></text:note>`
    const { lines, notes } = await odt(p(`So${note}.`))
    expect(lines).toEqual(['So.'])
    expect(notes).toEqual(['Why. Boxed.'])
  })
})
