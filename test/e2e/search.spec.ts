import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/studio.ts'
import { newDocument, saved, seen, text } from './support/writing.ts'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}
const bar = (page: Page) => page.getByRole('search', { name: 'Find on this page' })
const panel = (page: Page) => page.getByRole('search', { name: 'Search', exact: true })
const selected = (page: Page) => page.evaluate(() => document.getSelection()!.toString())

const storm = 'The Storm came at noon. After the storm the keeper slept; storms tire a man.'
const lamp = 'He wound the lamp. No storm had put it out.'

test('on the page: count, step, options, replace one, replace all as one undo step', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [storm, lamp])
  const before = await seen(page)
  await page.keyboard.press('Control+f')
  await expect(bar(page).getByLabel('Find', { exact: true })).toBeFocused()
  await page.keyboard.type('storm')
  await expect(bar(page).getByRole('status')).toHaveText('1 of 4')
  await expect(page.locator('.found')).toHaveCount(4)
  await page.keyboard.press('Alt+w')
  await expect(bar(page).getByRole('status')).toHaveText('1 of 3')
  await page.keyboard.press('Alt+c')
  await expect(bar(page).getByRole('status')).toHaveText(/of 2|2 on/)
  await page.keyboard.press('Alt+c')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(bar(page).getByRole('status')).toHaveText(/[123] of 3/)

  await page.keyboard.press('Alt+x')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('(stor')
  await expect(bar(page).getByRole('status')).toContainText('never closed')
  await page.keyboard.type('m)s?')
  await page.keyboard.press('Alt+w')
  await expect(bar(page).getByRole('status')).toHaveText(/of 4/)
  await studio.shot('find-bar')

  await page.keyboard.press('Control+h')
  await bar(page).getByLabel('Replace with').fill('<$1>')
  await bar(page).getByRole('button', { name: 'Replace all' }).click()
  await expect(text(page)).toContainText('The <Storm> came')
  expect(await seen(page)).toBe(before.replaceAll(/(storm)s?/gi, '<$1>'))
  // From the button too.
  await page.keyboard.press('Escape')
  await expect(bar(page)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})

test('an expression that is a catastrophe elsewhere does not stop the studio', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [`${'a'.repeat(4000)}!`])
  await page.keyboard.press('Control+f')
  await bar(page).getByRole('button', { name: 'Regular expression' }).click()
  await bar(page).getByLabel('Find', { exact: true }).fill('^(a+)+$')
  await expect(bar(page).getByRole('status')).toHaveText('Not on this page.', { timeout: 5_000 })
})

test('in all documents: previewed, replaced with one undo for all, marks and regions kept', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [storm])
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await newDocument(page, [lamp])
  await saved(page)
  await command(page, 'Find and replace in all documents')
  await panel(page).getByLabel('Find in all documents').fill('storm')
  const places = panel(page).locator('li li')
  await expect(places.filter({ hasText: 'had put it out' })).toHaveCount(1)
  await panel(page).getByLabel('Replace with').fill('gale')
  await expect(places.filter({ hasText: 'tire a man' }).locator('ins').first()).toHaveText('gale')
  // The story that the studio brings has storms of its own, which stay.
  for (const box of await panel(page).locator('h3 input').all())
    if (!/Untitled/.test((await box.getAttribute('aria-label'))!)) await box.uncheck()
  await studio.shot('replace-everywhere')
  expect(await violations(page)).toEqual([])
  await panel(page).getByRole('button', { name: 'Replace 4 in 2 documents' }).click()
  await expect(page.getByText('Replaced 4 places in 2 documents')).toBeVisible()
  await expect(text(page)).toContainText('No gale had put it out')
  await page.keyboard.press('Control+PageUp')
  await expect(text(page)).toContainText('The gale came at noon')
  await expect(page.locator('.ProseMirror strong')).toContainText('After the gale the keeper slept; gales tire')
  await page.getByRole('button', { name: 'Undo all' }).click()
  await expect(text(page)).toContainText('The Storm came at noon')
  await page.keyboard.press('Control+PageDown')
  await expect(text(page)).toContainText('No storm had put it out')
  await studio.relaunch()
  await expect(text(studio.page)).toContainText('No storm had put it out')
})

test('words are found everywhere, and a hit is gone to', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, ['Vor dem Café in Zürich.', 'Nothing here.', lamp])
  await saved(page)
  await command(page, 'Previous document')
  await page.keyboard.press('Control+Shift+f')
  await expect(panel(page).getByLabel('Words to search for')).toBeFocused()
  await page.keyboard.type('cafe zurich')
  const hit = panel(page).getByRole('button', { name: /Café in Zürich/ })
  await expect(hit).toBeVisible()
  await studio.shot('search-panel')
  await hit.click()
  await expect(text(page)).toContainText('Vor dem Café')
  await expect.poll(() => selected(page)).toBe('Café')

  await command(page, 'Corkboard')
  await expect(text(page)).toBeHidden()
  await hit.click()
  await expect(text(page)).toBeVisible()
  await expect(text(page)).toBeFocused()
})

test('a document is gone to by a few letters, by its title or by its text', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, ['An albatross followed the boat.'])
  await saved(page)
  await page.keyboard.press('Control+PageUp')
  await page.keyboard.press('Control+p')
  await page.keyboard.type('albatr')
  await expect(page.getByRole('option', { name: /albatross followed/ })).toBeVisible()
  await studio.shot('jump')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('albatross')
  await expect.poll(() => selected(page)).toBe('albatross')
})

for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
  test(`${theme.toLowerCase()}: finding can be read by everybody`, async ({ studio }) => {
    const { page } = studio
    await expect(text(page)).toBeVisible()
    await command(page, `${theme} theme`)
    await page.keyboard.press('Control+h')
    await bar(page).getByLabel('Find', { exact: true }).fill('the')
    await expect(page.locator('.found').first()).toBeVisible()
    await page.keyboard.press('Control+Shift+f')
    await panel(page).getByLabel('Words to search for').fill('storm')
    await expect(panel(page).locator('mark').first()).toBeVisible()
    await studio.shot(`search-${theme.toLowerCase()}`)
    expect(await violations(page)).toEqual([])
    await panel(page).getByRole('radio', { name: 'Find and replace' }).click()
    await panel(page).getByLabel('Find in all documents').fill('storm')
    await panel(page).getByLabel('Replace with').fill('gale')
    await expect(panel(page).locator('ins').first()).toBeVisible()
    await studio.shot(`replace-${theme.toLowerCase()}`)
    expect(await violations(page)).toEqual([])
  })
}
