import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openLibrary } from '../../electron/store/open.ts'
import { blankPage, breakPages, chapter, chapters, cutShort, flipLeaf, write } from '../support/damage.ts'
import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import type { Studio } from './support/studio.ts'
import { newDocument, saved, text } from './support/writing.ts'

const COUNT = 12
const fileIn = (library: string) => join(library, 'library.sqlite')
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const outcome = (page: Page) => page.getByRole('main').getByRole('status')
const asideIn = (library: string) => readdirSync(library).filter(name => name.endsWith('set aside.sqlite'))

/** Waits for the window that comes after the one that is shown, and makes it the page. */
async function nextWindow(studio: Studio, leave: () => Promise<void>): Promise<Page> {
  const next = studio.app.waitForEvent('window')
  await leave()
  return next
}

async function expectChapters(page: Page, title = 'Chapter 3'): Promise<void> {
  const binder = page.getByRole('navigation', { name: 'Binder' })
  await binder.getByText(title, { exact: true }).click()
  await expect(text(page)).toContainText('word3x0')
}

const damages: Readonly<Record<string, (file: string) => unknown>> = {
  'The library file is cut short': file => cutShort(file, 0.9),
  'Part of the library file is blank': file => blankPage(file, 0),
  'The library is damaged': file => flipLeaf(file, 'Chapter 9'),
}
for (const [name, harm] of Object.entries(damages))
  test(`${name}: what can be read is salvaged, the file is kept`, async ({ launch, library }) => {
    await chapters(library, COUNT)
    harm(fileIn(library))
    const damaged = readFileSync(fileIn(library))
    const studio = await launch()
    await expect(heading(studio.page)).toHaveText(name)
    await expect(studio.page.getByText(/can be read\.$/)).toBeVisible()
    expect(readFileSync(fileIn(library))).toEqual(damaged)
    await act(studio.page, 'Salvage what can be read')
    await expect(outcome(studio.page)).toContainText(/documents with .* words were saved/)
    const aside = asideIn(library)
    expect(aside).toHaveLength(1)
    expect(readFileSync(join(library, aside[0]!))).toEqual(damaged)
    const page = await nextWindow(studio, () => act(studio.page, 'Open the library'))
    await expectChapters(page)
  })

test('a damaged library is restored from a backup, after what would be lost was shown', async ({ launch, library }) => {
  await chapters(library, COUNT)
  const first = await launch()
  await newDocument(first.page, ['Written after chapter and verse.'])
  await saved(first.page)
  await first.page.keyboard.press('Control+k')
  await first.page.keyboard.type('Back up now')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByText(/^Backed up and checked: /)).toBeVisible()
  await newDocument(first.page, ['This one is not in the backup.'])
  await saved(first.page)
  await first.close()
  flipLeaf(fileIn(library), 'Chapter 4')
  const studio = await launch()
  const { page } = studio
  await expect(heading(page)).toHaveText('The library is damaged')
  await page.getByRole('button', { name: /made by hand/ }).click()
  const inside = page.getByRole('region', { name: 'What is in this backup' })
  await expect(inside).toContainText('Not in it, and lost by going back:')
  await expect(inside).toContainText('Untitled (7 words)')
  await expect(inside).toContainText('there may be more')
  await studio.shot('recovery-backup')
  expect(await violations(page)).toEqual([])
  await act(page, 'Restore this backup')
  await expect(outcome(page)).toContainText('The backup is in place.')
  const next = await nextWindow(studio, () => act(page, 'Open the library'))
  await expectChapters(next)
  await expect(next.getByRole('navigation', { name: 'Binder' }).getByText('Untitled', { exact: true })).toHaveCount(1)
})

test('all text is written where the writer says, and a copy opens for reading', async ({ launch, library }) => {
  await chapters(library, COUNT)
  flipLeaf(fileIn(library), 'Chapter 9')
  const studio = await launch()
  await expect(heading(studio.page)).toHaveText('The library is damaged')
  const target = join(library, 'out')
  mkdirSync(target)
  await studio.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, target)
  await act(studio.page, 'Export all text…')
  await expect(outcome(studio.page)).toContainText('written as text files in')
  const [folder] = readdirSync(target)
  const home = join(target, folder!, '01 A winter')
  expect(readFileSync(join(home, readdirSync(home)[0]!), 'utf8')).toContain('word0x0')
  const before = readFileSync(fileIn(library))
  const page = await nextWindow(studio, () => act(studio.page, 'Open a copy for reading'))
  await expect(page.getByText(/can be read but not changed/).first()).toBeVisible()
  await expectChapters(page)
  expect(readFileSync(fileIn(library))).toEqual(before)
})

