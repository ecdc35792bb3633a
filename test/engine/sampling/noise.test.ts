import { describe, expect, it } from 'vitest'
import { OPEN } from '../../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../../electron/engine/sampling/draft.ts'
import { noiseAt } from '../../../electron/engine/sampling/noise.ts'

/** A draft whose places were written at these steps; null is open. */
const draft = (...steps: (number | null)[]) =>
  ({
    ids: Int32Array.from(steps, step => (step === null ? OPEN : 7)),
    step: Int32Array.from(steps, step => step ?? 0),
  }) as unknown as Draft

function cools(name: string, of: Draft, cooling: number, temperature: number) {
  it(name, () =>
    expect(noiseAt(of, { temperature: 1, cooling, topP: 0.9, minP: 0.1 })).toEqual({
      temperature: expect.closeTo(temperature) as number,
      topP: 0.9,
      minP: 0.1,
    }),
  )
}

describe('temperature over a run', () => {
  cools('is the writer’s at the start', draft(null, null), 1, 1)
  cools('falls with the share that is written', draft(1, 2, null, null), 0.5, 0.75)
  cools('would be nothing at the end', draft(1, 2), 1, 0)
  cools('stays without cooling', draft(1, 2, null), 0, 1)
  cools('does not count what was never open', draft(1, null, 0, 0), 1, 0.5)
})
