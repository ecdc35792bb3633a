import type { CacheShape } from '../context.ts'
import type { Canvas, Slot } from '../layout.ts'
import type { Cache, Graph, Readings } from '../onnx.ts'
import type { Random } from '../random.ts'
import { admissible, favoured, mayEnd, mustEnd, predictionAt } from './candidates.ts'
import type { Language, Prediction } from './candidates.ts'
import { certaintyOf, distributionOf, draw, probabilityOf } from './choose.ts'
import type { Distribution } from './choose.ts'
import { closeSlot, drawsOf, OPEN, openEnd, write } from './draft.ts'
import type { Draft } from './draft.ts'
import type { SamplingOptions } from './forward.ts'
import { append, emptyNear, forwardBias } from './near.ts'
import { noiseAt } from './noise.ts'
import { causalReader } from './reader.ts'
import type { Reader } from './reader.ts'

export type CheckedOptions = SamplingOptions &
  Readonly<{
    mask: number
    /** Places that one masked pass drafts. */
    window: number
    /** Told, of each check, how many drafted places there were and how many stood. */
    onChecked?: (drafted: number, accepted: number) => void
  }>

/** A token that is not computed yet, and where it stands. */
type Feed = Readonly<{ id: number; position: number }>
/** A drafted token, with what it was drawn by. */
type Proposal = Readonly<{ id: number; by: Distribution }>

/** A draft on its way: the next open place, and the tokens before it that the forward pass has yet to see. */
type Walk = Readonly<{ draft: Draft; slot: Slot; place: number; pending: readonly Feed[] }>
/** A walk at one of its steps. */
type Turn = Walk & Readonly<{ step: number; random: Random }>

/**
 * Self-speculative decoding: a masked pass drafts the next places at once, one forward pass checks them all; the longest
 * accepted beginning stands and the first refused place is drawn anew from what is left of the forward distribution, so
 * the text is distributed as `forward` alone would have it (speculative sampling, arXiv:2211.17192 and 2302.01318; with
 * one set of weights in two modes, DESIGN section 4). Yields the number of the step after each; a draft that began
 * further on counts its own steps from there, and reads what it has at once. That rounds otherwise than step by step, so
 * what follows may differ from what the whole run drew.
 *
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function* forwardChecked(
  graph: Graph,
  shape: CacheShape,
  canvas: Canvas,
  context: Cache,
  drafts: readonly Draft[],
  language: Language,
  options: CheckedOptions,
): AsyncGenerator<number> {
  const near = emptyNear(drafts.length)
  const reader = causalReader(graph, canvas, context, { mask: options.mask, shift: true })
  let walks = drafts.map(draft => walkFrom(canvas, draft, 0, language.blank))
  for (let count = 1; walks.some(walk => walk !== null); count++) {
    options.signal.throwIfAborted()
    const turns = walks.map(walk => (walk === null ? null : turnOf(walk, walk.draft.begun + count)))
    const proposals = await propose(reader, canvas, turns, language, options)
    options.signal.throwIfAborted()
    const feeds = turns.map((turn, b) => (turn === null ? [] : feedsOf(turn, proposals[b]!, language.blank)))
    const length = Math.max(...feeds.map(list => list.length))
    // Of what is pending only the last token is asked for what comes next.
    const first = feeds.map((_, b) => (turns[b]?.pending.length ?? 1) - 1)
    const width = Math.max(...feeds.map((list, b) => list.length - first[b]!))
    const readings = await graph.run({
      batch: drafts.length,
      length,
      ids: flat(feeds, length, feed => feed.id),
      positions: flat(feeds, length, feed => feed.position),
      past: context,
      near: near.room,
      bias: forwardBias(near, length),
      rows: Int32Array.from({ length: drafts.length * width }, (_, i) =>
        Math.min(first[Math.floor(i / width)]! + (i % width), length - 1),
      ),
      keep: true,
    })
    const take = new Int32Array(drafts.length)
    walks = turns.map((turn, b) => {
      if (turn === null) return null
      const kept = check(turn, proposals[b]!, { readings, first: b * width, canvas, language, options })
      take[b] = kept.computed
      return kept.next
    })
    append(near, readings, length, take, shape)
    yield Math.max(...turns.flatMap(turn => turn?.step ?? []))
  }
}

const turnOf = (walk: Walk, step: number): Turn => ({ ...walk, step, random: drawsOf(walk.draft, step) })

/** The first open place of the slot or of one behind it; what is written before it is pending. */
function walkFrom(
  canvas: Canvas,
  draft: Draft,
  slotIndex: number,
  blank: number,
  before: readonly Feed[] = [],
): Walk | null {
  const slot = canvas.slots[slotIndex]
  if (slot === undefined || !draft.ids.includes(OPEN)) return null
  const pending = [...before, slot.lead]
  const end = slot.start + slot.places
  let place = slot.start
  for (; place < end && draft.ids[place] !== OPEN && draft.ids[place] !== blank; place++)
    pending.push({ id: draft.ids[place]!, position: positionOf(slot, place) })
  if (place < end && draft.ids[place] === OPEN) return { draft, slot, place, pending }
  return walkFrom(canvas, draft, slotIndex + 1, blank, pending)
}

const positionOf = (slot: Slot, place: number) => slot.lead.position + 1 + place - slot.start

function flat(feeds: readonly (readonly Feed[])[], length: number, of: (feed: Feed) => number): Int32Array {
  return Int32Array.from({ length: feeds.length * length }, (_, i) => {
    const feed = feeds[Math.floor(i / length)]![i % length]
    return feed === undefined ? 0 : of(feed)
  })
}