test('damage that is found while writing leads to what can be done, and what was typed is kept', async ({
  launch,
  library,
}) => {
  await chapters(library, 60)
  // The check at its start leaves in SQLite's memory what it reads last: the long text is not to be in it.
  const { db, close } = await openLibrary(library, new Date())
  write(db, 5, `${chapter(5)} `.repeat(10))
  for (let i = 20; i < 40; i++) write(db, i, '.'.repeat(1_000_000))
  close()
  const studio = await launch()
  const { page } = studio
  await newDocument(page, ['Saved before the damage.'])
  await saved(page)
  await studio.app.evaluate(({ ipcMain }) => {
    for (const name of ['document:save', 'document:journal']) {
      ipcMain.removeHandler(name)
      ipcMain.handle(name, () => ({ ok: false, fault: { code: 'library-damaged', message: 'It is damaged.' } }))
    }
  })
  await page.keyboard.type(' Typed after it.')
  await expect(page.getByText(/^Not saved\. /)).toBeVisible()
  breakPages(fileIn(library), 'word5x1')
  // Looking through all texts comes upon it.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Find and replace in all documents')
  await page.keyboard.press('Enter')
  await page.getByLabel('Find in all documents').fill('word5x1')
  await expect(page.getByText(/^The library file is damaged: /)).toBeVisible()
  await studio.shot('damage-found')
  const next = await nextWindow(studio, () => act(page, 'See what can be done'))
  await expect(heading(next)).toHaveText('The library is damaged')
  const rescued = readdirSync(library).filter(name => name.startsWith('Unsaved words'))
  expect(rescued).toHaveLength(1)
  await expect(next.getByText(rescued[0]!)).toBeVisible()
  expect(readFileSync(join(library, rescued[0]!), 'utf8')).toBe(
    'Untitled\n\nSaved before the damage. Typed after it.\n',
  )
  await next.screenshot({ path: 'test-results/damage-recovery.png' })
  await act(next, 'Salvage what can be read')
  await expect(outcome(next)).toContainText(/documents with .* words were saved/, { timeout: 60_000 })
  const again = await nextWindow(studio, () => act(next, 'Open the library'))
  await expect(text(again)).toContainText('Saved before the damage.')
  await expect(again.getByRole('navigation', { name: 'Binder' }).getByText('Chapter 59', { exact: true })).toBeVisible()
})

test('a file that is no library is left alone', async ({ launch, library }) => {
  writeFileSync(fileIn(library), 'My novel, by mistake saved under this name. '.repeat(100))
  const { page } = await launch()
  await expect(heading(page)).toHaveText('This file is no library')
  await expect(page.getByText('There is no backup.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Salvage what can be read' })).toHaveCount(0)
  expect(readFileSync(fileIn(library), 'utf8')).toContain('My novel')
})

test('a library from the future is not touched', async ({ launch, library }) => {
  await chapters(library, COUNT)
  const db = new Database(fileIn(library))
  db.pragma('user_version = 999')
  db.pragma('journal_mode = DELETE')
  db.close()
  const before = readFileSync(fileIn(library))
  const { page } = await launch()
  await expect(heading(page)).toHaveText('The library is newer than this Palimpsest')
  await act(page, 'Try again')
  expect(readFileSync(fileIn(library))).toEqual(before)
})

/** A studio that was killed while its log held what was typed. */
async function killedWhileWriting(studio: Studio): Promise<void> {
  await newDocument(studio.page, ['Only the log has this.'])
  await saved(studio.page)
  await studio.kill()
}

test('a log that is missing after a crash is noticed; the library opens without it', async ({ launch, library }) => {
  await chapters(library, COUNT)
  await killedWhileWriting(await launch())
  rmSync(`${fileIn(library)}-wal`)
  const studio = await launch()
  await expect(heading(studio.page)).toHaveText('The library’s log is missing')
  await studio.shot('recovery-log')
  const page = await nextWindow(studio, () => act(studio.page, 'Open it without the log'))
  await expectChapters(page)
})

