import type { BackupContents, Loss } from '../contract/recovery.ts'
import { remainsOf } from './remains.ts'
import type { Remains } from './remains.ts'

/** What the backup `file` holds, and what is in the library now that it does not. `now`: null if none of it can be read. */
export function contentsOf(
  file: string,
  now: Readonly<{ documents: readonly Remains[]; whole: boolean }> | null,
): BackupContents {
  const then = remainsOf(file)?.documents ?? []
  const words = then.reduce((sum, document) => sum + document.words, 0)
  return { documents: then.length, words, loss: now && lossBetween(now.documents, then, !now.whole) }
}

/** Documents are the same if their content is. Those that only the backup has are no loss. */
export function lossBetween(now: readonly Remains[], then: readonly Remains[], unread: boolean): Loss {
  const before = new Map(then.map(document => [document.id, document]))
  const missing = now.filter(({ id }) => !before.has(id))
  const kept = now.filter(({ id }) => before.has(id))
  const changed = kept.filter(it => it.typed.length > 0 || contentOf(it) !== contentOf(before.get(it.id)!))
  return {
    missing: missing.map(({ title, words }) => ({ title, words })),
    changed: changed.map(({ id, title, words }) => ({ title, words, wordsThen: before.get(id)!.words })),
    same: kept.length - changed.length,
    unread,
  }
}

function contentOf({ title, doc }: Remains): string {
  return JSON.stringify([title, doc])
}
