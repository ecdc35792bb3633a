import { expect, it } from 'vitest'
import { listDocuments, loadDocument } from '../../electron/store/documents.ts'
import { trashDocuments } from '../../electron/store/places.ts'
import { listProjects } from '../../electron/store/projects.ts'
import { seedSample } from '../../electron/store/seed.ts'
import type { Sample } from '../../electron/store/seed.ts'
import { defaultSettings, loadSettings } from '../../electron/store/settings.ts'
import { d, opened, p } from '../support/library.ts'
import { freshFolder } from '../support/folders.ts'

const draft = (id: string) => ({
  id: d(id),
  title: id,
  doc: { type: 'doc' as const },
  text: id,
  words: 1,
  caret: { anchor: 4, head: 4 },
})
const sample: Sample = { project: { id: p('s'), title: 'Sample' }, documents: [draft('one'), draft('two')] }

it('fills a new library and opens its first document', async () => {
  const { db } = await opened(freshFolder())
  seedSample(db, sample, 5)
  expect(listProjects(db).map(project => project.title)).toEqual(['Sample'])
  expect(listDocuments(db).map(document => document.title)).toEqual(['one', 'two'])
  expect(loadSettings(db).openDocument).toBe('one')
  expect(loadDocument(db, d('one')).caret.anchor).toBe(4)
})
it('happens once, whatever became of the sample', async () => {
  const folder = freshFolder()
  const first = await opened(folder)
  seedSample(first.db, sample, 5)
  trashDocuments(first.db, [d('one')], 6)
  first.close()
  const { db } = await opened(folder)
  seedSample(db, sample, 7)
  expect(listDocuments(db).filter(document => document.trashedAtMs === null)).toHaveLength(1)
})
it('is not put into a library that lost its settings', async () => {
  const { db } = await opened(freshFolder())
  seedSample(db, sample, 5)
  db.exec('DELETE FROM setting')
  seedSample(db, sample, 6)
  expect(listDocuments(db)).toHaveLength(2)
  expect(loadSettings(db)).toEqual(defaultSettings)
})
it('is all or nothing', async () => {
  const { db } = await opened(freshFolder())
  const broken = { ...sample, documents: [draft('one'), draft('one')] }
  expect(() => seedSample(db, broken, 5)).toThrow()
  expect(listProjects(db)).toEqual([])
  seedSample(db, sample, 6)
  expect(listDocuments(db)).toHaveLength(2)
})
