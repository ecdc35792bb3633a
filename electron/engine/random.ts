/** Draws a number from [0, 1) each time it is called. */
export type Random = () => number

const UINT32 = 4_294_967_296

/** SplitMix32: spreads a seed of few bits over well-mixed 32-bit words. */
function splitmix32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

/**
 * A generator with 53 random bits a draw: sfc32 (C. Doty-Humphrey, PractRand), seeded by SplitMix32.
 * Integer arithmetic only, so the same seed gives the same draws on every machine. Each `stream` of a seed draws apart.
 */
export function seeded(seed: number, stream = 0): Random {
  const mix = splitmix32(seed)
  let [a, b, c, counter] = [mix(), mix(), mix() ^ Math.imul(stream, 0x9e3779b9), 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992
}

/** The seed of the variant at `index` of a run: variant k of seed s is the first variant of seed s + k. */
export function variantSeed(seed: number, index: number): number {
  return (seed + index) % UINT32
}
