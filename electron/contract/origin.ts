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
