import type { CacheShape } from '../context.ts'
import type { Canvas } from '../layout.ts'
import { emptyCache, HIDDEN } from '../onnx.ts'
import type { Cache, Graph, Pass } from '../onnx.ts'
import { ROWS_AT_ONCE } from '../row-bound.ts'
import { OPEN } from './draft.ts'
import type { Alignment, Reader, TargetOf, View } from './reader.ts'

export type FullOptions = Alignment & Readonly<{ shape: CacheShape; refresh: number }>

/** What the last whole pass over B views saw and computed: their canvases, keys and values of all T tokens of each. */
type Kept = Readonly<{ of: readonly object[]; ids: readonly Int32Array[]; near: Cache }>

/**
 * Reads places of a model in which everything sees everything, so that what is written changes the context's keys and
 * values too. Every `refresh` reads the whole canvas of each view is computed and its keys and values kept; the reads
 * between compute only what has changed since and what is asked for, against the rest as it was (the dual cache of
 * Fast-dLLM, arXiv:2505.22618). A refresh of 1 keeps nothing and is exact, and so is a read of more rows than one pass
 * may have, which is done in parts.
 */
export function fullReader(graph: Graph, canvas: Canvas, options: FullOptions): Reader {
  const text = textOf(canvas)
  let kept: Kept | null = null
  let age = 0
  return {
    async read(views, targetOf) {
      const canvases = views.map(view => idsOf(view, text, options.mask))
      kept = kept === null || ++age >= options.refresh ? null : narrowed(kept, views, options.shape)
      if (kept !== null) return graph.run(changedPass(views, canvases, kept, text, options.shift, targetOf))
      const whole = wholePass(views, canvases, text, options.shift, targetOf)
      const keep = options.refresh > 1 && whole.rows.length <= ROWS_AT_ONCE
      const readings = await graph.run({ ...whole, keep })
      age = 0
      if (readings.keys !== null && readings.values !== null) {
        const near = { length: text.ids.length, keys: readings.keys, values: readings.values }
        kept = { of: views.map(({ of }) => of), ids: canvases, near }
      }
      return readings
    },
  }
}

/** A canvas in reading order, where a token's index is its position: fixed ids [T], and the index of each place. */
type Text = Readonly<{ ids: Int32Array; at: Int32Array }>

function textOf(canvas: Canvas): Text {
  const ids = new Int32Array(canvas.ids.length + canvas.places)
  const at = new Int32Array(canvas.places)
  canvas.ids.forEach((id, i) => (ids[canvas.positions[i]!] = id))
  for (const slot of canvas.slots) for (let i = 0; i < slot.places; i++) at[slot.start + i] = slot.lead.position + 1 + i
  return { ids, at }
}

function idsOf({ ids }: View, text: Text, mask: number): Int32Array {
  const whole = text.ids.slice()
  ids.forEach((id, place) => (whole[text.at[place]!] = id === OPEN ? mask : id))
  return whole
}

function wholePass(
  views: readonly View[],
  canvases: readonly Int32Array[],
  text: Text,
  shift: boolean,
  targetOf?: TargetOf,
): Pass {
  const length = text.ids.length
  const all = Array.from(text.ids.keys())
  return {
    ...columns(
      views,
      canvases,
      views.map(() => all),
      text,
      shift,
      targetOf,
    ),
    near: emptyCache,
    bias: new Float32Array(views.length * length * length),
  }
}

/** What has changed, what is asked for and what predicts it; their twins among the kept are hidden. */
function changedPass(
  views: readonly View[],
  canvases: readonly Int32Array[],
  kept: Kept,
  text: Text,
  shift: boolean,
  targetOf?: TargetOf,
): Pass {
  const own = views.map(({ reads }, b) => {
    const asked = new Set(reads.flatMap(place => (shift ? [text.at[place]! - 1, text.at[place]!] : [text.at[place]!])))
    const before = kept.ids[b]!
    return Array.from(text.ids.keys()).filter(at => asked.has(at) || canvases[b]![at] !== before[at])
  })
  const pass = columns(views, canvases, own, text, shift, targetOf)
  const width = kept.near.length + pass.length
  const bias = new Float32Array(views.length * pass.length * width)
  own.forEach((cells, b) => {
    for (let s = 0; s < pass.length; s++) {
      const row = (b * pass.length + s) * width
      for (const at of cells) bias[row + at] = HIDDEN
      bias.fill(HIDDEN, row + kept.near.length + cells.length, row + width)
    }
  })
  return { ...pass, near: kept.near, bias }
}

/** The pass of the tokens at `own[b]` of each canvas, padded to the longest. */
function columns(
  views: readonly View[],
  canvases: readonly Int32Array[],
  own: readonly (readonly number[])[],
  text: Text,
  shift: boolean,
  targetOf?: TargetOf,
): Omit<Pass, 'near' | 'bias'> {
  const batch = views.length
  const length = Math.max(...own.map(cells => cells.length))
  const width = Math.max(1, ...views.map(({ reads }) => reads.length))
  const [ids, positions] = [new Int32Array(batch * length), new Int32Array(batch * length)]
  const [rows, targets] = [new Int32Array(batch * width), new Int32Array(batch * width)]
  own.forEach((cells, b) =>
    cells.forEach((at, i) => {
      ids[b * length + i] = canvases[b]![at]!
      positions[b * length + i] = at
    }),
  )
  views.forEach(({ reads }, b) =>
    reads.forEach((place, g) => {
      rows[b * width + g] = own[b]!.indexOf(text.at[place]! - (shift ? 1 : 0))
      targets[b * width + g] = targetOf?.(b, place) ?? 0
    }),
  )
  return { batch, length, ids, positions, past: emptyCache, rows, targets }
}

/** What is kept of the views, in their order; null when something of them is missing. */
function narrowed(kept: Kept, views: readonly View[], { rows, heads, headSize }: CacheShape): Kept | null {
  const from = views.map(({ of }) => kept.of.indexOf(of))
  if (from.includes(-1)) return null
  if (from.length === kept.of.length && from.every((b, i) => b === i)) return kept
  const size = heads * kept.near.length * headSize
  const take = (all: Float32Array) => {
    const into = new Float32Array((rows / heads) * from.length * size)
    for (let layer = 0; layer < rows / heads; layer++) {
      from.forEach((b, i) => {
        const start = (layer * kept.of.length + b) * size
        into.set(all.subarray(start, start + size), (layer * from.length + i) * size)
      })
    }
    return into
  }
  return {
    of: views.map(({ of }) => of),
    ids: from.map(b => kept.ids[b]!),
    near: { length: kept.near.length, keys: take(kept.near.keys), values: take(kept.near.values) },
  }
}
