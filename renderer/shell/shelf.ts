import type { RunId } from '@contract/infill.ts'
import type { DocumentId } from '@contract/library.ts'
import type { ScrapContent, ScrapId } from '@contract/scraps.ts'
import type { Stores } from './stores.ts'

/** Puts a piece of a document, or of a variant for it, on the shelf of its project. Resolves to whether it is there. */
export function shelve(
  { library, scraps }: Pick<Stores, 'library' | 'scraps'>,
  document: DocumentId,
  run: RunId | null,
  content: ScrapContent,
): Promise<boolean> {
  const project = library.view()?.documents.find(({ id }) => id === document)?.project
  if (project === undefined) return Promise.resolve(false)
  return scraps.keep({ id: crypto.randomUUID() as ScrapId, project, document, run, content })
}
