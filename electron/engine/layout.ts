import type { Length, Surroundings } from '../contract/infill.ts'
import { PLACES_MAX } from '../contract/places.ts'
import { idsAround } from './around.ts'
import type { Cut, SlotText } from './canvas.ts'
import { EngineFault } from './faults.ts'
import { roomFor, TOKENS_A_WORD } from './length.ts'
import type { Manifest } from './manifest.ts'
import { CONTEXT_BUDGET, lengthOf, stretchesWithin } from './stretches.ts'
import type { ContextBudget } from './stretches.ts'
import { toPlain } from './typography.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A slot on the canvas. Its places are numbered through all slots from `start`. */
export type Slot = Readonly<{
  /**
   * Id and position of the token before it, whose output predicts the first place. Right behind another slot it is
   * the last token that was erased there.
   */
  lead: Readonly<{ id: number; position: number }>
  /** Context tokens before it. */
  before: number
  start: number
  places: number
  /** Places that must be written before it may end. */
  least: number
  opening: SlotText['opening']
  /** The erased text ended a sentence, so what replaces it should too. */
  ends: boolean
  /** Whether double quotation marks may be written, and how many of them (0: even, 1: odd) leave the text balanced. */
  quotes: boolean
  quoteParity: 0 | 1
  lines: boolean
}>

/**
 * What the model sees (DESIGN section 3): context ids with their positions [P], slots left out, their positions kept.
 */
export type Canvas = Readonly<{
  ids: Int32Array
  positions: Int32Array
  slots: readonly Slot[]
  /** Places of all slots. */
  places: number
  /** The first tokens after the last slot, at most `FOLLOWING`. */
  following: Int32Array
}>

/** Tokens after the last slot whose probability tells how well the text meets what follows. */
const FOLLOWING = 12

type LayOutOptions = Readonly<{
  budget?: ContextBudget
  /** The places of each slot, where they are not to be derived from the length. */
  rooms?: readonly number[] | null
  /** Read before and after the passage, where its own text leaves room. */
  around?: Surroundings | undefined
}>

/**
 * Lays a cut passage out as tokens.
 *
 * @throws {EngineFault} `region-too-long` when the places and the least context exceed what the model reads.
 */
export function layOut(
  cut: Cut,
  length: Length,
  vocabulary: Vocabulary,
  manifest: Manifest,
  { budget = CONTEXT_BUDGET, rooms: given = null, around }: LayOutOptions = {},
): Canvas {
  const rooms = cut.slots.map((slot, i) => {
    const room = roomFor(slot.length ?? length, countTokens(slot.erased, vocabulary), slot.partial)
    const places = given?.[i] ?? room.places
    return { places, least: Math.min(room.least, places) }
  })
  const places = rooms.reduce((sum, room) => sum + room.places, 0)
  const stretches = stretchesWithin(manifest.context_length - places, cut.stretches, vocabulary, manifest, budget)
  const known = lengthOf(stretches)
  if (places > PLACES_MAX || places + known > manifest.context_length) throw tooLong(places, manifest)
  const standIns = cut.slots.map(slot => lastToken(slot, vocabulary))
  const canvas = place(cut, stretches, rooms, standIns)
  if (around === undefined || cut.slots.length === 0) return canvas
  const wider = withAround(stretches, around, manifest.context_length - places - known, vocabulary, manifest)
  // How well a text meets what follows is asked of the document's own words.
  return { ...place(cut, wider, rooms, standIns), following: canvas.following }
}

/** The first and the last stretch with what is around the document, behind the mark of a document's start. */
function withAround(
  stretches: readonly Int32Array[],
  around: Surroundings,
  free: number,
  { encode }: Vocabulary,
  { tokens }: Manifest,
): Int32Array[] {
  const [first, last] = [stretches[0]!, stretches.at(-1)!]
  const { outline, before, after } = idsAround(around, { before: first.length, after: last.length }, free, encode)
  const mark = first[0] === tokens.document_start ? 1 : 0
  return [
    Int32Array.from([...first.subarray(0, mark), ...outline, ...before, ...first.subarray(mark)]),
    ...stretches.slice(1, -1),
    Int32Array.from([...last, ...after]),
  ]
}

function place(
  cut: Cut,
  stretches: readonly Int32Array[],
  rooms: readonly Readonly<{ places: number; least: number }>[],
  standIns: readonly (number | undefined)[],
): Canvas {
  const ids: number[] = []
  const positions: number[] = []
  const slots: Slot[] = []
  let position = 0
  let start = 0
  stretches.forEach((stretch, i) => {
    for (const id of stretch) {
      ids.push(id)
      positions.push(position++)
    }
    const slot = cut.slots[i]
    const room = rooms[i]
    if (slot === undefined || room === undefined) return
    const known = { id: ids.at(-1)!, position: positions.at(-1)! }
    const behindSlot = i > 0 && stretch.length === 0
    const lead = behindSlot ? { id: standIns[i - 1] ?? known.id, position: position - 1 } : known
    const { opening, lines } = slot
    const ends = endsSentence(slot.erased) && !slot.partial
    slots.push({
      lead,
      before: ids.length,
      start,
      ...room,
      opening,
      ends,
      ...quotesOf(slot.erased, cut.stretches[i]!),
      lines,
    })
    position += room.places
    start += room.places
  })
  return {
    ids: Int32Array.from(ids),
    positions: Int32Array.from(positions),
    slots,
    places: start,
    following: stretches.at(-1)!.slice(0, FOLLOWING),
  }
}

/**
 * What the text of a slot is likely to end in: it leads a slot that follows without a word between, in the place of a
 * token that is not written yet.
 */
function lastToken({ erased }: SlotText, { encode }: Vocabulary): number | undefined {
  return encode(erased === '' ? '.' : ` ${toPlain(erased)}`).at(-1)
}

function countTokens(erased: string, vocabulary: Vocabulary): number {
  return erased === '' ? 0 : vocabulary.encode(` ${toPlain(erased)}`).length
}

/** A text without quotation marks is replaced by one without; a gap may have them where its paragraph has none open. */
function quotesOf(erased: string, before: string): Pick<Slot, 'quotes' | 'quoteParity'> {
  const count = (text: string) => text.match(/["“”]/g)?.length ?? 0
  if (erased === '') return { quotes: count(before.slice(before.lastIndexOf('\n') + 1)) % 2 === 0, quoteParity: 0 }
  return { quotes: count(erased) > 0, quoteParity: count(erased) % 2 === 0 ? 0 : 1 }
}

/** A gap is taken to want whole sentences. */
function endsSentence(erased: string): boolean {
  return erased === '' || /[.!?…]["'”’)\]]*$/u.test(erased)
}

function tooLong(places: number, manifest: Manifest): EngineFault {
  const most = Math.floor(Math.min(PLACES_MAX, manifest.context_length / 2) / 1.8 / TOKENS_A_WORD)
  return new EngineFault(
    'region-too-long',
    `The passage is too long to rewrite at once (${places} places). Choose about ${most} words or fewer.`,
  )
}
