import type { WriteStream } from 'node:tty'
import { stripVTControlCharacters, styleText } from 'node:util'
import { fitChange, fitShare, regionString } from '../contract/infill.ts'
import type { RegionText, RunReport, Snapshot } from '../contract/infill.ts'
import { lengthOf, roomText, wordsText } from '../contract/variant-length.ts'
import type { AskedWord, SurprisingWord } from './asked.ts'

const BLOCK = '▒▒▒▒'

/** A region's text, masked places as blocks. */
function drawn(regions: readonly RegionText[]): string {
  const text = (region: RegionText) =>
    region.map((piece, i) => (piece.kind === 'open' ? `${i > 0 ? ' ' : ''}${BLOCK}` : piece.text)).join('')
  return regions.map(text).join(' ¶ ').replace(/\s+/g, ' ').trim()
}

/** One step on one line: its number, and the first variant. */
export function traceLine({ step, of, variants }: Snapshot): string {
  return `${String(step).padStart(3)}/${of}  ${drawn(variants[0]?.regions ?? [])}`
}

/** The variants, best first, with fit, seed, length and time. */
export function reportText({ variants, steps, milliseconds, model, backend }: RunReport, colour: boolean): string {
  const bold = (text: string) => (colour ? styleText('bold', text) : text)
  const dim = (text: string) => (colour ? styleText('dim', text) : text)
  const blocks = variants.map((variant, i) => {
    const fit = variant.fit === null ? '' : `fit ${fitShare(variant.fit).toFixed(2)} · `
    const length = lengthOf(variant)
    const long = length === null ? '' : ` · ${wordsText(length)}, ${roomText(length)}`
    return `${bold(String(i + 1))} ${dim(`· ${fit}seed ${variant.seed}${long}`)}\n${variant.regions.map(regionString).join('\n\n')}`
  })
  const seconds = (milliseconds / 1000).toFixed(2)
  return `${blocks.join('\n\n')}\n\n${dim(`${steps} steps in ${seconds} s · ${model} · ${backend}`)}`
}

/** A word on each line: its surprise in nats, as a number and as a bar. */
export function surpriseText(words: readonly SurprisingWord[]): string {
  return words.map(({ text, nats }) => `${nats.toFixed(2).padStart(6)} ${bar(nats)} ${text}`).join('\n')
}

const bar = (nats: number) => '█'.repeat(Math.min(12, Math.round(nats))).padEnd(12)

/** A word on each line: its certainty when it was written and now, then its alternatives with what they add to the fit. */
export function alternativesText(words: readonly AskedWord[]): string {
  const lines = words.map(({ text, certainty, now, alternatives }) => {
    const others = alternatives.map(it => `${it.text} (${signed(fitChange(it.change))})`)
    return `${text}  ${certainty.toFixed(2)} → ${now.toFixed(2)}  ${others.join(', ')}`
  })
  return ['each word, its certainty when written → now, and others (change in fit)', ...lines].join('\n')
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(2)}`

/** Draws the denoising in place on a terminal; `close` wipes it. */
export function liveView(out: WriteStream): Readonly<{ show: (snapshot: Snapshot) => void; close: () => void }> {
  let rows = 0
  const wipe = () => {
    if (rows > 0) out.write(`\x1b[${rows}A\r\x1b[J`)
    rows = 0
  }
  return {
    show({ step, of, variants }) {
      wipe()
      const lines = [`step ${step} of about ${of}`, ...variants.map(({ regions }, i) => `${i + 1}  ${drawn(regions)}`)]
      out.write(`${lines.join('\n')}\n`)
      rows = lines.reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(stripVTControlCharacters(line).length / (out.columns || 80))),
        0,
      )
    },
    close: wipe,
  }
}
