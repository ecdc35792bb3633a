import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName } from '../../electron/files/file-name.ts'

describe('a title as the name of a file', () => {
  function named(title: string, name: string) {
    it(JSON.stringify(title.slice(0, 20)), () => expect(fileName(title)).toBe(name))
  }
  named('The Tide', 'The Tide')
  named('a/b: "c"?', 'a b c')
  named('..hidden. ', 'hidden')
  named('con', 'Untitled con')
  named('', 'Untitled')
  named('潮'.repeat(100), '潮'.repeat(60))
  named(`${'é'.normalize('NFD').repeat(60)}x`, 'é'.normalize('NFD').repeat(60))

  it('never takes more room than a file system has, nor cuts a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), title => {
        const name = fileName(title)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(190)
        expect(name.isWellFormed()).toBe(true)
        expect(name).not.toBe('')
      }),
    )
  })
})
