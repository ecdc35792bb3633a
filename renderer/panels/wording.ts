import type { RunFate } from '@contract/library.ts'

const numbers = new Intl.NumberFormat('en')
const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const years = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** 1204 as `1,204`. */
export function grouped(count: number): string {
  return numbers.format(count)
}

/** `1 word`, `1,204 words`. `many`: where it is not the noun with an s, as in `2 words of your own`. */
export function counted(count: number, noun: string, many?: string): string {
  return `${grouped(count)} ${oneOrMany(count, noun, many)}`
}

/** The word that goes with a number: `word` or `words`, `is` or `are`. */
export function oneOrMany(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** A size on disk: `340 bytes`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return counted(bytes, 'byte')
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${size < 10 ? size.toFixed(1) : grouped(Math.round(size))} ${unit}`
}

/** A seed in groups of three, parted by narrow spaces: `48 213`. */
export function seedText(seed: number): string {
  return numbers.format(seed).replaceAll(',', '\u202f')
}

/** `today 14:02`, `yesterday 09:30`, `May 3 14:02`. */
export function whenText(atMs: number, nowMs: number): string {
  const at = new Date(atMs)
  const now = new Date(nowMs)
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const time = clock.format(at)
  if (atMs >= midnight) return `today ${time}`
  if (atMs >= midnight - 86_400_000) return `yesterday ${time}`
  return `${(at.getFullYear() === now.getFullYear() ? days : years).format(at)} ${time}`
}

const fates: Readonly<Record<RunFate, string>> = {
  running: 'running',
  offered: 'left open',
  accepted: 'accepted ✓',
  discarded: 'discarded',
  stopped: 'stopped',
  failed: 'failed',
}

export function fateText(fate: RunFate): string {
  return fates[fate]
}

/** A name with the key that does the same, as a tooltip has it; `keys` may be empty. */
export function withKeys(name: string, keys: string): string {
  return keys === '' ? name : `${name} (${keys})`
}

/** The key that a command has now, as it is shown; empty for none. */
export type KeyOf = (command: string) => string

/** A change in fit, as the strip counts it: a share. */
export const signedText = (change: number) => `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}`
