import type { BackupContents, Loss } from '../contract/recovery.ts'
import { remainsOf } from './remains.ts'
import type { LibraryRemains } from './remains.ts'

/** What the backup `file` holds, and what is in the library now that it does not. `now`: null if none of it can be read. */
export function contentsOf(file: string, now: LibraryRemains | null): BackupContents {
  const then = remainsOf(file) ?? { documents: [], scraps: [], whole: false }
  const words = then.documents.reduce((sum, document) => sum + document.words, 0)
  return { documents: then.documents.length, words, loss: now && lossBetween(now, then) }
}

/** Documents are the same if their content is. Those that only the backup has are no loss. */
export function lossBetween(now: LibraryRemains, then: LibraryRemains): Loss {
  const before = new Map(then.documents.map(document => [document.id, document]))
  const missing = now.documents.filter(({ id }) => !before.has(id))
  const kept = now.documents.filter(({ id }) => before.has(id))
  const shelved = new Set(then.scraps.map(({ id }) => id))
  const changed = kept.filter(it => it.typed.length > 0 || contentOf(it) !== contentOf(before.get(it.id)!))
  return {
    missing: missing.map(({ title, words }) => ({ title, words })),
    changed: changed.map(({ id, title, words }) => ({ title, words, wordsThen: before.get(id)!.words })),
    scraps: now.scraps.filter(({ id }) => !shelved.has(id)).length,
    same: kept.length - changed.length,
    unread: !now.whole,
  }
}

function contentOf({ title, doc }: LibraryRemains['documents'][number]): string {
  return JSON.stringify([title, doc])
}
