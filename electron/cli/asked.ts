import type { Alternative, QuestionId, WordSurprise } from '../contract/ask.ts'
import type { Passage, RunReport, RunRequest } from '../contract/infill.ts'
import { POLISHED, weakestWords, withoutWords, wordsOf } from '../contract/written-words.ts'
import { alternatives } from '../engine/ask/alternatives.ts'
import { certainties } from '../engine/ask/certainties.ts'
import type { AskOptions } from '../engine/ask/desk.ts'
import { infill } from '../engine/infill.ts'
import type { InfillOptions } from '../engine/infill.ts'
import type { Model } from '../engine/model.ts'

/** A word as the terminal tells of it: certainty when it was written and now, and what could stand in its place. */
export type AskedWord = Readonly<{
  text: string
  certainty: number
  now: number
  alternatives: readonly Pick<Alternative, 'text' | 'certainty' | 'change'>[]
}>

/** The best variant with its least certain words written anew; the run as it was where it wrote no words. */
export async function polished(
  model: Model,
  request: RunRequest,
  report: RunReport,
  options: InfillOptions,
): Promise<RunReport> {
  const best = report.variants[0]!
  const weak = weakestWords(best.regions, POLISHED)
  const start = withoutWords(best, weak)?.places ?? null
  if (weak.length === 0 || start === null) return report
  return infill(model, { ...request, start: [start] }, options)
}

/** For each word of the best variant, how certain it is and what else could stand there. */
export async function alternativesOf(
  model: Model,
  { passage, settings, around }: RunRequest,
  { variants }: RunReport,
  options: AskOptions,
): Promise<AskedWord[]> {
  const { regions, places } = variants[0]!
  if (places === null) return []
  const of = { passage, places, ...(around && { around }) }
  const now = await certainties(model, of, options)
  const asked: AskedWord[] = []
  for (const { text, certainty, places: word } of wordsOf(regions)) {
    const question = { id: text as QuestionId, kind: 'alternatives', of, word, avoid: settings.avoid } as const
    const found = await alternatives(model, question, options)
    const least = Math.min(...word.map(place => now[place] ?? 0))
    asked.push({
      ...{ text, certainty, now: least },
      alternatives: found.map(it => ({ text: it.text, certainty: it.certainty, change: it.change })),
    })
  }
  return asked
}

export type SurprisingWord = Readonly<{ text: string; nats: number }>

export function wordsWithText(passage: Passage, words: readonly WordSurprise[]): SurprisingWord[] {
  const regions = passage.filter(span => span.kind === 'region')
  return words.map(({ region, from, to, nats }) => ({ text: regions[region]!.text.slice(from, to), nats }))
}
