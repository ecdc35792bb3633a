import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, fill, modelReady, newDocument, offered, seen, select, strip, text } from './support/writing.ts'

const first = 'The keeper climbed the stairs as he did every evening.'
const passage = 'The storm had been building since noon. The gulls were gone.'

test('a fill pressed while a run is stopping waits for it, and writes the same passage', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The storm had been building since noon.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await offered(page)
  await expect(strip(page).getByRole('button', { name: /^Variant/ })).toHaveCount(3)
  expect(await seen(page)).not.toContain('The storm had been building since noon.')
})

test('Enter during a run is the page’s: a new paragraph behind the passage', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The gulls were gone.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Below.')
  await offered(page)
  expect((await seen(page)).split('\n').at(-1)).toBe('Below.')
  await expect(text(page).locator('> p')).toHaveCount(3)
})

test('a variant whose passage was edited meanwhile stays readable, says so, and asks', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The gulls were gone.')
  await fill(page)
  await caretAfter(page, 'building since')
  await page.keyboard.press('Control+Shift+End')
  await page.keyboard.type(' dawn.')
  await expect(strip(page).getByRole('status')).toContainText('edited after this run began')
  await expect(page.locator('.infill').first()).not.toBeEmpty()
  await studio.shot('stale')
  expect(await violations(page)).toEqual([])
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await expect(page.getByRole('button', { name: 'Keep my edit' })).toBeVisible()
  await page.getByRole('button', { name: 'Keep my edit' }).click()
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toContain('building since dawn.')
})
