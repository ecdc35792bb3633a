import { expect, it } from 'vitest'
import type { DocJson, DocumentDraft, DocumentId } from '@contract/library.ts'
import type { UnsavedText } from '@contract/recovery.ts'
import type { Fault } from '@contract/result.ts'
import { footnote } from '../../../electron/files/rich-text.ts'
import { createStores } from '../../../renderer/shell/stores.ts'
import { inEditor } from '../../support/documents.ts'
import { scriptedStudio } from '../state/scripted-studio.ts'

const a = 'a' as DocumentId
const refused: Fault = { code: 'library-damaged', message: 'It is damaged.' }
const lamp = { type: 'text', text: 'The lamp' } as const
const doc = inEditor({ type: 'doc', content: [{ type: 'paragraph', content: [lamp, footnote('Of oil.')] }] })

/** A studio that is told of damage, with a document that cannot be saved; returns what asks to see what can be done. */
async function damaged(recover: (unsaved: UnsavedText | null) => void) {
  const { studio, tell } = scriptedStudio({
    'document:load': id => ({ id, title: 'A', words: 2, revision: 1, journal: [] }) as never,
    'document:save': () => refused,
    'library:recover': recover,
  })
  const { document, notices } = createStores(studio)
  await document.open(a)
  document.attach(() => ({ id: a, doc: doc.toJSON() as DocJson, text: 'The lamp', words: 2 }) as DocumentDraft)
  document.touched()
  tell('library:damaged', null)
  return async () => {
    const actions = notices.store.getState().find(({ id }) => id === 'damaged')!.actions
    actions.find(({ label }) => label === 'See what can be done')!.run()
    await new Promise(done => setTimeout(done, 20))
  }
}

it('takes along what could not be saved, with its footnotes', async () => {
  const taken: (UnsavedText | null)[] = []
  const seeWhatCanBeDone = await damaged(unsaved => void taken.push(unsaved))
  await seeWhatCanBeDone()
  expect(taken).toEqual([{ title: 'A', text: 'The lamp\n\n[Footnotes:]\n1. Of oil.' }])
})
