import { describe, expect, it } from 'vitest'
import type { Canvas } from '../../../electron/engine/layout.ts'
import { avoiding } from '../../../electron/engine/sampling/avoid.ts'
import { OPEN } from '../../../electron/engine/sampling/draft.ts'
import type { Vocabulary } from '../../../electron/engine/vocabulary.ts'

const BLANK = 0
const OPEN_PLACE = '_'
const EMPTY = '#'

/**
 * Whether `token` may not stand at the place marked by `*`. Tokens are parted by `|`: `left` and `right` are fixed text,
 * `places` a slot between them, with `_` for open places, `#` for blanks.
 */
function isAvoided(phrases: string[], left: string, places: string, right: string, token: string): boolean {
  const texts = ['']
  const idOf = (text: string) => {
    if (text === OPEN_PLACE || text === '*') return OPEN
    if (text === EMPTY) return BLANK
    if (!texts.includes(text)) texts.push(text)
    return texts.indexOf(text)
  }
  const ids = (text: string) => Int32Array.from(text === '' ? [] : text.split('|'), idOf)
  const [before, slot, after] = [ids(left), ids(places), ids(right)]
  const canvas = {
    ids: Int32Array.of(...before, ...after),
    slots: [{ before: before.length, start: 0, places: slot.length }],
    places: slot.length,
  } as unknown as Canvas
  const id = idOf(token)
  const vocabulary = { texts } as unknown as Vocabulary
  return avoiding(canvas, vocabulary, BLANK, phrases)(slot, places.split('|').indexOf('*'), id)
}

const avoids = (name: string, ...args: Parameters<typeof isAvoided>) =>
  it(`avoids ${name}`, () => expect(isAvoided(...args)).toBe(true))
const lets = (name: string, ...args: Parameters<typeof isAvoided>) =>
  it(`lets pass ${name}`, () => expect(isAvoided(...args)).toBe(false))

describe('words and phrases to avoid', () => {
  avoids('a word', ['sea'], 'The', '*|_', '.', ' sea')
  avoids('it in another case', ['SEA'], 'The', '*|_', '.', ' Sea')
  avoids('it with or without accents', ['cafe'], 'The', '*|_', '.', ' café')
  avoids('it cut into tokens otherwise', ['lantern'], 'The', ' lan|ter|*|_', '.', 'n')
  avoids('it from its middle, when both ends stand', ['lantern'], 'The', ' lan|*|n|_', '.', 'ter')
  avoids('it at its beginning, when its end stands', ['lantern'], 'The', '*|tern|_', '.', ' lan')
  avoids('it before a mark', ['sea'], 'The', '*|.', '', ' sea')
  avoids('it before an apostrophe', ['sea'], 'The', "*|'s", '', ' sea')
  avoids('it inside a token of several words', ['sea'], 'The', '*|_', '.', ' deep-sea')
  avoids('it beside a sign that is two code units', ['sea'], '🌊', '*|_', '.', 'sea')
  avoids('it begun in fixed text', ['seaweed'], ' sea', '*|_', '.', 'weed')
  avoids('it ended in fixed text', ['seaweed'], ' the', '_|*', 'weed', ' sea')
  avoids('it ended in fixed text behind blanks', ['seaweed'], ' the', '_|*|#|#', 'weed', ' sea')
  avoids('a phrase', ['old man'], 'The', ' old|*', '.', ' man')
  avoids('a phrase over a line break', ['old man'], 'The', ' old|\n|*', '.', 'man')
  avoids('a phrase over two spaces', ['old man'], 'The', ' old| |*', '.', ' man')
  avoids('a phrase with its first word in fixed text', ['old man'], 'The| old', '*|_', '.', ' man')
  avoids('an end that makes a phrase of what is left', ['old man'], 'The', ' old|*|_', ' man', EMPTY)
  avoids('a typographic apostrophe', ["don't"], 'I', ' don|*|_', '.', '’t')
  avoids('a straight apostrophe', ['don’t'], 'I', ' don|*|_', '.', "'t")
  avoids('another dash', ['sea-green'], 'The', ' sea|*|green', '.', '–')

  lets('a longer word, once it stands', ['sea'], 'The', '*|weed', '.', ' sea')
  lets('another word', ['sea'], 'The', '*|_', '.', ' lake')
  lets('a word that ends so', ['sea'], 'The', ' under|*|_', '.', 'sea')
  lets('half of a phrase', ['old man'], 'The', '*|_', '.', ' old')
  lets('a phrase with an open place in it', ['old grey man'], 'The', ' old|_|*', '.', ' man')
  lets('the writer’s own words', ['the sea'], ' the| sea', '*|_', ' the| sea', ' was')
  lets('an end beside the writer’s own words', ['the sea'], ' the| sea', ' was|*|_', ' the| sea', EMPTY)
  lets('everything, when nothing is avoided', [], 'The', '*', '.', ' sea')
})
