import type { Node } from '@tiptap/pm/model'
import type { RunRecord } from '@contract/library.ts'
import type { Places } from '@contract/places.ts'
import { wordsOf } from '@contract/written-words.ts'
import type { Word } from '@contract/written-words.ts'
import { findPassage } from '../editor/infill/recall.ts'
import { textOf } from '../editor/infill/targets.ts'
import type { Target } from '../editor/infill/targets.ts'
import { offerText, offersOf } from '../state/run-state.ts'

/** Where a past run's passage is now, by what it was and by what the run wrote; null when it is not to be found. */
export function targetsOfRun(doc: Node, { id, passage, settings, end }: RunRecord): Target[] | null {
  const offered = offersOf({ id, passage, settings }, end)
  const texts = passage
    .filter(span => span.kind === 'region')
    .map(({ original = [] }, r) => [original].flat().concat(offered.flatMap(it => offerText(it)[r] ?? [])))
  return findPassage(doc, passage, texts)
}

/** A word that a run wrote, where it stands on the page, and the places of the variant that it is of. */
type WordOfRun = Readonly<{ word: Word; from: number; places: Places }>

/** The word at a position that the accepted variant of a run has there; null where the page has it otherwise now. */
export function wordOfRun(doc: Node, run: RunRecord, pos: number): WordOfRun | null {
  const { id, passage, settings, end, accepted } = run
  const offer = offersOf({ id, passage, settings }, end).find(({ index }) => index === (accepted ?? 0))
  if (offer?.places == null) return null
  for (const [region, target] of (targetsOfRun(doc, run) ?? []).entries()) {
    const offset = pos - target.from
    const word = wordsOf(offer.regions).find(it => it.region === region && it.from <= offset && offset <= it.to)
    if (word !== undefined && textOf(doc, target).slice(word.from, word.to) === word.text)
      return { word, from: target.from + word.from, places: offer.places }
  }
  return null
}
