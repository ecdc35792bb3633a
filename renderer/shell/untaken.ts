import { getSchema } from '@tiptap/core'
import type { DocumentId } from '@contract/library.ts'
import { documentExtensions } from '../editor/schema.ts'
import { scrapOfText } from '../editor/scraps/piece.ts'
import type { Changed } from '../state/runs.ts'
import { putOnClipboard } from './clipboard.ts'
import { shelve } from './shelf.ts'
import type { Stores } from './stores.ts'

type Deps = Pick<Stores, 'library' | 'scraps' | 'notices'>

/**
 * Puts variants that the writer changed, and did not take, on the shelf of the document's project. Where that fails, a
 * notice holds them. Resolves to whether they are on the shelf.
 */
export async function keepUntaken(deps: Deps, changed: readonly Changed[], document: DocumentId): Promise<boolean> {
  const written = changed.filter(({ text }) => text.trim() !== '')
  if (written.length === 0) return true
  const kept = await Promise.all(written.map(it => keep(deps, it, document)))
  if (!kept.every(Boolean)) return false
  deps.notices.say('What you wrote into a variant that was not taken is among the scraps.')
  return true
}

async function keep(deps: Deps, { run, text }: Changed, document: DocumentId): Promise<boolean> {
  if (await shelve(deps, document, run, scrapOfText(getSchema(documentExtensions()), text))) return true
  const { notices } = deps
  const notice = `untaken-${crypto.randomUUID()}`
  const again = () => {
    notices.drop(notice)
    void keep(deps, { run, text }, document)
  }
  notices.keep(notice, 'alert', 'What you wrote into a variant could not be kept as a scrap. It is still here.', [
    { label: 'Try again', run: again },
    { label: 'Copy it', run: () => void putOnClipboard(text) },
  ])
  return false
}
