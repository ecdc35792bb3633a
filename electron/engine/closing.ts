import type { Canvas, Slot } from './layout.ts'
import type { Language } from './sampling/candidates.ts'
import type { Draft } from './sampling/draft.ts'
import { Trait } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** After these a full stop ends no sentence. */
const TITLES = /^ ?(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Rev|Sgt|Lt|vs|etc|e\.g|i\.e)$/

/**
 * Ends a slot that stands for whole sentences with a whole sentence: what comes after the last full stop was cut off
 * by the end of the room, so it becomes blank. A slot without a full stop where it may end stays as it is, and so does
 * one whose end was there when the run began or would join a phrase that is avoided. Returns how many places of each
 * slot are left.
 */
export function closeSentences(canvas: Canvas, draft: Draft, { vocabulary, blank, avoid }: Language): number[] {
  return canvas.slots.map(slot => {
    if (!slot.ends || slot.least === slot.places || endsWhole(slot, draft, vocabulary, blank)) return slot.places
    const end = lastSentenceEnd(slot, draft, vocabulary)
    const past = slot.start + slot.places
    const isGiven = (place: number) => draft.given[place] === true && draft.ids[place] !== blank
    if (end === null || avoid?.(draft.ids, end + 1, blank) === true) return slot.places
    if (placesIn(end + 1, past).some(isGiven)) return slot.places
    draft.ids.fill(blank, end + 1, past)
    return end + 1 - slot.start
  })
}

const placesIn = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Whether every slot that stands for whole sentences ends one, and quotation marks opened are closed as before. */
export function isSound(canvas: Canvas, draft: Draft, vocabulary: Vocabulary, blank: number): boolean {
  return canvas.slots.every(slot => {
    if (slot.ends && !endsWhole(slot, draft, vocabulary, blank)) return false
    const written = draft.ids.subarray(slot.start, slot.start + slot.places)
    const marks = Array.from(written, id => (vocabulary.texts[id]?.match(/"/g) ?? []).length).reduce((a, b) => a + b, 0)
    return marks % 2 === slot.quoteParity
  })
}

function endsWhole(slot: Slot, draft: Draft, vocabulary: Vocabulary, blank: number): boolean {
  let last = slot.start + slot.places - 1
  while (last >= slot.start && draft.ids[last] === blank) last--
  return last >= slot.start && isSentenceEnd(last, slot, draft, vocabulary)
}

function lastSentenceEnd(slot: Slot, draft: Draft, vocabulary: Vocabulary): number | null {
  const first = slot.start + Math.floor(slot.least / 2)
  for (let place = slot.start + slot.places - 1; place >= first; place--) {
    if (isSentenceEnd(place, slot, draft, vocabulary)) return place
  }
  return null
}

function isSentenceEnd(place: number, slot: Slot, { ids }: Draft, { traits, texts }: Vocabulary): boolean {
  if ((traits[ids[place]!]! & Trait.ends) === 0) return false
  return place === slot.start || !TITLES.test(texts[ids[place - 1]!] ?? '')
}
