import { describe, expect, it } from 'vitest'
import { guessText } from '../../../renderer/panels/files-wording.ts'
import { oddsText } from '../../../renderer/panels/run-wording.ts'
import { counted, seedText, whenText } from '../../../renderer/panels/wording.ts'

const at = (text: string) => new Date(text).getTime()
const now = at('2026-05-03T10:00:00')

describe('a time', () => {
  function reads(then: string, text: string) {
    it(then, () => expect(whenText(at(then), now)).toBe(text))
  }
  reads('2026-05-03T00:00:00', 'today 00:00')
  reads('2026-05-02T23:59:00', 'yesterday 23:59')
  reads('2026-05-01T08:05:00', 'May 1 08:05')
  reads('2025-12-31T08:05:00', 'Dec 31, 2025 08:05')
})

it('counts in words', () => {
  expect([0, 1, 1204].map(count => counted(count, 'word'))).toEqual(['0 words', '1 word', '1,204 words'])
})
it('groups a seed', () => expect(seedText(4294967295)).toBe('4\u202f294\u202f967\u202f295'))

describe('the chance of a word', () => {
  function reads(chance: number, text: string) {
    it(text, () => expect(oddsText(-Math.log(chance))).toBe(text))
  }
  reads(0.99, 'almost certain')
  reads(0.62, '6 in 10')
  reads(1 / 7.1, '1 in 7')
  reads(1 / 4321, '1 in 4,300')
  reads(1e-9, 'under 1 in a million')
})

describe('a file that does not say how its letters are written', () => {
  function reads(encoding: string, letters: string) {
    it(encoding, () => expect(guessText({ file: 'a.txt', encoding })).toContain(`read as ${letters}:`))
  }
  reads('windows-1252', 'Western European letters (windows-1252)')
  reads('ISO-8859-2', 'Central European letters (ISO-8859-2)')
  reads('KOI8-R', 'Cyrillic letters (KOI8-R)')
  reads('GB18030', 'simplified Chinese (GB18030)')
  reads('Shift_JIS', 'Japanese (Shift_JIS)')
  reads('utf-7', 'utf-7')
})
