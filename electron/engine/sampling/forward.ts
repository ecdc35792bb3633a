import type { CacheShape } from '../context.ts'
import type { Canvas, Slot } from '../layout.ts'
import type { Cache, Graph } from '../onnx.ts'
import { admissible, favoured, mayEnd, mustEnd, predictionAt } from './candidates.ts'
import type { Language } from './candidates.ts'
import { choose } from './choose.ts'
import { closeSlot, drawsOf, OPEN, write } from './draft.ts'
import type { Draft } from './draft.ts'
import { append, emptyNear, forwardBias } from './near.ts'
import { noiseAt } from './noise.ts'
import type { Noise } from './noise.ts'
import type { Tuning } from './tuning.ts'

export type SamplingOptions = Noise & Pick<Tuning, 'cooling'> & Readonly<{ signal: AbortSignal }>

/** A token to be fed, and the place that its output predicts, if any. */
type Feed = Readonly<{ id: number; position: number; slot: Slot; predicts: number | null }>

/**
 * Writes each slot from its first place to its last, one token a step for every draft at once. The model reads the
 * context on both sides and the places before (its forward mode, DESIGN section 3); what it has computed is kept, so a
 * step costs one position a draft. What a draft has already is fed instead of drawn, so the steps count as if it were
 * written now. Yields the number of the step after each.
 *
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function* forward(
  graph: Graph,
  shape: CacheShape,
  canvas: Canvas,
  context: Cache,
  drafts: readonly Draft[],
  language: Language,
  options: SamplingOptions,
): AsyncGenerator<number> {
  const near = emptyNear(drafts.length)
  const one = new Int32Array(drafts.length).fill(1)
  let feeds = drafts.map(draft => firstFeed(canvas, draft, 0))
  for (let step = 1; feeds.some(feed => feed !== null); step++) {
    options.signal.throwIfAborted()
    const readings = await graph.run({
      batch: drafts.length,
      length: 1,
      ids: Int32Array.from(feeds, feed => feed?.id ?? 0),
      positions: Int32Array.from(feeds, feed => feed?.position ?? 0),
      past: context,
      near: near.room,
      bias: forwardBias(near, 1),
      rows: new Int32Array(drafts.length),
      keep: true,
    })
    append(near, readings, 1, one, shape)
    feeds = feeds.map((feed, i) => {
      if (feed === null) return null
      const draft = drafts[i]!
      if (feed.predicts === null) return firstFeed(canvas, draft, canvas.slots.indexOf(feed.slot) + 1)
      const { slot, predicts: place } = feed
      const given = draft.ids[place]!
      if (given !== OPEN && given !== language.blank) return nextFeed(draft, slot, place, given)
      if (given === language.blank || mustEnd(draft, slot, place, language))
        return endSlot(canvas, draft, slot, place, 1, step, language.blank)
      const ending = mayEnd(draft, slot, place, language)
      const prediction = predictionAt(readings, i, language.blank, ending)
      const choices = admissible(prediction, canvas, draft, slot, place, language)
      const wished = favoured(choices, draft, slot, place, language)
      const { id, certainty } = choose(choices, noiseAt(draft, options), drawsOf(draft, step), wished)
      if (id === language.blank) return endSlot(canvas, draft, slot, place, certainty, step, language.blank)
      write(draft, place, id, certainty, step)
      return nextFeed(draft, slot, place, id)
    })
    yield step
  }
}

/** Steps that `forward` takes at most. */
export function forwardSteps(canvas: Canvas): number {
  return canvas.places + canvas.slots.length - 1
}

/** Nothing is fed for a draft that is written already. */
function firstFeed(canvas: Canvas, draft: Draft, slotIndex: number): Feed | null {
  const slot = canvas.slots[slotIndex]
  return slot === undefined || !draft.ids.includes(OPEN) ? null : { ...slot.lead, slot, predicts: slot.start }
}

/** The last token of a slot is fed too when another slot comes, which must see it. */
function nextFeed(draft: Draft, slot: Slot, place: number, id: number): Feed | null {
  if (!draft.ids.includes(OPEN)) return null
  const position = slot.lead.position + 1 + place - slot.start
  const predicts = place + 1 < slot.start + slot.places ? place + 1 : null
  return { id, position, slot, predicts }
}

function endSlot(
  canvas: Canvas,
  draft: Draft,
  slot: Slot,
  place: number,
  certainty: number,
  step: number,
  blank: number,
): Feed | null {
  closeSlot(draft, slot, place, blank, certainty, step)
  return firstFeed(canvas, draft, canvas.slots.indexOf(slot) + 1)
}
