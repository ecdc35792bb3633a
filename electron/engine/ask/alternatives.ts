import { ALTERNATIVES } from '../../contract/ask.ts'
import type { Alternative, Question } from '../../contract/ask.ts'
import { EngineFault } from '../faults.ts'
import type { Canvas } from '../layout.ts'
import type { Model } from '../model.ts'
import { predictionAt } from '../sampling/candidates.ts'
import type { Language } from '../sampling/candidates.ts'
import { OPEN, placesOf } from '../sampling/draft.ts'
import type { Draft } from '../sampling/draft.ts'
import { languageOf } from '../sampling/language.ts'
import { DEFAULT_TUNING } from '../sampling/tuning.ts'
import { transcribe } from '../transcript.ts'
import { isTypographic } from '../typography.ts'
import { Trait } from '../vocabulary.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { openDesk } from './desk.ts'
import type { AskOptions, Desk } from './desk.ts'
import { respliced } from './respliced.ts'
import type { Word } from './respliced.ts'

type Asked = Extract<Question, { kind: 'alternatives' }>

/** A word in the making: the ids of the canvas with it, of which the places from `next` to `end` are open. */
type Begun = Readonly<{
  ids: Int32Array
  word: Word
  next: number
  end: number
  /** Sum of the log-probabilities of its tokens, and the least of them. */
  sum: number
  least: number
}>

/**
 * Other words for the one that stands at places `word`, likeliest first, given all the rest; of its own number of
 * tokens, and where it has several of one token too. What follows it in its slot moves with a word's length.
 *
 * @throws {EngineFault} `bad-request` when no word that the run wrote stands there, or as `openDesk` does.
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function alternatives(model: Model, asked: Asked, options: AskOptions): Promise<Alternative[]> {
  const desk = await openDesk(model, asked.of, options)
  const { blank } = model.manifest.tokens
  const word = wordAt(desk, asked.word, blank)
  const language = languageOf(model, desk.canvas, { use: [], avoid: asked.avoid }, DEFAULT_TUNING)
  const lengths = [...new Set([word.places, 1])]
  const found: Begun[] = []
  for (const places of lengths)
    found.push(...(await candidates(desk, word, places, ALTERNATIVES / lengths.length, language)))
  return scored(model, asked, desk, word, found)
}

/** @throws {EngineFault} */
function wordAt({ canvas, draft }: Desk, places: readonly number[], blank: number): Word {
  const [first = -1] = places
  const slot = canvas.slots.findLast(({ start }) => start <= first)
  const isWord =
    slot !== undefined &&
    places.every((place, i) => place === first + i && place < slot.start + slot.places) &&
    places.every(place => draft.ids[place]! >= 0 && draft.ids[place] !== blank)
  if (isWord) return { slot, at: first, places: places.length }
  throw new EngineFault('bad-request', 'No word that the model wrote stands there. Choose another word.')
}

/** The likeliest words of `places` tokens in the place of `word`, at most `most`. */
async function candidates(
  { canvas, draft, open }: Desk,
  word: Word,
  places: number,
  most: number,
  language: Language,
): Promise<Begun[]> {
  const hole = respliced(draft.ids, word, new Int32Array(places).fill(OPEN), language.blank)
  const old = textOf(draft.ids.subarray(word.at, word.at + word.places), language.vocabulary)
  let begun: Begun[] = [{ ids: hole, word, next: word.at, end: word.at + places, sum: 0, least: 0 }]
  for (let i = 0; i < places && begun.length > 0; i++) {
    const reads = begun.map(({ next, end }) => Array.from({ length: end - next }, (_, k) => next + k))
    const readings = await open(canvas).read(begun.map(({ ids }, b) => ({ of: ids, ids, reads: reads[b]! })))
    const width = readings.logSumExp.length / begun.length
    begun = begun.flatMap((one, b) => {
      const { ids, logProbabilities } = predictionAt(readings, b * width, language.blank, false)
      const fit = Array.from(ids.keys()).filter(k => mayStand(one, ids[k]!, draft, language))
      const longer = fit.map(k => withToken(one, ids[k]!, logProbabilities[k]!))
      const other = longer.filter(it => it.next < it.end || nameOf(it, language.vocabulary) !== old)
      return other.slice(0, i === 0 ? most : 1)
    })
  }
  return begun
}

