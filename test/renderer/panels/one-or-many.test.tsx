import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { LabelId } from '@contract/binder.ts'
import { BackupList } from '../../../renderer/panels/BackupList.tsx'
import { LabelsDialog } from '../../../renderer/panels/LabelsDialog.tsx'
import { SpellingDialog } from '../../../renderer/panels/SpellingDialog.tsx'

const nothing = () => undefined

function says(count: number, element: ReactNode, words: string) {
  it(`of ${count}: ${words}`, () => expect(renderToStaticMarkup(element)).toContain(words))
}

describe('a backup', () => {
  const backup = (same: number, scraps: number) => (
    <BackupList
      backups={[{ name: 'b', atMs: 0, label: '', elsewhere: false }]}
      contents={{ documents: 1, words: 1, loss: { missing: [], changed: [], scraps, same, unread: false } }}
      {...{ chosen: 'b', nowMs: 0, busy: false, onChoose: nothing, onRestore: nothing }}
    />
  )
  says(1, backup(1, 0), '1 document is the same.')
  says(2, backup(2, 0), '2 documents are the same.')
  says(1, backup(1, 1), '1 other document is the same.')
})

describe('a label', () => {
  const label = { id: 'l' as LabelId, name: 'Anna', colour: 'grey' } as const
  const labels = (used: number) => (
    <LabelsDialog
      labels={[label]}
      used={() => used}
      {...{ onSave: () => Promise.resolve(true), onAdd: nothing, onDelete: nothing, onClose: nothing }}
    />
  )
  says(1, labels(1), 'Delete the label Anna and take it off 1 document"')
  says(2, labels(2), 'Delete the label Anna and take it off 2 documents"')
})

describe('spelling', () => {
  const spelling = (...words: string[]) => (
    <SpellingDialog
      {...{ on: true, dictionary: '', known: { dictionaries: [], words }, writable: true }}
      {...{ onTurn: nothing, onDictionary: nothing, onAddDictionary: nothing, onClose: nothing }}
      {...{ onAddWord: nothing, onRemoveWord: nothing }}
    />
  )
  says(1, spelling('Palimpsest'), '"1 word of your own"')
  says(2, spelling('Palimpsest', 'Marta'), '"2 words of your own"')
})