/** Drafts the places of each walk's window from one masked pass. A blank ends a draft. */
async function propose(
  reader: Reader,
  canvas: Canvas,
  turns: readonly (Turn | null)[],
  language: Language,
  options: CheckedOptions,
): Promise<Proposal[][]> {
  const going = turns.flatMap((turn, b) => (turn === null ? [] : [{ turn, b }]))
  const views = going.map(({ turn: { draft, slot, place } }) => {
    const end = Math.min(place + options.window, openEnd(draft, slot, place))
    const reads = Array.from({ length: end - place }, (_, i) => place + i)
    return { of: draft, ids: draft.ids, reads }
  })
  const readings = await reader.read(views)
  const width = readings.logSumExp.length / views.length
  const all = turns.map((): Proposal[] => [])
  going.forEach(({ turn, b }, i) => {
    all[b] = draftPlaces(
      turn,
      views[i]!.reads,
      (place, ending) => {
        const prediction = predictionAt(readings, i * width + place - turn.place, language.blank, ending)
        const choices = admissible(prediction, canvas, turn.draft, turn.slot, place, language)
        return favoured(choices, turn.draft, turn.slot, place, language)
      },
      language,
      options,
    )
  })
  return all
}

type Predict = (place: number, ending: boolean) => Prediction

/** Draws place after place, each seeing what was drawn before it through the rules only; the draft's places stay open. */
function draftPlaces(
  { draft, slot, random }: Turn,
  places: readonly number[],
  predict: Predict,
  language: Language,
  options: CheckedOptions,
): Proposal[] {
  const proposals: Proposal[] = []
  for (const place of places) {
    const by = distributionOf(predict(place, mayEnd(draft, slot, place, language)), noiseAt(draft, options))
    const id = draw(by, random)
    proposals.push({ id, by })
    if (id === language.blank) break
    draft.ids[place] = id
  }
  for (const place of places) draft.ids[place] = OPEN
  return proposals
}

/** What the forward pass is fed: what is pending, then the drafted tokens. A blank is no text, so it is not. */
function feedsOf({ pending, place, slot }: Walk, proposals: readonly Proposal[], blank: number): Feed[] {
  const text = proposals.filter(({ id }) => id !== blank)
  return [...pending, ...text.map(({ id }, i) => ({ id, position: positionOf(slot, place + i) }))]
}

type Check = Readonly<{
  readings: Readings
  /** The row that predicts the turn's place; the rows behind it predict the places behind. */
  first: number
  canvas: Canvas
  language: Language
  options: CheckedOptions
}>
type Kept = Readonly<{ computed: number; next: Walk | null }>

/** Accepts and refuses what was drafted for one walk, and says how many of the fed positions stay valid. */
function check(turn: Turn, proposals: readonly Proposal[], at: Check): Kept {
  const { draft, slot, step, random } = turn
  const { language, options } = at
  const end = openEnd(draft, slot, turn.place)
  const before = turn.pending.length
  let place = turn.place
  let accepted = 0
  for (;;) {
    const ending = mayEnd(draft, slot, place, language)
    if (mustEnd(draft, slot, place, language)) return finish(turn, place, 1, before + accepted, at)
    const raw = predictionAt(at.readings, at.first + accepted, language.blank, ending)
    const prediction = admissible(raw, at.canvas, draft, slot, place, language)
    const forward = distributionOf(favoured(prediction, draft, slot, place, language), noiseAt(draft, options))
    const proposal = proposals[accepted]
    const stands = proposal !== undefined && isAccepted(proposal, forward, random)
    const id = stands
      ? proposal.id
      : proposal === undefined
        ? draw(forward, random)
        : drawResidual(forward, proposal.by, random)
    if (proposal !== undefined && (!stands || accepted + 1 === proposals.length))
      options.onChecked?.(accepted + 1, accepted + Number(stands))
    const certainty = certaintyOf(prediction, id)
    if (id === language.blank) return finish(turn, place, certainty, before + accepted, at)
    write(draft, place, id, certainty, step)
    const position = positionOf(slot, place)
    place++
    if (stands) accepted++
    if (place === end) return finishFull(turn, { id, position }, before + accepted, stands, at)
    if (!stands) return { computed: before + accepted, next: { draft, slot, place, pending: [{ id, position }] } }
  }
}

/** A token drafted by q stands with the probability min(1, p / q). Takes one number from `random`. */
export function isAccepted({ id, by }: Proposal, forward: Distribution, random: Random): boolean {
  return random() * probabilityOf(by, id) < probabilityOf(forward, id)
}

/** What is left of p where q drafted too much: (p - q)+, normalised. */
export function drawResidual(forward: Distribution, by: Distribution, random: Random): number {
  const left = Array.from(forward.ids, (id, i) => Math.max(0, forward.probabilities[i]! - probabilityOf(by, id)))
  const mass = left.reduce((sum, part) => sum + part, 0)
  // A mass of nothing but rounding: p and q are the same, and refusals of a same distribution do not happen.
  if (mass <= 0) return draw(forward, random)
  return draw({ ids: forward.ids, probabilities: Float64Array.from(left, part => part / mass) }, random)
}

/** The slot ends at `place`; what is behind stays blank. */
function finish(
  { draft, slot, step }: Turn,
  place: number,
  certainty: number,
  computed: number,
  { canvas, language }: Check,
): Kept {
  closeSlot(draft, slot, place, language.blank, certainty, step)
  return { computed, next: walkFrom(canvas, draft, canvas.slots.indexOf(slot) + 1, language.blank) }
}

/** The slot is full. Its last token, unless it was fed, is still to be seen by the slots behind. */
function finishFull(
  { draft, slot }: Turn,
  last: Feed,
  computed: number,
  fed: boolean,
  { canvas, language }: Check,
): Kept {
  const next = walkFrom(canvas, draft, canvas.slots.indexOf(slot) + 1, language.blank, fed ? [] : [last])
  return { computed, next }
}
