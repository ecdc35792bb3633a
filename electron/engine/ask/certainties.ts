import type { Written } from '../../contract/ask.ts'
import { wordsOf } from '../../contract/written-words.ts'
import type { Model } from '../model.ts'
import { transcribe } from '../transcript.ts'
import { openDesk } from './desk.ts'
import type { AskOptions, Desk } from './desk.ts'
import { readInTurn } from './in-turn.ts'
import type { WordPlaces } from './in-turn.ts'

/**
 * How probable the model finds each written place, 0 to 1, its word masked and all the rest in view; null where nothing
 * that counts is written. At commit it saw less, or other, text.
 *
 * @throws {EngineFault} as `openDesk` does.
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function certainties(model: Model, of: Written, options: AskOptions): Promise<(number | null)[]> {
  const { blank } = model.manifest.tokens
  const desk = await openDesk(model, of, options)
  const words = wordPlaces(desk, model)
  const logs = await readInTurn(desk.open, desk.canvas, desk.draft.ids, words, blank)
  const all: (number | null)[] = Array.from({ length: desk.canvas.places }, () => null)
  words.forEach((word, w) => word.forEach((place, i) => (all[place] = Math.exp(logs[w]![i]!))))
  return all
}

/** The places of each word, and each place of what is no word (punctuation) by itself. */
function wordPlaces({ cut, canvas, draft }: Desk, { vocabulary, manifest }: Model): WordPlaces[] {
  const { blank } = manifest.tokens
  const regions = transcribe(cut, canvas, draft, vocabulary, blank, { typographic: false })
  const words = wordsOf(regions).map(({ places }) => places)
  const inWords = new Set(words.flat())
  const others = Array.from(draft.ids.keys()).filter(place => draft.ids[place]! >= 0 && draft.ids[place] !== blank)
  return [...words, ...others.filter(place => !inWords.has(place)).map(place => [place])]
}
