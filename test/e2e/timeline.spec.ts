import type { Page } from '@playwright/test'
import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import {
  caretAfter,
  fill,
  modelReady,
  newDocument,
  offered,
  seen,
  select,
  shownVariant,
  strip,
} from './support/writing.ts'

const paragraph =
  'The keeper climbed the stairs as he did every evening. The storm had been building since noon. He could not see the harbour.'

const timeline = (page: Page) => strip(page).getByRole('region', { name: 'Timeline' })
const slider = (page: Page) => timeline(page).getByRole('slider', { name: 'Timeline' })
const header = (page: Page) => strip(page).locator('header b')
const blocks = (page: Page) => page.locator('.infill-mask')
const fresh = (page: Page) => page.locator('.infill-fresh')

/** Opens the timeline, and tells how many steps it has. */
async function open(page: Page): Promise<number> {
  await page.keyboard.press('Alt+t')
  await expect(slider(page)).toBeFocused()
  return Number(await slider(page).getAttribute('max'))
}

test('the steps of a variant are gone through, played and branched from; what is accepted is whole', async ({
  studio,
}) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  const whole = await shownVariant(page)
  const steps = await open(page)
  expect(steps).toBeGreaterThan(3)
  await expect(timeline(page)).toContainText(`Step ${steps} of ${steps}`)
  expect(await shownVariant(page)).toBe(whole)
  await expect(blocks(page)).toHaveCount(0)

  await page.keyboard.press('Home')
  await expect(timeline(page)).toContainText('Nothing is written yet.')
  expect((await shownVariant(page)).trim()).toBe('')
  await expect(blocks(page).nth(2)).toBeVisible()
  for (let step = 1; step <= 3; step++) {
    await page.keyboard.press('ArrowRight')
    await expect(timeline(page)).toContainText(`Step ${step} of ${steps}`)
    await expect(fresh(page)).toHaveCount(1)
    await expect(timeline(page)).toContainText(`“${(await fresh(page).innerText()).trim()}”`)
  }
  const begun = await shownVariant(page)
  await expect(strip(page).getByRole('button', { name: /^Accept the finished variant/ })).toBeVisible()
  for (const theme of ['Sepia', 'Dark', 'Light']) {
    await command(page, `${theme} theme`)
    await page.waitForTimeout(300)
    expect(await violations(page)).toEqual([])
    await studio.shot(`timeline-${theme.toLowerCase()}`)
  }

  await expect(slider(page)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(timeline(page).getByRole('button', { name: /^Pause/ })).toBeVisible()
  await expect(timeline(page)).toContainText(`Step ${steps} of ${steps}`, { timeout: 8_000 })
  await expect(timeline(page).getByRole('button', { name: /^Play/ })).toBeVisible()
  expect(await shownVariant(page)).toBe(whole)
  await page.keyboard.press('Alt+,')
  await expect(timeline(page)).toContainText(`Step ${steps - 1} of ${steps}`)
  await page.keyboard.press('Escape')
  await expect(timeline(page)).toHaveCount(0)
  await expect(strip(page)).toBeVisible()
  expect(await shownVariant(page)).toBe(whole)

  await open(page)
  await page.keyboard.press('Home')
  for (let step = 1; step <= 3; step++) await page.keyboard.press('ArrowRight')
  const count = await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .count()
  await page.keyboard.press('Alt+Shift+r')
  await expect(header(page)).toHaveText(`${count + 1} of ${count + 1}`)
  await offered(page)
  await expect(timeline(page)).toHaveCount(0)
  const branch = await shownVariant(page)
  expect(branch.trim().startsWith(begun.trim())).toBe(true)

  // Words that are selected at an earlier step are no part of the finished variant to be taken.
  await open(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await select(page, (await shownVariant(page)).trim())
  await strip(page)
    .getByRole('button', { name: /^Accept the finished variant/ })
    .click()
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toContain(branch.trim())
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(paragraph)
})

test('typing into a variant begins with all of it; a recalled run has its steps, a changed variant none', async ({
  studio,
}) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  await page.keyboard.press('Escape')
  await caretAfter(page, 'since noon.')
  await page.keyboard.press('Alt+h')
  const runs = page.getByRole('tabpanel', { name: 'History' }).getByRole('list', { name: 'Runs, newest first' })
  await runs
    .getByRole('button', { name: /^Recall/ })
    .first()
    .click()
  await offered(page)
  const whole = await shownVariant(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const steps = await open(page)
  await slider(page).click()
  await expect(timeline(page)).toContainText(new RegExp(`Step [1-9]\\d* of ${steps}`))
  await expect(blocks(page).first()).toBeVisible()
  await page.keyboard.press('End')
  await page.keyboard.press('Alt+/')
  await expect(blocks(page).first()).toBeVisible()
  await expect(timeline(page)).toContainText(`Step ${steps} of ${steps}`, { timeout: 8_000 })
  await page.keyboard.press('Home')
  await page.keyboard.press('Alt+e')
  await expect(timeline(page)).toHaveCount(0)
  const field = page.getByRole('textbox', { name: 'The variant' })
  await expect(field).toHaveValue(whole)
  await page.keyboard.type('Well, ')
  await page.keyboard.press('Alt+t')
  await expect(timeline(page)).toContainText('You changed this variant')
  await studio.shot('timeline-none')
  await page.keyboard.press('Escape')
  await expect(timeline(page)).toHaveCount(0)
  expect(await shownVariant(page)).toBe(`Well, ${whole}`)

  await page.keyboard.press('Alt+]')
  const next = await shownVariant(page)
  await open(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toContain(next.trim())
})
