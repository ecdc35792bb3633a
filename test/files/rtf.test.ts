import { encode } from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../electron/files/rich-text.ts'
import { readRtf } from '../../electron/files/rtf/read.ts'
import type { Losses } from '../../electron/files/losses.ts'
import { notesIn } from './support.ts'

const read = (body: string, head = String.raw`\ansi\ansicpg1252\deff0`) => {
  const losses: Losses = new Map()
  const doc = readRtf(`{\\rtf1${head}${body}}`, 'a.rtf', losses)
  return { words: plainText(doc), notes: notesIn(doc.content), losses: [...losses] }
}
const hex = (words: string, encoding: string) =>
  Array.from(encode(words, encoding), byte => `\\'${byte.toString(16).padStart(2, '0')}`).join('')

describe('letters are read as their font has them:', () => {
  function reads(charset: number, encoding: string, words: string) {
    it(`\\fcharset${charset} as ${encoding}`, () => {
      const fonts = `{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fnil\\fcharset${charset} Other;}}`
      const { words: said } = read(
        `${fonts}\\f0 caf\\'e9 {\\f1 ${hex(words, encoding)}} \\'e9\\f1 ${hex(words, encoding)}\\plain \\'e9`,
      )
      expect(said).toBe(`café ${words} é${words}é`)
    })
  }
  reads(204, 'cp1251', 'Привет')
  reads(238, 'cp1250', 'žluťoučký kůň')
  reads(161, 'cp1253', 'Καλημέρα')
  reads(162, 'cp1254', 'İstanbul ığş')
  reads(177, 'cp1255', 'שלום')
  reads(178, 'cp1256', 'سلام')
  reads(186, 'cp1257', 'ąčęė')
  reads(222, 'cp874', 'สวัสดี')
  reads(128, 'shift_jis', '吾輩は猫')
  reads(129, 'cp949', '안녕')
  reads(134, 'gbk', '大道之行')
  reads(136, 'big5', '臺灣')
  reads(1, 'cp1252', 'Öl')

  const russian = hex('Привет', 'cp1251')
  it('those of the font that a file has where it names none', () => {
    const fonts = String.raw`{\fonttbl\f3\fcharset0 Times;\f5\fcharset204 Other;}`
    expect(read(`${fonts}${russian} {\\f3 \\'e9}`, String.raw`\ansi\ansicpg1252\deff5`).words).toBe('Привет é')
  })
  it('but those of a file in UTF-8 are that in every font', () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset204 Times;}}\f0 `
    expect(read(fonts + hex('Привет', 'utf-8'), String.raw`\ansi\ansicpg65001`).words).toBe('Привет')
  })
})

describe('text that was struck out while changes were tracked', () => {
  function says(what: string, body: string, words: string) {
    it(what, () => {
      const { words: said, notes, losses } = read(body)
      expect([said, notes, losses]).toEqual([words, [], []])
    })
  }
  says('is gone to the end of its group', String.raw`The {\deleted old \'e9 }lamp.`, 'The lamp.')
  says('is gone until it is switched off', String.raw`The \deleted old\line\deleted0  lamp.`, 'The  lamp.')
  says('is gone until formatting is', String.raw`The \deleted old \plain lamp.`, 'The lamp.')
  says('takes the end of a paragraph with it', String.raw`The{\deleted \par old\par} lamp.\par`, 'The lamp.')
  says('takes its notes and pictures with it', String.raw`So{\deleted {\footnote Why.}{\pict 00}}.`, 'So.')
})

describe('a field', () => {
  it('that leads somewhere is told as a lost link, and keeps its words', () => {
    const link = String.raw`See {\field{\*\fldinst{HYPERLINK "https://example.org/"}}{\fldrslt {there}}}.`
    expect(read(link)).toEqual({ words: 'See there.', notes: [], losses: [['link', 1]] })
  })
  it('that counts pages is no link', () => {
    expect(read(String.raw`{\field{\*\fldinst PAGE}{\fldrslt 7}}`)).toEqual({ words: '7', notes: [], losses: [] })
  })
})
