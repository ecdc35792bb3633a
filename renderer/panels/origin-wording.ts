import type { Origin, OriginCounts } from '@contract/origin.ts'

/** How origins are named on screen, in the order in which they are listed. */
export const originNames: Readonly<Record<keyof OriginCounts, string>> = {
  writer: 'writer',
  model: 'model',
  edited: 'model, then edited',
  pasted: 'pasted',
  imported: 'imported',
}

/** Where a piece of text came from: `model, 2026-11-24`. */
export function originText(origin: Origin | null): string {
  if (origin === null) return originNames.writer
  return origin.day === '' ? originNames[origin.kind] : `${originNames[origin.kind]}, ${origin.day}`
}

/** A count as its share of the whole: `12.5 %`; nothing has no shares. */
export function shareText(count: number, counts: OriginCounts): string {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0)
  return all === 0 ? '–' : `${((100 * count) / all).toFixed(1)}\u202f%`
}
