import { expect, it } from 'vitest'
import type { WriteDb } from '../../electron/store/database.ts'
import { ProjectMissing } from '../../electron/store/failures.ts'
import { createProject, listProjects, renameProject, trashProject } from '../../electron/store/projects.ts'
import { libraryWith, p } from '../support/library.ts'

const titles = (db: WriteDb) => listProjects(db).map(project => project.title)

it('come in the order in which they were made', async () => {
  const db = await libraryWith()
  createProject(db, p('z'), 'Second', 2)
  createProject(db, p('a'), 'Third', 3)
  expect(titles(db)).toEqual(['P', 'Second', 'Third'])
  expect(listProjects(db).map(project => project.position)).toEqual([0, 1, 2])
})
it('are renamed', async () => {
  const db = await libraryWith()
  renameProject(db, p('p'), 'Other')
  expect(titles(db)).toEqual(['Other'])
})
it('go to the trash and come back as they were', async () => {
  const db = await libraryWith()
  const before = listProjects(db)
  trashProject(db, p('p'), 5)
  expect(listProjects(db)[0]?.trashedAtMs).toBe(5)
  trashProject(db, p('p'), null)
  expect(listProjects(db)).toEqual(before)
})
it('that do not exist are named', async () => {
  const db = await libraryWith()
  expect(() => renameProject(db, p('x'), 'X')).toThrow(ProjectMissing)
  expect(() => trashProject(db, p('x'), 5)).toThrow(ProjectMissing)
})
it('never share an id', async () => {
  const db = await libraryWith()
  expect(() => createProject(db, p('p'), 'Twice', 2)).toThrow(/UNIQUE/)
  expect(titles(db)).toEqual(['P'])
})