test('a log of an earlier state is not applied, and is kept', async ({ launch, library }) => {
  await chapters(library, COUNT)
  await killedWhileWriting(await launch())
  copyFileSync(`${fileIn(library)}-wal`, join(library, 'old-log'))
  const second = await launch()
  await newDocument(second.page, ['Written after the crash.'])
  await saved(second.page)
  await second.close()
  copyFileSync(join(library, 'old-log'), `${fileIn(library)}-wal`)
  const studio = await launch()
  await expect(heading(studio.page)).toHaveText('A log lies here that is not this library’s')
  const page = await nextWindow(studio, () => act(studio.page, 'Open it without the log'))
  await expect(text(page)).toContainText('Written after the crash.')
  expect(readdirSync(library).filter(name => name.endsWith('set aside.sqlite-wal'))).toHaveLength(1)
})

test('a library that another program holds is opened once that lets go', async ({ launch, library }) => {
  await chapters(library, COUNT)
  const holder = new Database(join(library, 'library.lock'))
  holder.exec('BEGIN EXCLUSIVE')
  const studio = await launch()
  await expect(heading(studio.page)).toHaveText('The library is already open')
  holder.close()
  const page = await nextWindow(studio, () => act(studio.page, 'Try again'))
  await expectChapters(page)
})

test('a library whose drive has gone is not made anew', async ({ launch, library }) => {
  const drive = join(library, 'drive')
  const env = { PALIMPSEST_LIBRARY: join(drive, 'Library') }
  await chapters(env.PALIMPSEST_LIBRARY, COUNT)
  const first = await launch({ env })
  await expectChapters(first.page)
  await first.close()
  const away = join(library, 'away')
  execFileSync('mv', [drive, away])
  const studio = await launch({ env })
  await expect(heading(studio.page)).toHaveText('The library is not where it was')
  expect(existsSync(drive)).toBe(false)
  await studio.shot('recovery-gone')
  expect(await violations(studio.page)).toEqual([])
  execFileSync('mv', [away, drive])
  const page = await nextWindow(studio, () => act(studio.page, 'Try again'))
  await expectChapters(page)
})

test.describe('on a disk of its own', () => {
  const why = 'a small disk can only be mounted by root on Linux'
  test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, why)
  const mount = (place: string, options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', place])
  let disk = ''
  test.beforeEach(({ library }) => {
    disk = join(library, 'disk')
    mkdirSync(disk)
    mount(disk, 'size=2m')
  })
  test.afterEach(() => {
    execFileSync('umount', ['-l', disk])
  })

  test('that is full: once there is room, the library opens', async ({ launch }) => {
    const env = { PALIMPSEST_LIBRARY: join(disk, 'Library') }
    await chapters(env.PALIMPSEST_LIBRARY, COUNT)
    const ballast = join(disk, 'ballast')
    try {
      writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024))
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
    }
    const studio = await launch({ env })
    await expect(heading(studio.page)).toHaveText('The disk is full')
    await studio.shot('recovery-full')
    rmSync(ballast)
    const page = await nextWindow(studio, () => act(studio.page, 'Try again'))
    await expectChapters(page)
  })

  test('that is read-only: it opens for reading when the writer says so', async ({ launch }) => {
    const env = { PALIMPSEST_LIBRARY: join(disk, 'Library') }
    await chapters(env.PALIMPSEST_LIBRARY, COUNT)
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const studio = await launch({ env })
    await expect(heading(studio.page)).toHaveText('The library cannot be changed here')
    const page = await nextWindow(studio, () => act(studio.page, 'Open a copy for reading'))
    await expectChapters(page)
    await expect(page.getByText(/can be read but not changed/).first()).toBeVisible()
  })
})

for (const theme of ['light', 'sepia', 'dark'] as const)
  test(`${theme}: the screen looks as the studio did, and can be read by everybody`, async ({ launch, library }) => {
    await chapters(library, COUNT)
    const first = await launch()
    await expect(text(first.page)).toBeVisible()
    await first.page.keyboard.press('Control+k')
    await first.page.keyboard.type(`${theme} theme`)
    await first.page.keyboard.press('Enter')
    await first.page.keyboard.press('Control+k')
    await first.page.keyboard.type('Back up now')
    await first.page.keyboard.press('Enter')
    await expect(first.page.getByText(/^Backed up and checked: /)).toBeVisible()
    await first.close()
    cutShort(fileIn(library), 0.7)
    const studio = await launch()
    await expect(heading(studio.page)).toHaveText('The library file is cut short')
    await expect(studio.page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await violations(studio.page)).toEqual([])
    await studio.shot(`recovery-${theme}`)
  })
