import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { createBackups } from '../../electron/main/backups.ts'
import { openFile } from '../../electron/store/database.ts'
import { LibraryDamaged } from '../../electron/store/failures.ts'
import { createProject, listProjects } from '../../electron/store/projects.ts'
import { verifyLibrary } from '../../electron/store/verify.ts'
import { chapters, flipLeaf } from '../support/damage.ts'
import { freshFolder } from '../support/folders.ts'
import { opened, p } from '../support/library.ts'

const MINUTE_MS = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.parse('2026-01-02T10:00:00Z') })
})

/** A real library whose backups are watched, on a clock that `pass` turns. `verify`: checks the copies, and the library. */
async function watched(folder = freshFolder(), verify = verifyLibrary) {
  const library = await opened(folder)
  const failures: unknown[] = []
  const backups = createBackups(library, Date.now, error => failures.push(error), { verify })
  onTestFinished(() => {
    backups.stop()
    vi.useRealTimers()
  })
  const names = () => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')).sort() : [])
  let written = 0
  const write = () => createProject(library.db, p(`p${++written}`), `P${written}`, 1)
  const pass = async (minutes: number) => {
    for (let gone = 0; gone < minutes; gone += 5) {
      vi.advanceTimersByTime(5 * MINUTE_MS)
      await backups.idle()
      await new Promise(done => setTimeout(done, 1))
    }
  }
  return { folder, library, backups, failures, names, write, pass }
}

async function book(): Promise<string> {
  const folder = freshFolder()
  await chapters(folder, 20)
  return folder
}

it('comes every hour in which something was written, and opens with what was', async () => {
  const { folder, names, write, pass } = await watched()
  write()
  await pass(5)
  expect(names()).toEqual(['library 2026-01-02T10-05-00.000Z hourly.sqlite'])
  await pass(120)
  expect(names()).toHaveLength(1)
  write()
  await pass(5)
  expect(names()).toHaveLength(2)
  write()
  await pass(55)
  expect(names()).toHaveLength(2)
  await pass(5)
  expect(names()).toHaveLength(3)
  const copy = openFile(join(folder, 'backups', names().at(-1)!))
  expect(listProjects(copy)).toHaveLength(3)
  copy.close()
})
it('is made on demand, one after the other', async () => {
  const { backups, names, write } = await watched()
  write()
  const first = backups.make()
  vi.advanceTimersByTime(1)
  const files = await Promise.all([first, backups.make()])
  expect(new Set(files)).toHaveProperty('size', names().length)
  expect(names().every(name => name.endsWith('by hand.sqlite'))).toBe(true)
})
it('one by hand does not put off the hourly one', async () => {
  const { backups, names, write, pass } = await watched()
  write()
  await backups.make()
  write()
  await pass(5)
  expect(names().map(name => name.slice(33))).toEqual(['by hand.sqlite', 'hourly.sqlite'])
})
it('that fails is told, and tried again', async () => {
  const { folder, failures, names, write, pass } = await watched()
  writeFileSync(join(folder, 'backups'), 'a file in the way')
  write()
  await pass(5)
  expect(failures).toHaveLength(1)
  rmSync(join(folder, 'backups'))
  await pass(5)
  expect([failures.length, names().length]).toEqual([1, 1])
})
it('that shows damage of the library says so', async () => {
  const { library, backups, names } = await watched(await book())
  // What is in SQLite's memory would be copied from there.
  library.db.pragma('shrink_memory')
  flipLeaf(library.db.name, 'Chapter 9')
  const error: unknown = await backups.make().catch((error: unknown) => error)
  expect(error).toBeInstanceOf(LibraryDamaged)
  expect(error).toMatchObject({ file: library.db.name })
  expect(names()).toEqual([])
})
it('of which only the copy is damaged says that the library is sound', async () => {
  const { backups, names } = await watched(await book(), async (file, isOpen) => {
    if (!isOpen) flipLeaf(file, 'Chapter 9')
    await verifyLibrary(file, isOpen)
  })
  await expect(backups.make()).rejects.toThrow('The library itself is sound.')
  expect(names()).toEqual([])
})
