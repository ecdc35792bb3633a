import type { Question, WordSurprise } from '../../contract/ask.ts'
import { REGION_WORDS_MAX } from '../../contract/infill.ts'
import type { CharRange, Passage } from '../../contract/infill.ts'
import { coreOf, wordRanges } from '../../contract/strength.ts'
import { cutPassage } from '../canvas.ts'
import { contextOf } from '../context.ts'
import type { Memory } from '../context.ts'
import { EngineFault } from '../faults.ts'
import { layOut } from '../layout.ts'
import type { Model } from '../model.ts'
import { readerOf } from '../sampling/open-reader.ts'
import { toPlain } from '../typography.ts'
import { watched } from '../watched.ts'
import type { AskOptions } from './desk.ts'
import { readInTurn } from './in-turn.ts'

type Asked = Extract<Question, { kind: 'surprise' }>

/**
 * Tokens that are read together. A pass costs as many positions as it has turns times tokens, and each stretch its own
 * context behind it: about here the two are in balance.
 */
const STRETCH_TOKENS = 20
/** Text on both sides of a stretch, in tokens. Less than a run's: the far side changes little in one word's probability. */
const BUDGET = { before: 512, after: 64, between: 64 }

/**
 * How surprising the model finds each word of the passage's regions, masked in turn with all the rest in view, in
 * reading order. What is kept of a region is measured too. The context of the last run is left as it is.
 *
 * @throws {EngineFault} `nothing-to-write` when there are no words, `region-too-long` when there are too many.
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function surprise(
  model: Model,
  { passage }: Pick<Asked, 'passage'>,
  { signal }: Pick<AskOptions, 'signal'>,
  /** Turns that are read in one pass; for tests. */
  atOnce?: number,
): Promise<WordSurprise[]> {
  checkWords(passage)
  const memory: Memory = { context: null }
  const regions = Array.from(passage.keys()).filter(i => passage[i]!.kind === 'region')
  const found: WordSurprise[] = []
  for (const [region, at] of regions.entries()) {
    const { text } = passage[at]!
    const around = { before: textOf(passage.slice(0, at)), after: textOf(passage.slice(at + 1)) }
    for (const words of stretchesOf(text, model)) {
      const cores = await measured(model, { text, words, ...around }, memory, signal, atOnce)
      found.push(...cores.map(core => ({ region, ...core })))
    }
  }
  return found
}

function checkWords(passage: Passage): void {
  const words = passage.reduce((sum, span) => sum + (span.kind === 'region' ? wordRanges(span.text).length : 0), 0)
  if (words === 0)
    throw new EngineFault(
      'nothing-to-write',
      'There are no words to measure. Select some, or put the caret among them.',
    )
  if (words > REGION_WORDS_MAX)
    throw new EngineFault(
      'region-too-long',
      `The passage has ${words} words, and at most ${REGION_WORDS_MAX} can be measured at once. Choose a shorter passage.`,
    )
}

const textOf = (passage: Passage) => passage.map(({ text }) => text).join('')

/** The words of a text, as many at a time as are read together. */
function stretchesOf(text: string, { vocabulary }: Model): CharRange[][] {
  const stretches: CharRange[][] = []
  let room = 0
  for (const word of wordRanges(text)) {
    const tokens = vocabulary.encode(` ${toPlain(text.slice(word.from, word.to))}`).length
    if (tokens > room) {
      stretches.push([])
      room = STRETCH_TOKENS
    }
    stretches.at(-1)!.push(word)
    room -= tokens
  }
  return stretches
}

/** Some words of a region's text, with the text around the region. */
type Stretch = Readonly<{ text: string; words: readonly CharRange[]; before: string; after: string }>

async function measured(
  model: Model,
  { text, words, before, after }: Stretch,
  memory: Memory,
  signal: AbortSignal,
  atOnce: number | undefined,
): Promise<Omit<WordSurprise, 'region'>[]> {
  const { manifest, vocabulary } = model
  const [from, to] = [words[0]!.from, words.at(-1)!.to]
  const cut = cutPassage([
    { kind: 'fixed', text: before + text.slice(0, from) },
    { kind: 'region', text: text.slice(from, to), kept: [] },
    { kind: 'fixed', text: text.slice(to) + after },
  ])
  const ids: number[] = []
  const cores = words.flatMap((word, i) => {
    const core = coreOf(text, word)
    const edges = core === null ? [word.from, word.to] : [word.from, core.from, core.to, word.to]
    const parts = edges.slice(1).map((end, k) => toPlain(text.slice(edges[k], end)))
    const first = parts.findIndex(part => part !== '')
    const spaced = i > 0 || cut.slots[0]!.opening === 'spaced'
    const places = parts.map((part, k) => {
      const start = ids.length
      ids.push(...vocabulary.encode(k === first && spaced ? ` ${part}` : part))
      return Array.from({ length: ids.length - start }, (_, n) => start + n)
    })
    return core === null ? [] : [{ core, places: places[1]! }]
  })
  const canvas = layOut(cut, { kind: 'same' }, vocabulary, manifest, { budget: BUDGET, rooms: [ids.length] })
  const { graph } = watched(model.graph, signal)
  const open = readerOf(manifest, graph, await contextOf(manifest, graph, canvas, memory, signal))
  const asked = cores.map(({ places }) => places)
  const logs = await readInTurn(open, canvas, Int32Array.from(ids), asked, manifest.tokens.blank, atOnce)
  return cores.map(({ core }, i) => ({ ...core, nats: -logs[i]!.reduce((sum, log) => sum + log, 0) }))
}
