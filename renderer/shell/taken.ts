import type { Transaction } from '@tiptap/pm/state'
import { regionString } from '@contract/infill.ts'
import type { CharRange } from '@contract/infill.ts'
import { dayOf } from '@contract/origin.ts'
import { acceptTexts, insertedRanges, united } from '../editor/infill/accept.ts'
import { partTaken } from '../editor/infill/part.ts'
import { lockedRanges, textOf } from '../editor/infill/targets.ts'
import type { Target } from '../editor/infill/targets.ts'
import { offerText } from '../state/run-state.ts'
import type { EarlierOffer } from '../state/run-state.ts'
import { without } from './mix.ts'

/** Words chosen in the text of one target. */
export type Chosen = Readonly<{ target: number; part: CharRange }>

/** Puts an offer, or only what is chosen of it, into the document. What the writer changed in it is recorded as theirs. */
export function taken(
  tr: Transaction,
  targets: readonly Target[],
  offer: EarlierOffer,
  chosen: Chosen | null,
): Transaction {
  const origin = { kind: 'model', run: offer.run, day: dayOf(Date.now()) } as const
  const texts = offerText(offer)
  const own = (i: number, text: string) =>
    without(insertedRanges(regionString(offer.regions[i] ?? []), text), placesOf(offer.borrowed ?? [], text))
  const chosenIn = chosen === null ? undefined : targets[chosen.target]
  if (chosen === null || chosenIn === undefined)
    return acceptTexts(
      tr,
      targets,
      texts,
      origin,
      texts.map((text, i) => own(i, text)),
    )
  const whole = texts[chosen.target]!
  const target = united(tr, chosenIn)
  const text = partTaken(textOf(tr.doc, target), whole, chosen.part, lockedRanges(tr.doc, target))
  return acceptTexts(tr, [target], [text], origin, [typedWords(text, whole, own(chosen.target, whole))])
}

/** Where phrases stand in a text; those that do not stand there any more are left out. */
function placesOf(phrases: readonly string[], text: string): CharRange[] {
  return phrases.flatMap(phrase => {
    const at = text.indexOf(phrase)
    return at < 0 ? [] : [{ from: at, to: at + phrase.length }]
  })
}

/** The stretches of `text` that hold what the writer typed into `whole`, word for word. */
function typedWords(text: string, whole: string, typed: readonly CharRange[]): CharRange[] {
  return typed.flatMap(({ from, to }) => {
    const at = text.indexOf(whole.slice(from, to).trim())
    return at < 0 ? [] : [{ from: at, to: at + whole.slice(from, to).trim().length }]
  })
}
