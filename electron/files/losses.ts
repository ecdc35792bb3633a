import { LOSSES } from '../contract/files.ts'
import type { Loss, LossKind } from '../contract/files.ts'

/** Counts what an import cannot keep. */
export type Losses = Map<LossKind, number>

export function lose(losses: Losses, kind: LossKind, count = 1): void {
  if (count > 0) losses.set(kind, (losses.get(kind) ?? 0) + count)
}

export function listed(losses: Losses): Loss[] {
  return LOSSES.flatMap(kind => {
    const count = losses.get(kind) ?? 0
    return count > 0 ? [{ kind, count }] : []
  })
}
