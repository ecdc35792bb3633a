import type { DocumentId } from '@contract/library.ts'
import type { ScrapId } from '@contract/scraps.ts'
import { scrapOfText } from '../editor/scraps/piece.ts'
import type { Library } from '../state/library.ts'
import type { Notices } from '../state/notices.ts'
import type { Changed } from '../state/runs.ts'
import type { Scraps } from '../state/scraps.ts'

/** Puts variants that the writer changed, and did not take, on the shelf of the document's project. */
export async function keepUntaken(
  { library, scraps, notices }: Readonly<{ library: Library; scraps: Scraps; notices: Notices }>,
  changed: readonly Changed[],
  document: DocumentId,
): Promise<void> {
  const project = library.view()?.documents.find(({ id }) => id === document)?.project
  const texts = changed.filter(({ text }) => text.trim() !== '')
  if (project === undefined || texts.length === 0) return
  const kept = await Promise.all(
    texts.map(({ run, text }) =>
      scraps.keep({ id: crypto.randomUUID() as ScrapId, project, document, run, content: scrapOfText(text) }),
    ),
  )
  if (kept.every(Boolean)) notices.say('What you wrote into a variant that was not taken is among the scraps.')
}
