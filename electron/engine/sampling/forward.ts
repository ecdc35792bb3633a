import type { CacheShape } from '../context.ts'
import type { Canvas, Slot } from '../layout.ts'
import type { Cache, Graph } from '../onnx.ts'
import { admissible, favoured, mayEnd, mustEnd, predictionAt } from './candidates.ts'
import type { Language } from './candidates.ts'
import { choose } from './choose.ts'
import { write } from './draft.ts'
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
 * step costs one position a draft. Yields the number of the step after each.
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
  let feeds = drafts.map(() => firstFeed(canvas, 0))
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
      if (feed.predicts === null) return firstFeed(canvas, canvas.slots.indexOf(feed.slot) + 1)
      const draft = drafts[i]!
      const { slot, predicts: place } = feed
      if (mustEnd(draft, slot, place, language)) return endSlot(canvas, draft, slot, place, 1, step, language.blank)
      const ending = mayEnd(draft, slot, place, language)
      const prediction = predictionAt(readings, i, language.blank, ending)
      const choices = admissible(prediction, canvas, draft, slot, place, language)
      const wished = favoured(choices, draft, slot, place, language)
      const { id, certainty } = choose(choices, noiseAt(draft, options), draft.random, wished)
      if (id === language.blank) return endSlot(canvas, draft, slot, place, certainty, step, language.blank)
      write(draft, place, id, certainty, step)
      return nextFeed(canvas, slot, place, id)
    })
    yield step
  }
}

/** Steps that `forward` takes at most. */
export function forwardSteps(canvas: Canvas): number {
  return canvas.places + canvas.slots.length - 1
}

function firstFeed(canvas: Canvas, slotIndex: number): Feed | null {
  const slot = canvas.slots[slotIndex]
  return slot === undefined ? null : { ...slot.lead, slot, predicts: slot.start }
}

/** The last token of a slot is fed too when another slot comes, which must see it. */
function nextFeed(canvas: Canvas, slot: Slot, place: number, id: number): Feed | null {
  const position = slot.lead.position + 1 + place - slot.start
  if (place + 1 < slot.start + slot.places) return { id, position, slot, predicts: place + 1 }
  return slot === canvas.slots.at(-1) ? null : { id, position, slot, predicts: null }
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
  for (let p = place; p < slot.start + slot.places; p++) write(draft, p, blank, certainty, step)
  return firstFeed(canvas, canvas.slots.indexOf(slot) + 1)
}
