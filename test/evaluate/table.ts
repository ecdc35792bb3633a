import { breaksOf, copiedShare, distinctPairs, mean, rouge, standardError } from './measures.ts'
import type { Item } from './items.ts'
import type { Score } from './parent.ts'
import type { Written } from './writers.ts'

export type Result = Readonly<{ item: Item; written: Written; score: Score; tokens: number }>

export type Row = Readonly<{
  name: string
  items: number
  /** Nats a token under the parent, and standard errors over the items. */
  text: number
  textError: number
  after: number
  afterError: number
  rouge1: number
  rougeL: number
  distinct2: number
  copied: number
  /** Shares of texts that end in a broken word, a broken sentence, or leave a bracket or quotation mark open. */
  brokenWord: number
  brokenSentence: number
  brokenBracket: number
  /** Length in tokens over the erased text's. */
  length: number
  passesPerToken: number
  milliseconds: number
}>

export function rowOf(name: string, results: readonly Result[], isWord: (word: string) => boolean): Row {
  const texts = results.map(({ score }) => score.text)
  const afters = results.map(({ score }) => score.after)
  const rouges = results.map(({ item, written }) => rouge(written.text, item.erased))
  const breaks = results.map(({ item, written }) => breaksOf(written.text, item.erased, isWord))
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0)
  return {
    name,
    items: results.length,
    text: mean(texts),
    textError: standardError(texts),
    after: mean(afters),
    afterError: standardError(afters),
    rouge1: mean(rouges.map(({ one }) => one)),
    rougeL: mean(rouges.map(({ l }) => l)),
    distinct2: distinctPairs(results.map(({ written }) => written.text)),
    copied: mean(results.map(({ item, written }) => copiedShare(written.text, `${item.left} ${item.right}`))),
    brokenWord: mean(breaks.map(({ word }) => Number(word))),
    brokenSentence: mean(breaks.map(({ sentence }) => Number(sentence))),
    brokenBracket: mean(breaks.map(({ bracket }) => Number(bracket))),
    length: sum(({ written }) => written.text.length) / sum(({ item }) => item.erased.length),
    passesPerToken:
      sum(({ written }) => written.passes) /
      Math.max(
        1,
        sum(({ tokens }) => tokens),
      ),
    milliseconds: mean(results.map(({ written }) => written.milliseconds)),
  }
}

const HEAD = [
  'who writes',
  'text',
  'what follows',
  'ROUGE-1',
  'ROUGE-L',
  'distinct-2',
  'copied %',
  'ends in a broken word / sentence / bracket %',
  'length',
  'passes a token',
  'ms',
]

export function tableOf(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map(row => line(cellsOf(row)))].join('\n')
}

function cellsOf(row: Row): string[] {
  const percent = (share: number) => String(Math.round(100 * share))
  const nats = (value: number, error: number) => `${value.toFixed(2)} ± ${error.toFixed(2)}`
  return [
    row.name,
    nats(row.text, row.textError),
    nats(row.after, row.afterError),
    row.rouge1.toFixed(3),
    row.rougeL.toFixed(3),
    row.distinct2.toFixed(2),
    (100 * row.copied).toFixed(1),
    [row.brokenWord, row.brokenSentence, row.brokenBracket].map(percent).join(' / '),
    row.length.toFixed(2),
    row.passesPerToken === 0 ? '' : row.passesPerToken.toFixed(2),
    row.milliseconds === 0 ? '' : String(Math.round(row.milliseconds)),
  ]
}
