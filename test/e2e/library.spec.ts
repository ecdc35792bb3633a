import Database from 'better-sqlite3'
import { chmod, copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { refusalOf } from './support/refusal.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, fill, modelReady, newDocument, saved, seen, shownVariant, text } from './support/writing.ts'

test('closed and opened again: text, caret and history are there', async ({ studio }) => {
  await modelReady(studio.page)
  await studio.page.locator('.region').click()
  await fill(studio.page)
  const variant = await shownVariant(studio.page)
  await studio.page.keyboard.press('Enter')
  await caretAfter(studio.page, 'twelve steps up.')
  await studio.page.keyboard.type(' Typed last.')
  const before = await seen(studio.page)
  await studio.relaunch()
  await expect(text(studio.page)).toContainText('Typed last.')
  expect(await seen(studio.page)).toBe(before)
  await studio.page.keyboard.type(' And on.')
  await expect(text(studio.page)).toContainText('Typed last. And on.')
  await studio.page.keyboard.press('Control+Alt+h')
  await expect(studio.page.getByRole('tabpanel').getByText(variant)).toBeVisible()
})

test('killed two seconds after the last key: nothing is lost', async ({ studio }) => {
  await newDocument(studio.page, ['Written before the power went.'])
  await pause(2000)
  await studio.relaunch({ kill: true })
  await expect(text(studio.page)).toContainText('Written before the power went.')
})

test('a second studio on the same library gives way with a sentence', async ({ studio, library }) => {
  await expect(text(studio.page)).toBeVisible()
  expect(await refusalOf(library)).toMatch(/is open already; its window was brought to the front/)
  await newDocument(studio.page, ['The first goes on.'])
  await saved(studio.page)
})

test('a library from a newer studio is refused with its own words, and left as it is', async ({ launch, library }) => {
  const first = await launch()
  await saved(first.page)
  await first.close()
  const file = join(library, 'library.sqlite')
  const db = new Database(file)
  db.pragma('user_version = 999')
  db.close()
  const before = await readFile(file)
  expect(await refusalOf(library)).toMatch(/newer/)
  expect(await readFile(file)).toEqual(before)
})

test('a file that is no database is refused, and left as it is', async ({ library }) => {
  const file = join(library, 'library.sqlite')
  await writeFile(file, 'My novel, by mistake saved under this name. '.repeat(100))
  expect(await refusalOf(library)).toMatch(/damaged|not a/)
  expect(await readFile(file, 'utf8')).toContain('My novel')
})

test('projects and documents: add, rename, trash, restore, and all of it is there again', async ({ studio }) => {
  const binder = () => studio.page.getByRole('navigation', { name: /binder/i })
  const line = (name: string) => binder().getByText(name, { exact: true })
  await newDocument(studio.page, ['Alpha text.'])
  await studio.page.keyboard.press('Control+k')
  await studio.page.keyboard.type('Rename this document')
  await studio.page.keyboard.press('Enter')
  await studio.page.keyboard.press('Control+a')
  await studio.page.keyboard.type('Alpha')
  await studio.page.keyboard.press('Enter')
  await expect(line('Alpha')).toBeVisible()
  await studio.shot('binder')
  await studio.page.keyboard.press('Control+k')
  await studio.page.keyboard.type('Move this document to the trash')
  await studio.page.keyboard.press('Enter')
  await expect(studio.page.getByText('“Alpha” is in the trash.')).toBeVisible()
  await studio.page.getByRole('button', { name: 'Undo' }).click()
  await expect(line('Alpha')).toBeVisible()
  await studio.relaunch()
  await expect(line('Alpha')).toBeVisible()
})

test('without a model the editor works and says what is missing', async ({ launch, library }) => {
  const empty = join(library, 'no-model')
  await mkdir(empty)
  const { page } = await launch({ env: { PALIMPSEST_MODEL: empty } })
  await expect(page.getByText(/There is no model/).first()).toBeVisible()
  await newDocument(page, ['Typed without a model.'])
  await saved(page)
})

test('a model with an altered file is refused by name', async ({ launch, library }) => {
  const folder = join(library, 'damaged')
  await mkdir(folder)
  const starter = join(import.meta.dirname, '../../models/starter')
  for (const name of await readdir(starter)) await copyFile(join(starter, name), join(folder, name))
  await writeFile(join(folder, 'weights-2.bin'), 'short')
  const { page } = await launch({ env: { PALIMPSEST_MODEL: folder } })
  await expect(page.getByText(/weights-2\.bin/).first()).toBeVisible()
})

test('a library that cannot be written is opened for reading', async ({ launch, library }) => {
  test.skip(process.getuid?.() === 0, 'the superuser may write everywhere; test/store covers it on a real file')
  const first = await launch()
  await saved(first.page)
  await first.close()
  await chmod(join(library, 'library.sqlite'), 0o444)
  const again = await launch()
  await expect(again.page.getByText(/read/i).first()).toBeVisible()
})
