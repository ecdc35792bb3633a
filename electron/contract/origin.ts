import type { DocumentId } from './library.ts'

/**
 * Where a stretch of text came from. Text without a record is the writer's. `model`: written by a run. `edited`: what is
 * left of a word of the model's that the writer changed. `pasted`: from another program. `imported`: from a file.
 */
export const ORIGIN_KINDS = ['model', 'edited', 'pasted', 'imported'] as const
export type OriginKind = (typeof ORIGIN_KINDS)[number]

/** `run`: the run that wrote it, empty for none. `day`: the local day it came, as `2026-11-24`. */
export type Origin = Readonly<{ kind: OriginKind; run: string; day: string }>

export const isOriginKind = (kind: unknown): kind is OriginKind => ORIGIN_KINDS.some(known => known === kind)

/** The local day of a moment, as `2026-11-24`. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** How much of a text is whose, in characters; together they are as long as the text. */
export type OriginCounts = Readonly<Record<OriginKind | 'writer', number>>

/** A run of which a variant was accepted, with all that it takes to make that variant again. */
export type AcceptedRun = Readonly<{
  id: string
  startedAtMs: number
  /** `id version` of the model; empty for a run that was stopped before it was done. */
  model: string
  modelHash: string
  /** Of the run, and which of its variants was taken, the first being 1. */
  seed: number
  variant: number
}>

/** Whose words a document is made of. */
export type DocumentOrigins = Readonly<{
  id: DocumentId
  title: string
  counts: OriginCounts
  /**
   * How many of the model's characters are known only by the history: text from before origins were recorded is the
   * writer's, unless an accepted variant stands in it word for word.
   */
  byHistory: number
  /** What came in on each day and still stands there, in order. The writer's own text bears no date. */
  days: readonly Readonly<{ day: string; counts: OriginCounts }>[]
  runs: readonly AcceptedRun[]
}>

export type OriginReport = Readonly<{
  project: string
  madeAtMs: number
  counts: OriginCounts
  documents: readonly DocumentOrigins[]
}>

export const NO_ORIGINS: OriginCounts = { writer: 0, model: 0, edited: 0, pasted: 0, imported: 0 }

export function addedCounts(all: readonly OriginCounts[]): OriginCounts {
  const sum = { ...NO_ORIGINS }
  for (const counts of all) for (const kind of Object.keys(sum) as (keyof OriginCounts)[]) sum[kind] += counts[kind]
  return sum
}
