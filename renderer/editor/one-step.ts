import type { Transaction } from '@tiptap/pm/state'

/**
 * Makes changes of one `session` one undo step, as they follow each other: those of attributes touch no text, so that the
 * history would keep each for itself. It keeps together what one composition of an input method does.
 */
export function ofSession(tr: Transaction, session: string): Transaction {
  return tr.setMeta('composition', session)
}
