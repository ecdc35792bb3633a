import { Trait } from '../../electron/engine/vocabulary.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'
import { emptyCache } from '../../electron/engine/onnx.ts'
import type { Graph, Pass, Readings } from '../../electron/engine/onnx.ts'

/** Ids of the small language that scripted tests are written in. 0 document start, 1 mask, 2 blank. */
export const words = [
  '',
  '',
  '',
  ' the',
  ' lamp',
  ' was',
  ' lit',
  '.',
  ' and',
  ' sea',
  'The',
  '\n',
  ' "',
  '"',
  ' late',
] as const
export const START = 0
export const MASK = 1
export const BLANK = 2
export const id = (word: string) => words.indexOf(word as (typeof words)[number])

export const vocabulary: Vocabulary = {
  size: words.length,
  encode: text =>
    Int32Array.from(text.match(/ ?[A-Za-z]+|[.]|\n| ?"/g) ?? [], word => id(word)).filter(token => token >= 0),
  texts: words,
  traits: Uint8Array.from(words, word => {
    if (word === '') return Trait.unusable
    return (
      (/^ \S/.test(word) ? Trait.spaced : 0) |
      (/^\s/.test(word) ? Trait.leadsWhite : 0) |
      (word === '\n' ? Trait.layout : 0) |
      (word === '.' ? Trait.ends : 0) |
      (word.includes('"') ? Trait.quotes : 0)
    )
  }),
}

/** Log-probabilities for the row of a pass; ids that are not named share what is left. */
export type Script = (pass: Pass, batch: number, row: number) => Readonly<Record<number, number>>

/** A model that says what its script says. `passes` keeps every pass it was asked for. */
export function scripted(script: Script): Graph & { passes: Pass[] } {
  const passes: Pass[] = []
  return {
    passes,
    dispose: () => Promise.resolve(),
    run(pass) {
      passes.push(pass)
      return Promise.resolve(readingsOf(pass, script))
    },
  }
}

function readingsOf(pass: Pass, script: Script): Readings {
  const K = words.length
  const rows = pass.rows.length
  const G = rows / pass.batch
  const topIds = new Int32Array(rows * K)
  const topLogits = new Float32Array(rows * K)
  const entropy = new Float32Array(rows)
  const targetLogits = new Float32Array(rows)
  for (let r = 0; r < rows; r++) {
    const batch = Math.floor(r / G)
    const probabilities = complete(script(pass, batch, pass.rows[r]!))
    const order = Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    order.forEach((token, k) => {
      topIds[r * K + k] = token
      topLogits[r * K + k] = Math.log(probabilities[token]!)
    })
    entropy[r] = -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0)
    targetLogits[r] = Math.log(probabilities[pass.targets?.[r] ?? 0]!)
  }
  const kept = pass.keep === true ? new Float32Array(pass.batch * pass.length) : null
  return {
    candidates: K,
    topIds,
    topLogits,
    logSumExp: new Float32Array(rows),
    entropy,
    targetLogits,
    keys: kept,
    values: kept,
  }
}

function complete(named: Readonly<Record<number, number>>): number[] {
  const given = Object.values(named).reduce((sum, p) => sum + p, 0)
  const others = words.length - Object.keys(named).length
  return words.map((_, token) => named[token] ?? Math.max(1e-9, (1 - given) / others))
}

/** One layer, one head of size one: enough for a scripted model's cache. */
export const tinyShape = { rows: 1, heads: 1, headSize: 1 } as const
export const noContext = emptyCache
