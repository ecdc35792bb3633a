import type { Manifest } from './manifest.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Tokens of context: before the first slot, after the last, and on each side of text between two slots. */
export type ContextBudget = Readonly<{ before: number; after: number; between: number }>
export const CONTEXT_BUDGET: ContextBudget = { before: 768, after: 160, between: 128 }
/** How far the context gives way, one after the other, where the places leave no room for all of it. */
const FLOORS: readonly ContextBudget[] = [
  { before: 256, after: 64, between: 32 },
  { before: 32, after: 16, between: 2 },
]

/**
 * Ids of the texts before, between and behind the slots, within the budget, and where that is more than `room` tokens,
 * within a narrower one.
 */
export function stretchesWithin(
  room: number,
  texts: readonly string[],
  vocabulary: Vocabulary,
  manifest: Manifest,
  budget: ContextBudget,
): Int32Array[] {
  const last = texts.length - 1
  const within = (most: ContextBudget) =>
    texts.map((text, i) => stretchIds(text, i === 0, i === last, vocabulary, manifest, most))
  let stretches = within(budget)
  let most = budget
  for (const floor of FLOORS) {
    if (lengthOf(stretches) <= room) break
    most = narrowed(most, floor, stretches, room)
    stretches = within(most)
  }
  return stretches
}

/** Tokens of all of them. */
export const lengthOf = (stretches: readonly Int32Array[]) => stretches.reduce((sum, ids) => sum + ids.length, 0)

/**
 * A budget by which such stretches come to `room` tokens, as far as `floor` lets it: text between slots gives way first,
 * then what is before them all, then what is after.
 */
function narrowed(
  budget: ContextBudget,
  floor: ContextBudget,
  stretches: readonly Int32Array[],
  room: number,
): ContextBudget {
  const [first, last] = [stretches[0]!.length, stretches.at(-1)!.length]
  const middle = (between: number) =>
    stretches.slice(1, -1).reduce((sum, { length }) => sum + Math.min(length, 2 * between), 0)
  let { before, after, between } = budget
  while (between > floor.between && first + middle(between) + last > room) between--
  const free = room - middle(between)
  // Where nothing is cut off, the mark of a document's start stands there too.
  if (first + last > free) before = Math.min(before, Math.max(floor.before, free - last - 1))
  const left = Math.min(first, before + 1)
  if (left + last > free) after = Math.min(after, Math.max(floor.after, free - left))
  return { before, after, between }
}

/**
 * Ids of a stretch within its budget, nearest text first and whole sentences where possible. The first one begins with
 * the model's document start when nothing of it was cut off; the first slot needs a token before it in any case.
 */
function stretchIds(
  text: string,
  first: boolean,
  last: boolean,
  vocabulary: Vocabulary,
  manifest: Manifest,
  budget: ContextBudget,
): Int32Array {
  if (first) {
    const tail = tailOf(text, budget.before)
    const ids = vocabulary.encode(tail).slice(-budget.before)
    return tail.length < text.length ? ids : Int32Array.from([manifest.tokens.document_start, ...ids])
  }
  if (last) return vocabulary.encode(headOf(text, budget.after)).slice(0, budget.after)
  const ids = vocabulary.encode(text)
  if (ids.length <= 2 * budget.between) return ids
  return Int32Array.from([...ids.slice(0, budget.between), ...ids.slice(-budget.between)])
}

/** Fewer characters than a token of English prose has on average (3.9, measured on dev), so that a budget in characters rarely exceeds one in tokens. */
const CHARS_A_TOKEN = 3.3
/**
 * The beginning of a long context moves in such steps, and that of a short one in smaller ones, so that typing does not
 * move it and its keys stay valid.
 */
const ANCHOR_CHARS = 1000

/** The end of a text, from the beginning of a sentence. */
function tailOf(text: string, tokens: number): string {
  const chars = Math.ceil(tokens * CHARS_A_TOKEN)
  if (text.length <= chars) return text
  const step = Math.min(ANCHOR_CHARS, Math.floor(chars / 1.5))
  const anchor = Math.ceil((text.length - chars) / step) * step
  const sentence = /(?:[.!?…]["'”’)\]]*\s+|\n+)(?=\S)/u.exec(text.slice(anchor, anchor + step))
  return text.slice(sentence === null ? anchor : anchor + sentence.index + sentence[0].length)
}

/** The beginning of a text, to the end of a sentence. */
function headOf(text: string, tokens: number): string {
  const chars = Math.ceil(tokens * CHARS_A_TOKEN)
  if (text.length <= chars) return text
  const ends = [...text.slice(0, chars).matchAll(/[.!?…]["'”’)\]]*(?=\s)|\n/gu)]
  const end = ends.at(-1)
  return text.slice(0, end === undefined || end.index < chars / 2 ? chars : end.index + end[0].length)
}
