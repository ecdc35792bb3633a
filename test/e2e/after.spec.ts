import type { Page } from '@playwright/test'
import { expect, test } from './support/studio.ts'
import {
  fill,
  longPassage,
  modelReady,
  newDocument,
  offered,
  select,
  seen,
  shownVariant,
  startLongRun,
  strip,
} from './support/writing.ts'

const paragraph =
  'The keeper climbed the stairs as he did every evening. The storm had been building since noon. He could not see the harbour.'

const header = (page: Page) => strip(page).locator('header b')

test('a word is re-rolled, the variant polished, branched and bred; undo brings the page back', async ({ studio }) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  const count = await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .count()
  const before = await shownVariant(page)

  await page.keyboard.press('Alt+Shift+]')
  await page.keyboard.press('Alt+Shift+]')
  await expect(page.locator('.infill-chosen').first()).toBeVisible()
  await studio.shot('after-chosen')
  await page.keyboard.press('Alt+r')
  await expect(header(page)).toHaveText(`${count + 1} of ${count + 1}`)
  await offered(page)
  const rerolled = await shownVariant(page)
  const [old, fresh] = [before.trim().split(/\s+/), rerolled.trim().split(/\s+/)]
  expect(fresh.slice(0, 1)).toEqual(old.slice(0, 1))
  expect(rerolled).not.toBe(before)
  expect(fresh.slice(-2)).toEqual(old.slice(-2))

  for (const [key, shown] of [
    ['Alt+p', count + 2],
    ['Alt+Shift+r', count + 3],
  ] as const) {
    await page.keyboard.press(key)
    await expect(header(page)).toHaveText(`${shown} of ${shown}`)
    await offered(page)
  }
  await page.keyboard.press('Alt+b')
  await expect(header(page)).toHaveText(new RegExp(`^${count + 4} of `))
  await offered(page)
  await studio.shot('after-bred')
  const bred = await shownVariant(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toContain(bred.trim())
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(paragraph)
})

test('a stopped run goes on where it was', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [longPassage])
  await startLongRun(page)
  await page.keyboard.press('Escape')
  await expect(strip(page).getByRole('button', { name: /^Accept what is written/ })).toBeVisible()
  const begun = await page.locator('.infill-word').first().innerText()
  await page.keyboard.press('Alt+c')
  await expect(strip(page).getByRole('button', { name: /^Accept ⏎/ })).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.infill-mask')).toHaveCount(0)
  const cards = await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .allInnerTexts()
  expect(cards.some(card => card.includes(begun.trim()))).toBe(true)
})
