import { describe, expect, it, vi } from 'vitest'
import type { Document, DocumentDraft, DocumentId } from '@contract/library.ts'
import { createReplaceDesk } from '../../../renderer/shell/replace-desk.ts'
import { createStores } from '../../../renderer/shell/stores.ts'
import { viewAs } from '../../support/binder.ts'
import { doc, p } from '../../support/page.ts'
import { scriptedStudio } from '../state/scripted-studio.ts'

const view = viewAs('a')
const a = 'a' as DocumentId

/** What is told once “lamp” was replaced in these paragraphs, some were changed then, and all was taken back. */
async function takenBack(paragraphs: readonly string[], since: readonly string[]): Promise<string> {
  let content = doc(...paragraphs.map(it => p(it))).toJSON() as Document['doc']
  const { studio } = scriptedStudio({
    'library:view': () => view,
    'document:texts': () => [{ id: a, revision: 1, text: paragraphs.join('\n') }],
    'document:load': () => ({
      ...view.documents[0]!,
      doc: content,
      caret: { anchor: 1, head: 1 },
      revision: 1,
      journal: [],
    }),
    'document:save-all': drafts =>
      drafts.map((draft: DocumentDraft) => {
        content = draft.doc
        return { ...view.documents[0]!, revision: 1 }
      }),
  })
  const stores = createStores(studio)
  await stores.library.load()
  const desk = createReplaceDesk({ studio, ...stores, page: () => null })
  desk.store.setState({ options: { text: 'lamp', wholeWord: false, matchCase: false, pattern: false } })
  desk.change({ replacement: 'sea' })
  await desk.look()
  await desk.replace()
  await vi.waitFor(() => expect(desk.store.getState().phase).toBe('listed'))
  content = doc(...since.map(it => p(it))).toJSON() as Document['doc']
  await desk.undoAll()
  return stores.notices.store.getState().at(-1)!.text
}

describe('a replacement that is taken back', () => {
  const both = ['One lamp.', 'Two lamps.']
  function says(since: readonly string[], words: string) {
    it(words, async () => expect(await takenBack(both, since)).toBe(words))
  }
  says(['One sea.', 'Two seas.'], 'Taken back in 1 document.')
  says(['One sea.', 'Other.'], 'Taken back in 1 document. 1 paragraph changed since and stays as it is.')
  says(['Another.', 'Other.'], 'Taken back in 1 document. 2 paragraphs changed since and stay as they are.')
})
