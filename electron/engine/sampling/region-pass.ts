import type { Canvas, Slot } from '../layout.ts'
import { emptyCache, HIDDEN } from '../onnx.ts'
import type { Cache, Pass } from '../onnx.ts'

/** A token of a region pass: what is fed, where, and which place its output predicts. */
export type Cell = Readonly<{ id: number; position: number; predicts: number | null }>

/** One draft's part of a region pass, and the places whose predictions are wanted. */
export type Row = Readonly<{ cells: readonly Cell[]; reads: readonly number[] }>

/**
 * The cells of one draft: each slot's lead and those of its places that `include` admits, with the token that `idAt`
 * gives. A slot none of whose places are admitted is left out. Without `shift` a place predicts itself and needs no lead.
 */
export function cellsOf(
  canvas: Canvas,
  include: (place: number, slot: Slot) => boolean,
  idAt: (place: number) => number,
  shift = true,
): Cell[] {
  return canvas.slots.flatMap(slot => {
    const places = Array.from({ length: slot.places }, (_, i) => slot.start + i).filter(place => include(place, slot))
    if (places.length === 0) return []
    const end = slot.start + slot.places
    const cells = places.map(place => ({
      id: idAt(place),
      position: slot.lead.position + 1 + place - slot.start,
      predicts: shift ? (place + 1 < end ? place + 1 : null) : place,
    }))
    return shift ? [{ ...slot.lead, predicts: slot.start }, ...cells] : cells
  })
}

/**
 * A pass over rows of different lengths: shorter ones are padded with positions that nobody sees. `forward` hides from
 * each cell what comes after it; otherwise all cells of a row see each other. Row b's readings start at b x G, in the
 * order of its `reads`, where G is the longest `reads`.
 *
 * @throws {RangeError} when a wanted place has no cell that predicts it.
 */
export function regionPass(
  past: Cache,
  rows: readonly Row[],
  mode: 'masked' | 'forward',
  targetOf?: (row: number, place: number) => number,
): Pass {
  const batch = rows.length
  const length = Math.max(...rows.map(row => row.cells.length))
  const width = Math.max(1, ...rows.map(row => row.reads.length))
  const ids = new Int32Array(batch * length)
  const positions = new Int32Array(batch * length)
  const bias = new Float32Array(batch * length * length)
  const reads = new Int32Array(batch * width)
  const targets = new Int32Array(batch * width)
  rows.forEach(({ cells, reads: wanted }, b) => {
    cells.forEach((cell, i) => {
      ids[b * length + i] = cell.id
      positions[b * length + i] = cell.position
    })
    for (let i = 0; i < length; i++) {
      const row = (b * length + i) * length
      const visible = mode === 'forward' ? Math.min(i + 1, cells.length) : cells.length
      bias.fill(HIDDEN, row + visible, row + length)
    }
    wanted.forEach((place, g) => {
      const at = cells.findIndex(cell => cell.predicts === place)
      if (at < 0) throw new RangeError(`place ${place} has no cell before it`)
      reads[b * width + g] = at
      targets[b * width + g] = targetOf?.(b, place) ?? 0
    })
  })
  return { batch, length, ids, positions, past, near: emptyCache, bias, rows: reads, targets }
}
