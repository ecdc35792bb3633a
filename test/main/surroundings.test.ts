import { expect, it } from 'vitest'
import type { DocumentKind } from '@contract/binder.ts'
import { surroundingsOf } from '../../electron/main/surroundings.ts'
import { describeDocuments } from '../../electron/store/cards.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { createDocument, saveDocument } from '../../electron/store/documents.ts'
import { moveDocuments, trashDocuments } from '../../electron/store/places.ts'
import { createProject } from '../../electron/store/projects.ts'
import { d, libraryWith, p } from '../support/library.ts'

/** A chapter with the scenes one, two and three in it, a note and a scene of the trash between them, and another project. */
async function novel(): Promise<WriteDb> {
  const db = await libraryWith('chapter', 'one', 'note', 'lost', 'two', 'three')
  const under = { project: p('p'), parent: d('chapter') }
  ;['one', 'note', 'lost', 'two', 'three'].forEach((id, position) => moveDocuments(db, [d(id)], { ...under, position }))
  const kind = (id: string, it: DocumentKind) => describeDocuments(db, [d(id)], { kind: it })
  kind('chapter', 'chapter')
  kind('note', 'note')
  describeDocuments(db, [d('chapter')], { synopsis: 'It storms.' })
  describeDocuments(db, [d('two')], { synopsis: 'Anna reads.' })
  trashDocuments(db, [d('lost')], 5)
  createProject(db, p('q'), 'Q', 1)
  createDocument(db, d('other'), p('q'), 'OTHER', 1)
  for (const id of ['one', 'note', 'lost', 'two', 'three', 'other']) write(db, id, `Text of ${id}.`)
  return db
}

function write(db: WriteDb, id: string, text: string): void {
  const doc = { type: 'doc', content: [] } as const
  saveDocument(db, { id: d(id), doc, text, words: 3, caret: { anchor: 1, head: 1 } }, 2)
}

it('the scenes before and after, without notes, trash and other projects', async () => {
  const around = surroundingsOf(await novel(), d('two'), 'scenes')
  expect(around).toEqual({ outline: '', before: 'Text of one.', after: 'Text of three.' })
})
it('several short scenes, in the order of the binder', async () => {
  const db = await novel()
  expect(surroundingsOf(db, d('three'), 'scenes')!.before).toBe('Text of one.\n\nText of two.')
  expect(surroundingsOf(db, d('chapter'), 'scenes')!.after).toBe('Text of one.\n\nText of two.\n\nText of three.')
})
it('the outline: titles and synopses, the outermost first', async () =>
  expect(surroundingsOf(await novel(), d('two'), 'outline')!.outline).toBe(
    'CHAPTER\n\nIt storms.\n\nTWO\n\nAnna reads.',
  ))
it('nothing where nothing is wished, and for what is no part of the manuscript', async () => {
  const db = await novel()
  for (const id of ['two', 'note', 'lost'])
    expect(surroundingsOf(db, d(id), id === 'two' ? 'nothing' : 'outline')).toBeUndefined()
})
it('the nearest of a long text', async () => {
  const db = await novel()
  write(db, 'one', `${'Far. '.repeat(2000)}Near.`)
  const { before } = surroundingsOf(db, d('two'), 'scenes')!
  expect(before.length).toBe(4000)
  expect(before.endsWith('Far. Near.')).toBe(true)
})
