import type { Canvas } from '../layout.ts'
import type { Cache, Graph, Readings } from '../onnx.ts'
import { OPEN } from './draft.ts'
import { cellsOf, regionPass } from './region-pass.ts'

/** How a draft is to be read: its places as they stand, and those whose predictions are wanted. */
export type View = Readonly<{
  /** Whose view it is: what is kept between two reads of the same draft is found by it. */
  of: object
  /** Ids of the places, [places]; `OPEN` is read as the mask. */
  ids: Int32Array
  /** Places in rising order. Open places that are not among them may be left out of the pass. */
  reads: readonly number[]
}>

/** A view of `ids` with the places `reads` masked and read. */
export function masking(ids: Int32Array, reads: readonly number[]): View {
  const masked = ids.slice()
  for (const place of reads) masked[place] = OPEN
  return { of: masked, ids: masked, reads }
}

/** Gives, for a view and a place, the token whose logit is wanted too. */
export type TargetOf = (view: number, place: number) => number

/**
 * Reads masked canvases, all views in one pass: every place sees all others. View b's readings start at b x G, in the
 * order of its `reads`, where G is the longest `reads`.
 */
export type Reader = Readonly<{ read: (views: readonly View[], targetOf?: TargetOf) => Promise<Readings> }>

/** A reader of a canvas. Its first read is exact, whatever it keeps for later ones. */
export type OpenReader = (canvas: Canvas) => Reader

/** What a reader must know of the model: the mask's id, and whether an output predicts the next place or its own. */
export type Alignment = Readonly<{ mask: number; shift: boolean }>

/** Reads places against the keys and values of a causal context, which no place ever changes: exact in every pass. */
export function causalReader(graph: Graph, canvas: Canvas, context: Cache, { mask, shift }: Alignment): Reader {
  return {
    read(views, targetOf) {
      const rows = views.map(({ ids, reads }) => {
        const open = new Set(reads)
        const cells = cellsOf(
          canvas,
          place => ids[place] !== OPEN || open.has(place),
          place => (ids[place] === OPEN ? mask : ids[place]!),
          shift,
        )
        return { cells, reads }
      })
      return graph.run(regionPass(context, rows, 'masked', targetOf))
    },
  }
}
