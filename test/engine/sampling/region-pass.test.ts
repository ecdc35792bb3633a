import { describe, expect, it } from 'vitest'
import type { Canvas } from '../../../electron/engine/layout.ts'
import { causalReader } from '../../../electron/engine/sampling/reader.ts'
import { MASK, noContext, scripted } from '../../support/scripted.ts'

const slot = { lead: { id: 7, position: 4 }, start: 0, places: 3 }
const canvas = { slots: [slot], places: 3 } as unknown as Canvas

/** What a reader feeds for places of which the first is written and the second is asked for. */
async function fed(shift: boolean) {
  const graph = scripted(() => ({}))
  const view = { of: {}, ids: Int32Array.of(9, -1, -1), reads: [1] }
  await causalReader(graph, canvas, noContext, { mask: MASK, shift }).read([view])
  const { ids, positions, rows } = graph.passes[0]!
  return { ids: [...ids], positions: [...positions], rows: [...rows] }
}

describe('a causal context', () => {
  it('shifted: the lead is fed, and the cell before an asked place is read', async () => {
    expect(await fed(true)).toEqual({ ids: [7, 9, MASK], positions: [4, 5, 6], rows: [1] })
  })
  it('unshifted: no lead is fed, and the asked place itself is read', async () => {
    expect(await fed(false)).toEqual({ ids: [9, MASK], positions: [5, 6], rows: [1] })
  })
})
