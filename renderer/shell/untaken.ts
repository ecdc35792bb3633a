import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { ScrapId } from '@contract/scraps.ts'
import { scrapOfText } from '../editor/scraps/piece.ts'
import type { Library } from '../state/library.ts'
import type { Notices } from '../state/notices.ts'
import type { Changed } from '../state/runs.ts'
import type { Scraps } from '../state/scraps.ts'
import { putOnClipboard } from './clipboard.ts'

type Deps = Readonly<{ library: Library; scraps: Scraps; notices: Notices }>

/**
 * Puts variants that the writer changed, and did not take, on the shelf of the document's project. Where that fails, a
 * notice holds them. Resolves to whether they are on the shelf.
 */
export async function keepUntaken(deps: Deps, changed: readonly Changed[], document: DocumentId): Promise<boolean> {
  const project = deps.library.view()?.documents.find(({ id }) => id === document)?.project
  const written = changed.filter(({ text }) => text.trim() !== '')
  if (project === undefined || written.length === 0) return true
  const kept = await Promise.all(written.map(it => keep(deps, it, document, project)))
  if (!kept.every(Boolean)) return false
  deps.notices.say('What you wrote into a variant that was not taken is among the scraps.')
  return true
}

async function keep(deps: Deps, it: Changed, document: DocumentId, project: ProjectId): Promise<boolean> {
  const { scraps, notices } = deps
  const id = crypto.randomUUID() as ScrapId
  if (await scraps.keep({ id, project, document, run: it.run, content: scrapOfText(it.text) })) return true
  const notice = `untaken-${id}`
  const again = () => {
    notices.drop(notice)
    void keep(deps, it, document, project)
  }
  notices.keep(notice, 'alert', 'What you wrote into a variant could not be kept as a scrap. It is still here.', [
    { label: 'Try again', run: again },
    { label: 'Copy it', run: () => void putOnClipboard(it.text) },
  ])
  return false
}