/** Whether a token goes on with a word that may stand there. */
function mayStand({ word, next, ids }: Begun, id: number, draft: Draft, language: Language): boolean {
  const { traits, texts } = language.vocabulary
  const own = traits[id]!
  if (id === language.blank || (own & (Trait.unusable | Trait.layout | Trait.quotes)) !== 0) return false
  // No word beside itself.
  if (id === ids[next - 1] || id === ids[next + 1]) return false
  const isFirst = next === word.at
  const spaced = isFirst ? traits[draft.ids[word.at]!]! & Trait.leadsWhite : 0
  if ((own & Trait.leadsWhite) !== spaced) return false
  const text = isFirst ? texts[id]!.trimStart() : textOf(ids.subarray(word.at, next), language.vocabulary) + texts[id]!
  return WORD.test(text) && language.avoid?.(ids, next, id) !== true
}

/** Letters and digits, held together by apostrophes and hyphens. */
const WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’‐‑-][\p{L}\p{N}\p{M}]+)*$/u

const textOf = (ids: Int32Array, { texts }: Vocabulary) =>
  Array.from(ids, id => texts[id] ?? '')
    .join('')
    .trimStart()

function withToken(begun: Begun, id: number, log: number): Begun {
  const ids = begun.ids.slice()
  ids[begun.next] = id
  return { ...begun, ids, next: begun.next + 1, sum: begun.sum + log, least: Math.min(begun.least, log) }
}

/** The words as they are offered: each with the whole text and what that gains in fit. */
async function scored(
  model: Model,
  { of }: Asked,
  desk: Desk,
  word: Word,
  found: readonly Begun[],
): Promise<Alternative[]> {
  const { vocabulary, manifest, hash } = model
  const style = { typographic: isTypographic(of.passage.map(({ text }) => text).join('')) }
  const likeliestLast = found.toSorted((a, b) => a.sum - b.sum)
  const best = [...new Map(likeliestLast.map(it => [nameOf(it, vocabulary), it])).values()].reverse()
  const drafts = best.map(({ ids, end, least }) => withWord(desk.draft, ids, word, end - word.at, Math.exp(least)))
  const [was, ...fits] = await desk.fits([desk.draft, ...drafts])
  return best.map((one, i) => {
    const draft = drafts[i]!
    const [{ text, after }, counted] = [fits[i]!, countedWith(of.places.counted, desk.canvas, word, one)]
    return {
      text: nameOf(one, vocabulary),
      certainty: Math.exp(one.least),
      change: { text: text - was!.text, after: after - was!.after },
      variant: {
        regions: transcribe(desk.cut, desk.canvas, draft, vocabulary, manifest.tokens.blank, style),
        places: { ...placesOf(draft, desk.canvas, hash), counted },
        fit: { text, after },
      },
    }
  })
}

const nameOf = ({ ids, word, end }: Begun, vocabulary: Vocabulary) => textOf(ids.subarray(word.at, end), vocabulary)

/** The draft with a word of `places` tokens, which was written after all others. */
function withWord(draft: Draft, ids: Int32Array, word: Word, places: number, certainty: number): Draft {
  const step = Math.max(...draft.step) + 1
  return {
    ...draft,
    ids,
    certainty: respliced(draft.certainty, word, new Float64Array(places).fill(certainty), 1),
    step: respliced(draft.step, word, new Int32Array(places).fill(step), step),
  }
}

function countedWith(
  counted: readonly number[] | null,
  { slots }: Canvas,
  word: Word,
  { end }: Begun,
): number[] | null {
  return counted?.map((count, i) => (slots[i] === word.slot ? count + end - word.at - word.places : count)) ?? null
}
