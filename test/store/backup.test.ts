import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUp } from '../../electron/store/backup.ts'
import { openFile } from '../../electron/store/database.ts'
import { createProject, listProjects } from '../../electron/store/projects.ts'
import { freshFolder } from '../support/folders.ts'
import { opened, p } from '../support/library.ts'

const now = new Date('2026-01-02T03:04:05Z')

it('holds what was committed, in one file, while the library stays open', async () => {
  const folder = freshFolder()
  const { db } = await opened(folder)
  createProject(db, p('p'), 'P', 1)
  const file = await backUp(db, join(folder, 'backups'), 'by hand', now)
  createProject(db, p('q'), 'Q', 2)
  expect(readdirSync(join(folder, 'backups'))).toEqual(['library 2026-01-02T03-04-05.000Z by hand.sqlite'])
  // Bytes 18 and 19 of a database say 2 if it needs a log beside it.
  expect([...readFileSync(file).subarray(18, 20)]).toEqual([1, 1])
  const copy = openFile(file)
  expect(listProjects(copy).map(project => project.title)).toEqual(['P'])
  copy.close()
})
it('of a damaged library gets no name', async () => {
  const folder = freshFolder()
  const { db } = await opened(folder)
  // A damage that copies: an index that no longer agrees with its table.
  db.unsafeMode(true)
  db.pragma('writable_schema = ON')
  db.exec(
    `UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'project') WHERE name = 'run'`,
  )
  await expect(backUp(db, join(folder, 'backups'), 'by hand', now)).rejects.toThrow()
  expect(readdirSync(join(folder, 'backups'))).toEqual([])
})
