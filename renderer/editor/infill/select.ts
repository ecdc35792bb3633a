import { TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import type { Target } from './targets.ts'

/** Selects all targets, from the start of the first to the end of the last. */
export function selectTargets(tr: Transaction, targets: readonly Target[]): Transaction {
  const from = Math.min(...targets.map(target => target.from))
  const to = Math.max(...targets.map(target => target.to))
  return tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
}
