import Database from 'better-sqlite3'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/studio.ts'
import { newDocument, saved, text } from './support/writing.ts'

test('a backup on demand holds what was typed a moment before', async ({ studio, library }) => {
  await newDocument(studio.page, ['Typed just before the backup.'])
  await studio.page.keyboard.press('Control+k')
  await studio.page.keyboard.type('Back up now')
  await studio.page.keyboard.press('Enter')
  await expect(studio.page.getByText(/^Backed up and checked: /)).toBeVisible()
  const names = readdirSync(join(library, 'backups'))
  expect(names).toHaveLength(1)
  const db = new Database(join(library, 'backups', names[0]!), { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.prepare('SELECT text FROM document').pluck().all()).toContain('Typed just before the backup.')
  db.close()
})

test('going back within the running studio: what would be lost is shown, and kept', async ({ studio, library }) => {
  const { app, page } = studio
  const command = async (title: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await newDocument(page, ['In the backup.'])
  await command('Back up now')
  await expect(page.getByText(/^Backed up and checked: /)).toBeVisible()
  await newDocument(page, ['Written after the backup.'])
  await saved(page)
  await command('Backups…')
  await page.getByRole('button', { name: /made by hand/ }).click()
  const inside = page.getByRole('region', { name: 'What is in this backup' })
  await expect(inside).toContainText('Not in it, and lost by going back:')
  await expect(inside).toContainText('Untitled (4 words)')
  const next = app.waitForEvent('window')
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  const again = await next
  await expect(text(again)).toContainText('In the backup.')
  const aside = readdirSync(library).filter(name => name.endsWith('set aside.sqlite'))
  const labels = readdirSync(join(library, 'backups')).map(name => name.replace(/^library \S+ /, ''))
  expect(labels.sort()).toEqual(['before going back.sqlite', 'by hand.sqlite'])
  const db = new Database(join(library, aside[0]!), { readonly: true })
  expect(db.prepare('SELECT text FROM document').pluck().all()).toContain('Written after the backup.')
  db.close()
  await newDocument(again, ['And on.'])
  await saved(again)
})

test('a second copy of each backup goes to the folder that was chosen', async ({ studio, library }) => {
  const { app, page } = studio
  const other = join(library, 'other drive')
  mkdirSync(other)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, other)
  await expect(text(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Backups…')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Choose another folder…' }).click()
  await expect(page.getByText(`A second copy of each goes to ${other}.`)).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect.poll(() => readdirSync(other).filter(name => !name.endsWith('.partial'))).toHaveLength(1)
  expect(readdirSync(other)).toEqual(readdirSync(join(library, 'backups')))
})
