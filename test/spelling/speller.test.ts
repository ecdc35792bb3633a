import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDictionary } from '../../electron/spelling/dictionary.ts'
import { createSpeller, SUGGESTIONS_MAX } from '../../electron/spelling/speller.ts'

const english = join(createRequire(import.meta.url).resolve('dictionary-en'), '..')
const bytes = (ending: string) => readFileSync(join(english, `index.${ending}`))
const dictionary = readDictionary('en', bytes('aff'), bytes('dic'))
const speller = createSpeller(dictionary, ['Corrie', 'skyglim'], true)

function right(...words: string[]) {
  it(`knows ${words.join(', ')}`, () => expect(speller.misspelt(words)).toEqual([]))
}
right('lighthouse', 'Lighthouse', 'LIGHTHOUSE', 'NASA')
right('don’t', "don't", 'keeper’s', 'keepers’')
right('café', 'naïve', 'café'.normalize('NFD'))
right('Corrie', 'Corrie’s', 'skyglim')

describe('what it does not know', () => {
  it('is said, in order', () => expect(speller.misspelt(['teh', 'sea', 'lighthuose'])).toEqual(['teh', 'lighthuose']))
  it('gets suggestions, with the writer’s apostrophe', () => {
    expect(speller.suggest('lighthuose')).toEqual(['lighthouse'])
    expect(speller.suggest('dosn’t')[0]).toBe('doesn’t')
    expect(speller.suggest('teh').length).toBeLessThanOrEqual(SUGGESTIONS_MAX)
  })
  it('of great length gets none, since looking would take too long', () =>
    expect(speller.suggest('antidisestablishmentarianismm')).toEqual([]))
})

it('learns a word and forgets it again', () => {
  const own = createSpeller(dictionary, [], true)
  own.add('Skerrow’s')
  own.add('Skerrow')
  expect(own.misspelt(['Skerrow', "Skerrow's"])).toEqual([])
  expect(own.suggest('Skerow')).toContain('Skerrow')
  own.remove('Skerrow')
  own.remove('Skerrow’s')
  expect(own.misspelt(['Skerrow'])).toEqual(['Skerrow'])
})

const text = (words: string) => new TextEncoder().encode(words)
const latin1 = (words: string) => Buffer.from(words, 'latin1')
function refused(why: string, aff: Uint8Array, dic: Uint8Array, sentence: RegExp) {
  it(`refuses ${why}`, () => expect(() => readDictionary('xx', aff, dic)).toThrow(sentence))
}
describe('a dictionary’s files', () => {
  it('are read in the encoding that they name', () => {
    const read = readDictionary('de', latin1('SET ISO8859-1\nTRY e\n'), latin1('1\nfröhlich\n'))
    expect(createSpeller(read, [], false).misspelt(['fröhlich', 'frohlich'])).toEqual(['frohlich'])
  })
  refused('a picture', text('SET UTF-8\n'), new Uint8Array([137, 80, 0, 1]), /xx\.dic is no text/)
  refused('a text as rules', text('Once upon a time.\n'), text('1\nword\n'), /xx\.aff holds no rules/)
  refused('a text as words', text('SET UTF-8\n'), text('Once upon a time.\n'), /xx\.dic is no list of words/)
  refused('another encoding', text('SET UTF-8\n'), latin1('1\nfr\xf6hlich\n'), /not written in UTF-8/)
  refused('an unknown encoding', text('SET EBCDIC-9\n'), text('1\nword\n'), /not written in EBCDIC-9/)
})
