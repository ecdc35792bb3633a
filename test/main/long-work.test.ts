import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { JobId, JobProgress } from '@contract/files.ts'
import { createBackups } from '../../electron/main/backups.ts'
import { createLongWork } from '../../electron/main/long-work.ts'
import type { LongWork } from '../../electron/main/long-work.ts'
import { backUp } from '../../electron/store/backup.ts'
import { backupName } from '../../electron/store/backup-rotation.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { prepareReplacement } from '../../electron/store/restore.ts'
import { verifyLibrary } from '../../electron/store/verify.ts'
import { chapters } from '../support/damage.ts'
import { freshFolder } from '../support/folders.ts'
import { opened } from '../support/library.ts'

const id = 'job' as JobId
const now = new Date('2026-01-02T10:00:00Z')
const backupsOf = (folder: string) => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [])

/** A library large enough to be copied in several turns, and work on it that is given up where `when` says so. */
async function library(when: (progress: JobProgress) => boolean = () => false) {
  const folder = freshFolder()
  await chapters(folder, 200)
  const { db } = await opened(folder)
  const told: JobProgress[] = []
  const longWork: LongWork = createLongWork(progress => {
    told.push(progress)
    if (when(progress)) longWork.cancel(id)
  })
  return { folder, db, told, longWork }
}
const inMiddle = ({ doing, done }: JobProgress) => doing === 'Copying the library' && done > 0

function backups(db: WriteDb, folder: string, other: string | null = null, onFailure = (_: unknown) => undefined) {
  const made = createBackups({ db, folder, readOnly: null, close: () => undefined }, () => now.getTime(), onFailure, {
    otherFolder: () => other,
  })
  made.stop()
  return made
}

it('a backup tells how far it has come', async () => {
  const { folder, db, told, longWork } = await library()
  await longWork.run(id, watch => backups(db, folder).make('by hand', watch))
  const copying = told.filter(({ doing }) => doing === 'Copying the library')
  expect(copying.length).toBeGreaterThan(2)
  expect(copying.map(({ done }) => done)).toEqual(copying.map(({ done }) => done).sort((a, b) => a - b))
  expect(told.at(-1)).toEqual({ id, doing: 'Checking the copy', done: 0, of: 0 })
  expect(backupsOf(folder)).toHaveLength(1)
})
for (const [where, when] of [
  ['copied', inMiddle],
  ['checked', ({ doing }: JobProgress) => doing === 'Checking the copy'],
] as const)
  it(`a backup that is given up while it is ${where} leaves no file, and the next one is made`, async () => {
    const { folder, db, longWork } = await library(when)
    const all = backups(db, folder)
    expect(await longWork.run(id, watch => all.make('by hand', watch))).toBeNull()
    expect(backupsOf(folder)).toEqual([])
    await all.make()
    expect(backupsOf(folder)).toHaveLength(1)
  })
it('a second copy that is given up leaves nothing in the other folder; the backup stays', async () => {
  const { folder, db, longWork } = await library(({ doing }) => doing === 'Making the second copy')
  const [other, failures] = [freshFolder(), [] as unknown[]]
  const made = backups(db, folder, other, error => void failures.push(error))
  expect(await longWork.run(id, watch => made.make('by hand', watch))).toContain('by hand.sqlite')
  expect([backupsOf(folder).length, readdirSync(other), failures]).toEqual([1, [], []])
})
it('a second copy that fails leaves no part of it, and is told', async () => {
  const { folder, db, longWork } = await library()
  const [other, failures] = [freshFolder(), [] as unknown[]]
  const made = backups(db, folder, other, error => void failures.push(error))
  // A folder where the copy is to be named.
  const name = backupName(now, 'by hand')
  mkdirSync(join(other, name, 'in the way'), { recursive: true })
  expect(await longWork.run(id, watch => made.make('by hand', watch))).toContain(name)
  expect([readdirSync(other), failures.length]).toEqual([[name], 1])
})
it('going back that is given up leaves the library as it was, and nothing beside it', async () => {
  const { folder, db, longWork } = await library(({ doing }) => doing === 'Checking the copy')
  const backup = await backUp(db, join(folder, 'backups'), 'by hand', now)
  const before = readFileSync(join(folder, 'library.sqlite'))
  const names = readdirSync(folder)
  expect(await longWork.run(id, watch => prepareReplacement(folder, backup, verifyLibrary, watch))).toBeNull()
  expect(readdirSync(folder)).toEqual(names)
  expect(readFileSync(join(folder, 'library.sqlite'))).toEqual(before)
})
it('what fails is no cancelling', async () => {
  const { longWork } = await library()
  await expect(longWork.run(id, () => Promise.reject(new Error('the disk gave up')))).rejects.toThrow(
    'the disk gave up',
  )
})
it('what is stopped is given up, and over once what it left has gone', async () => {
  const { folder, db, longWork } = await library()
  const given = longWork.run(id, watch => backups(db, folder).make('by hand', watch))
  await longWork.stop()
  expect(backupsOf(folder)).toEqual([])
  expect(await given).toBeNull()
})
