import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/studio.ts'
import { newDocument } from './support/writing.ts'

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
