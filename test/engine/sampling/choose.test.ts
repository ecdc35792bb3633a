import { describe, expect, it } from 'vitest'
import { choose } from '../../../electron/engine/sampling/choose.ts'
import type { Prediction } from '../../../electron/engine/sampling/candidates.ts'
import { seeded } from '../../../electron/engine/random.ts'

const of = (...probabilities: number[]): Prediction => ({
  ids: Int32Array.from(probabilities.keys()),
  logProbabilities: Float64Array.from(probabilities, Math.log),
  entropy: 0,
})

/** How often each of the ids is drawn in `n` draws. */
function frequencies(prediction: Prediction, temperature: number, topP: number, minP = 0, n = 20_000): number[] {
  const random = seeded(11)
  const counts = prediction.ids.reduce<number[]>(list => [...list, 0], [])
  for (let i = 0; i < n; i++) counts[choose(prediction, { temperature, topP, minP }, random).id]!++
  return counts.map(count => count / n)
}

describe('choose', () => {
  it('takes the likeliest at temperature 0', () =>
    expect(choose(of(0.5, 0.3, 0.2), { temperature: 0, topP: 1, minP: 0 }, () => 0.99)).toEqual({
      id: 0,
      certainty: 0.5,
    }))
  it('draws by probability at temperature 1', () => {
    frequencies(of(0.5, 0.3, 0.2), 1, 1).forEach((share, i) => expect(share).toBeCloseTo([0.5, 0.3, 0.2][i]!, 1))
  })
  it('sharpens below 1: p to the power of 1/T', () => {
    const [a, b] = frequencies(of(0.6, 0.4), 0.5, 1)
    expect(a! / b!).toBeCloseTo((0.6 / 0.4) ** 2, 0)
  })
  it('keeps to the nucleus', () => expect(frequencies(of(0.5, 0.3, 0.15, 0.05), 1, 0.7)[2]).toBe(0))
  it('drops what the model gives less than a share of the likeliest (min-p), before temperature', () => {
    const [first, second, third] = frequencies(of(0.6, 0.3, 0.1), 1.5, 1, 0.4)
    expect(third).toBe(0)
    expect(first! / second!).toBeCloseTo((0.6 / 0.3) ** (1 / 1.5), 1)
  })
  it('keeps the likeliest at min-p 1', () => expect(frequencies(of(0.4, 0.3, 0.3), 1, 1, 1)).toEqual([1, 0, 0]))
  it('reads certainty before temperature', () =>
    expect(choose(of(0.6, 0.4), { temperature: 0.1, topP: 1, minP: 0 }, () => 0.5).certainty).toBeCloseTo(0.6))
  it('refuses an empty prediction', () =>
    expect(() => choose(of(), { temperature: 1, topP: 1, minP: 0 }, () => 0)).toThrow(RangeError))
})

describe('the generator', () => {
  it('gives the same numbers for the same seed', () => {
    const [a, b] = [seeded(5), seeded(5)]
    for (let i = 0; i < 100; i++) expect(a()).toBe(b())
  })
  it('gives other numbers for the next seed', () => expect(seeded(5)()).not.toBe(seeded(6)()))
  it('is pinned: these draws may never change, or old seeds would give other texts', () => {
    const random = seeded(48213)
    expect([random(), random(), random()].map(x => x.toFixed(6))).toMatchInlineSnapshot(`
      [
        "0.983751",
        "0.377736",
        "0.052737",
      ]
    `)
  })
  it('is even: chi-squared over 64 bins', () => {
    const random = seeded(1)
    const bins = new Array<number>(64).fill(0)
    for (let i = 0; i < 64_000; i++) bins[Math.floor(random() * 64)]!++
    expect(bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(110)
  })
})
