import type { Canvas } from '../layout.ts'
import { placesOf, plainForm } from '../plain-form.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { OPEN } from './draft.ts'

/** Whether the token must not stand at that place of a draft with these ids. */
export type Avoid = (ids: Int32Array, place: number, id: number) => boolean

/**
 * Keeps words and phrases out of what is written, by text, so that it does not matter how they are cut into tokens, in
 * which case, accents or quotation marks they come, or whether a part of them is fixed text. What is not written yet
 * counts as the end of a word: "sea" cannot be begun as "sea" + "weed" then, and in exchange is never left standing.
 * Occurrences wholly in fixed text are the writer's own.
 */
export function avoiding(canvas: Canvas, { texts }: Vocabulary, blank: number, phrases: readonly string[]): Avoid {
  const forms = [...new Set(phrases.map(phrase => plainForm(phrase)).filter(form => form !== ''))]
  if (forms.length === 0) return () => false
  const reach = Math.max(...forms.map(form => form.length)) + 8
  const folded = new Map<number, string>()
  const formOf = (id: number) => {
    const known = folded.get(id) ?? (id === blank || id < 0 ? '' : plainForm(texts[id] ?? '', false))
    folded.set(id, known)
    return known
  }

  return (ids, place, id) => {
    const at = tokenAt(canvas, place)
    // A blank ends its slot: what is behind it stays empty.
    const behind = id === blank ? endOfSlot(canvas, place) : place + 1
    const left = walk(at - 1, -1, ids)
    const right = walk(tokenAt(canvas, behind - 1) + 1, 1, ids)
    const own = formOf(id)
    return forms.some(form => occursAcross(left, own, right, form))
  }

  /** Known text from a token on, outwards, until there is enough of it or an open place. */
  function walk(from: number, by: 1 | -1, ids: Int32Array): string {
    let text = ''
    for (let token = from; text.length < reach; token += by) {
      const id = idAt(canvas, ids, token)
      if (id === null || id === OPEN) break
      text = by === 1 ? text + formOf(id) : formOf(id) + text
    }
    return text
  }
}

/** Whether `form` stands in the whole as a word or phrase that `own` takes part in, or, where that is empty, joins. */
function occursAcross(left: string, own: string, right: string, form: string): boolean {
  const before = squeezed(left)
  const until = squeezed(left + own)
  const whole = squeezed(left + own + right)
  return placesOf(whole, form).some(at => {
    const end = at + form.length
    return end > before.length && at < (own === '' ? before.length : until.length)
  })
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ')

/** Tokens of the whole canvas in reading order: context, and the places of each slot where it stands. */
function tokenAt({ slots }: Canvas, place: number): number {
  const slot = slots.findLast(({ start }) => start <= place)!
  return slot.before + place
}

function endOfSlot({ slots }: Canvas, place: number): number {
  const slot = slots.findLast(({ start }) => start <= place)!
  return slot.start + slot.places
}

/** The id of a token of the whole canvas; null beyond its ends. */
function idAt(canvas: Canvas, ids: Int32Array, token: number): number | null {
  if (token < 0 || token >= canvas.ids.length + canvas.places) return null
  const slot = canvas.slots.findLast(({ before, start }) => before + start <= token)
  if (slot === undefined) return canvas.ids[token]!
  const place = token - slot.before
  return place < slot.start + slot.places ? ids[place]! : canvas.ids[token - slot.start - slot.places]!
}
